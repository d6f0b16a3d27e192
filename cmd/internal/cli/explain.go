package cli

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"github.com/bondc/bondc/docs"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint/rules"
)

func (a *app) explainCommand() *cli.Command {
	return &cli.Command{
		ArgsUsage: "RULE | OPTION",
		Action: func(ctx *cli.Context) error {
			if ctx.NArg() != 1 {
				return usagef("explain takes one rule, code or option")
			}
			return a.explain(ctx.Args().First())
		},
	}
}

func (a *app) explain(name string) error {
	if page, ok := rules.Page(name); ok {
		fmt.Fprint(a.stdout, page)
		return nil
	}
	if page, ok := docs.Code(name); ok {
		fmt.Fprint(a.stdout, page)
		return nil
	}
	if id := findOption(name); id != option.Unknown {
		return a.explainOption(id)
	}
	if near := option.Nearest(name, explained()); near != "" {
		return usagef("%q is neither a rule nor an option; did you mean %q?", name, near)
	}
	return usagef("%q is neither a rule nor an option; \"bondc rules\" and \"bondc options\" list them", name)
}

// findOption finds an option by its kernel name or by any dialect's key.
func findOption(name string) option.ID {
	if id := option.LookupKernel(name); id != option.Unknown {
		return id
	}
	id, _, _ := option.Elsewhere(name)
	return id
}

func explained() []string {
	var names []string
	for _, r := range rules.All() {
		names = append(names, r.ID)
	}
	for _, c := range diag.Codes() {
		names = append(names, c.Slug)
	}
	for _, row := range option.Rows() {
		names = append(names, row.Kernel)
	}
	return names
}

func (a *app) explainOption(id option.ID) error {
	row := option.Get(id)
	fmt.Fprintf(a.stdout, "%s\n\n%s\n", row.Kernel, row.Doc)
	if row.Note != "" {
		fmt.Fprintln(a.stdout, row.Note)
	}
	fmt.Fprintln(a.stdout)
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	facts(w, row)
	fmt.Fprintln(w)
	for d := option.Dialect(0); d < option.NumDialects; d++ {
		fmt.Fprintf(w, "%s\t%s\n", d, spelling(option.Spell(id, d)))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "\nSources: %s\n", strings.Join(row.Sources, "; "))
	return nil
}

func facts(w *tabwriter.Writer, row *option.Row) {
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(w, "%s\t%s\n", name, value)
		}
	}
	field("values", values(row))
	field("default", row.Default)
	if row.Scope.Configurable() {
		field("accepted in", row.Accepted.String())
		field("effective in", row.Effective.String())
	}
	if row.Since != "" {
		field("since", "kernel "+row.Since)
	}
	field("since", row.SinceNote)
	field("removed", row.Removed)
	field("ip link", row.IPRoute)
}

func values(row *option.Row) string {
	var words []string
	for _, v := range row.Values {
		words = append(words, fmt.Sprintf("%s (%d)", v.Word, v.Number))
	}
	if len(words) > 0 {
		return strings.Join(words, ", ")
	}
	if row.Kind == option.Int {
		return strings.TrimSpace(fmt.Sprintf("%d to %d %s", row.Min, row.Max, row.Unit))
	}
	return ""
}

func spelling(s *option.Spelling) string {
	if !s.Supported() {
		return "cannot say it: " + s.Unsupported
	}
	text := s.Key
	for _, alias := range s.Aliases {
		text += ", " + alias.Key
	}
	if s.Since != "" {
		text += " (since " + s.Since + ")"
	}
	return text
}
