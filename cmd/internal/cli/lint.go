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
		Flags:     append(append(append(flags, fixFlags()...), inputFlags()...), targetFlags()...),
		Action:    a.lint,
	}
}

func formatHelp() string {
	var names []string
	for _, f := range report.Formats() {
		names = append(names, f.Name+" ("+f.Title+")")
	}
	return strings.Join(names, ", ")
}

func formatNames() string {
	var names []string
	for _, f := range report.Formats() {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

func (a *app) lint(ctx *cli.Context) error {
	format, ok := report.FindFormat(ctx.String("format"))
	if !ok {
		return usagef("--format %q: the formats are %s", ctx.String("format"), formatNames())
	}
	failOn, err := failOn(ctx.String("fail-on"))
	if err != nil {
		return err
	}
	in, err := a.readInput(ctx)
	if err != nil {
		return err
	}
	fix, err := readFixing(ctx)
	if err != nil {
		return err
	}
	infos := ctx.Bool("v") || failOn == diag.Info
	out := report.NewWriter(format, fix.report(a), report.Options{
		Color: a.colour(), Infos: infos, Flag: "-v", FailOn: failOn, Version: bondc.Version, About: bondc.About,
	})
	linter, diags, err := bondc.NewLinter(in.paths, in.target)
	if err != nil {
		return err
	}
	linter.Edits = format.Edits
	if len(diags) > 0 {
		if err := out.Host(report.HostResult{Findings: diags.Sort()}); err != nil {
			return err
		}
	}
	for r, err := range results(in, func(t *frontends.Tree) linted { return lintTree(t, in, linter, fix) }) {
		if err == nil {
			err = r.err
		}
		if err != nil {
			return err
		}
		if err := a.fixed(fix, r.tree, &r.fixed); err != nil {
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
	a.summary(fix)
	if worst, any := summary.Worst(); any && worst <= failOn && !fix.diff {
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
	tree  *frontends.Tree
	hosts []report.HostResult
	fixed bondc.Fixed
	err   error
}

func lintTree(t *frontends.Tree, in *input, linter *bondc.Linter, fix *fixing) linted {
	out := linted{tree: t}
	if !linter.Exclude(t) {
		return out
	}
	load := linter.Load(t, in.load)
	reads := in.read(t, load)
	for _, r := range reads {
		if r.Host != nil {
			if err := checkVia(in.target, r.Host); err != nil {
				return linted{err: err}
			}
		}
	}
	if fix.on {
		out.fixed = linter.Fix(t, reads, load, fix.unsafe)
		out.hosts = out.fixed.Results
		return out
	}
	for _, r := range reads {
		out.hosts = append(out.hosts, linter.Lint(t, r))
	}
	return out
}

// colour reports whether standard output is a terminal that wants colours.
func (a *app) colour() bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && a.terminal()
}

// terminal reports whether standard output is a terminal.
func (a *app) terminal() bool {
	f, ok := a.stdout.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
