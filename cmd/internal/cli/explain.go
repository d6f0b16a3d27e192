package cli

import (
	"fmt"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/bondc/bondc/cmd/internal/page"
	"github.com/bondc/bondc/docs"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint/rules"
)

func (a *app) explainCommand() *cli.Command {
	return &cli.Command{
		ArgsUsage: "[--format text|markdown] RULE | CODE | OPTION",
		Description: `Prints the page of a rule, of a code that readers and writers report, or of a
bonding option by its name in any dialect.`,
		Flags: flagList([]*flagDef{
			wordFlag("format", "`FORMAT` of the page:", func() []string { return []string{"text", "markdown"} }).otherwise("text in a terminal, else markdown"),
		}),
		Action: func(ctx *cli.Context) error {
			if ctx.NArg() != 1 {
				return usagef("explain takes one rule, code or option")
			}
			text := a.terminal()
			switch ctx.String("format") {
			case "":
			case "text", "markdown":
				text = ctx.String("format") == "text"
			default:
				return usagef("--format %q: it takes text or markdown", ctx.String("format"))
			}
			markdown, err := explanation(ctx.Args().First())
			if err != nil {
				return err
			}
			if text {
				markdown = page.Render(markdown, page.Options{Width: a.width(), Color: a.colour()})
			}
			fmt.Fprint(a.stdout, markdown)
			return nil
		},
	}
}

// explanation returns the page about a name, as Markdown.
func explanation(name string) (string, error) {
	if markdown, ok := rules.Page(name); ok {
		return markdown, nil
	}
	if markdown, ok := docs.Code(name); ok {
		return markdown, nil
	}
	if id := findOption(name); id != option.Unknown {
		return optionPage(id), nil
	}
	if near := option.Nearest(name, explained()); near != "" {
		return "", usagef("%q is neither a rule nor an option; did you mean %q?", name, near)
	}
	return "", usagef("%q is neither a rule nor an option; \"bondc rules\" and \"bondc options\" list them", name)
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
		for d := option.Dialect(0); d < option.NumDialects; d++ {
			if key := option.Spell(row.ID, d).Key; key != "" && !slices.Contains(names, key) {
				names = append(names, key)
			}
		}
	}
	return names
}
