package cli

import (
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint/report"
)

func (a *app) lintCommand() *cli.Command {
	flags := []cli.Flag{
		&cli.StringFlag{Name: "format", Value: "text", Usage: "the `FORMAT` of the findings: " + formatHelp()},
		&cli.StringFlag{Name: "fail-on", Value: "warning", Usage: "the `SEVERITY` from which on the exit status is 1: error, warning, info or never"},
		&cli.BoolFlag{Name: "v", Usage: "show findings of severity info as well", DisableDefaultText: true},
	}
	return &cli.Command{
		ArgsUsage: "[FLAGS] PATH...",
		Flags:     append(append(flags, inputFlags()...), targetFlags()...),
		Action:    a.lint,
	}
}

func formatHelp() string {
	var names []string
	for _, f := range report.Formats() {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

func (a *app) lint(ctx *cli.Context) error {
	format, ok := report.FindFormat(ctx.String("format"))
	if !ok {
		return usagef("--format %q: the formats are %s", ctx.String("format"), formatHelp())
	}
	failOn, err := failOn(ctx.String("fail-on"))
	if err != nil {
		return err
	}
	in, err := a.readInput(ctx)
	if err != nil {
		return err
	}
	infos := ctx.Bool("v") || failOn == diag.Info
	out := report.NewWriter(format, a.stdout, report.Options{Color: a.colour(), Infos: infos, Flag: "-v"})
	linter, diags, err := bondc.NewLinter(in.paths, in.target)
	if err != nil {
		return err
	}
	if len(diags) > 0 {
		if err := out.Host(report.HostResult{Findings: diags.Sort()}); err != nil {
			return err
		}
	}
	for r, err := range results(in, func(t *frontends.Tree) linted { return lintTree(t, in, linter) }) {
		if err == nil {
			err = r.err
		}
		if err != nil {
			return err
		}
		for _, host := range r.hosts {
			if err := out.Host(host); err != nil {
				return err
			}
		}
	}
	if err := in.checkFrom(); err != nil {
		return err
	}
	summary, err := out.End()
	if worst, any := summary.Worst(); any && worst <= failOn {
		a.raise(exitFindings)
	}
	return err
}

// failOn returns the mildest severity that fails the run; 0 is never.
func failOn(word string) (diag.Severity, error) {
	if word == "never" {
		return 0, nil
	}
	severity, ok := diag.ParseSeverity(word)
	if !ok {
		return 0, usagef("--fail-on %q: it takes error, warning, info or never", word)
	}
	return severity, nil
}

// linted is what came of one tree.
type linted struct {
	hosts []report.HostResult
	err   error
}

func lintTree(t *frontends.Tree, in *input, linter *bondc.Linter) linted {
	var out linted
	if !linter.Exclude(t) {
		return out
	}
	for _, r := range in.read(t, linter.Load(t, in.load)) {
		if r.Host != nil {
			if err := checkVia(in.target, r.Host); err != nil {
				return linted{err: err}
			}
		}
		out.hosts = append(out.hosts, linter.Lint(t, r))
	}
	return out
}

// colour reports whether standard output is a terminal that wants colours.
func (a *app) colour() bool {
	f, ok := a.stdout.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
