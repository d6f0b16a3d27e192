package cli

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"github.com/bondc/bondc/backends"
	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint/rules"
)

func (a *app) rulesCommand() *cli.Command {
	return &cli.Command{
		Action: func(ctx *cli.Context) error {
			if err := noArguments(ctx); err != nil {
				return err
			}
			w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
			for _, r := range rules.All() {
				fmt.Fprintf(w, "%s\t%s\t%s\n", r.ID, r.Severity, r.Title)
			}
			return w.Flush()
		},
	}
}

func (a *app) optionsCommand() *cli.Command {
	return &cli.Command{
		Action: func(ctx *cli.Context) error {
			if err := noArguments(ctx); err != nil {
				return err
			}
			return a.printOptions()
		},
	}
}

// printOptions prints the table: one row per option, one column per dialect.
func (a *app) printOptions() error {
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprint(w, "option")
	for d := option.Dialect(0); d < option.NumDialects; d++ {
		fmt.Fprintf(w, "\t%s", d)
	}
	fmt.Fprintln(w)
	for _, row := range option.Rows() {
		if row.Scope == option.ReadOnly {
			continue
		}
		fmt.Fprint(w, row.Kernel)
		for d := option.Dialect(0); d < option.NumDialects; d++ {
			key := option.Spell(row.ID, d).Key
			if key == "" {
				key = "-"
			}
			fmt.Fprintf(w, "\t%s", key)
		}
		fmt.Fprintln(w)
	}
	return w.Flush()
}

func (a *app) dialectsCommand() *cli.Command {
	return &cli.Command{
		Action: func(ctx *cli.Context) error {
			if err := noArguments(ctx); err != nil {
				return err
			}
			w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
			for _, name := range dialectNames() {
				fmt.Fprintf(w, "%s\t%s%s\n", name, reads(name), judges(name))
			}
			return w.Flush()
		},
	}
}

func reads(name string) string {
	var can []string
	if _, ok := frontends.Named(name); ok {
		can = append(can, "read")
	}
	if _, ok := backends.Named(name); ok {
		can = append(can, "written")
	}
	return strings.Join(can, " and ")
}

// judges says which versions of the programs that read a dialect have judged what
// bondc writes.
func judges(name string) string {
	var by []string
	for _, j := range judgements(name, target.Target{}) {
		if len(j.By) > 0 {
			by = append(by, j.Program+" "+strings.Join(j.By, " and "))
		}
	}
	if len(by) == 0 {
		return ""
	}
	return "\tjudged by " + strings.Join(by, ", ")
}

// dialectNames returns all dialects, those that are read first.
func dialectNames() []string {
	var names []string
	for _, f := range frontends.All() {
		names = append(names, f.Name)
	}
	for _, b := range backends.All() {
		if _, ok := frontends.Named(b.Name); !ok {
			names = append(names, b.Name)
		}
	}
	return names
}

// writtenNames returns the dialects that convert can write.
func writtenNames() []string {
	var names []string
	for _, b := range backends.All() {
		names = append(names, b.Name)
	}
	return names
}
