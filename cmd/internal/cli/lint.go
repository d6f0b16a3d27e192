package cli

import (
	"errors"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint/report"
)

func (a *app) lintCommand() *cli.Command {
	flags := []*flagDef{
		wordFlag("format", "the `FORMAT` of the findings:", formatNames).initially("text").listedAs(formatHelp),
		failOnFlag(),
		wordFlag("group-by", "in text, print a line a finding or less, grouped by `WORD`:", report.Groupings),
		switchFlag("v", "show findings of severity info as well"),
	}
	return &cli.Command{
		ArgsUsage: "[FLAGS] PATH...",
		Flags:     flagList(flags, baselineFlags(), fixFlags(), inputFlags(), []*flagDef{shardFlag("\"bondc report merge\" joins the JSON or SARIF of all shards")}, targetFlags()),
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

func formatNames() []string {
	var names []string
	for _, f := range report.Formats() {
		names = append(names, f.Name)
	}
	return names
}

func (a *app) lint(ctx *cli.Context) error {
	run, err := a.readLint(ctx)
	if err != nil {
		return err
	}
	in, fix, out := run.in, run.fix, run.out
	linter, diags, err := bondc.NewLinter(in.paths, in.target)
	if err != nil {
		return err
	}
	linter.Edits, linter.Spares = run.format.Edits, run.known.spares()
	if in.shard.Index <= 1 {
		if err := reportList(out, diags.Sort()); err != nil {
			return err
		}
	}
	var fleet bondc.Fleet
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
		for i, host := range r.hosts {
			if host.Tree = r.tree.Number; run.part != nil {
				bondc.Defer(r.tree, &host, r.claims[i])
			} else {
				fleet.See(r.tree, &host, r.claims[i])
			}
			if err := errors.Join(out.Host(host), run.known.see(r.tree.Asked, &host)); err != nil {
				return err
			}
		}
	}
	if err := in.checkFrom(); err != nil {
		return err
	}
	if err := run.outdated(); err != nil {
		return err
	}
	summary, err := out.End()
	a.summary(fix)
	if worst, any := summary.Worst(); any && worst <= run.failOn && !fix.diff {
		a.raise(exitFindings)
	}
	return errors.Join(err, run.known.save(a))
}

// linting is what the flags of lint say.
type linting struct {
	format report.Format
	failOn diag.Severity
	in     *input
	fix    *fixing
	known  *known
	out    *report.Writer
	// part is set where the run is a shard and its report can be merged.
	part *report.Shard
}

// outdated tells what is gone from the baseline, or leaves it to the merge.
// What other shards may know better is not told.
func (run *linting) outdated() error {
	if err := run.out.Flush(); err != nil {
		return err
	}
	gone := run.known.gone()
	if run.part != nil {
		run.in.finishPart(run.part, gone)
		return nil
	}
	if run.in.shard.Of > 0 {
		gone = slices.DeleteFunc(gone, func(g report.Gone) bool { return g.Rule == diag.AddressTwice })
	}
	if len(gone) == 0 {
		return nil
	}
	return reportList(run.out, outdated(run.known.name, gone))
}

func (a *app) readLint(ctx *cli.Context) (*linting, error) {
	run := &linting{}
	var ok bool
	if run.format, ok = report.FindFormat(ctx.String("format")); !ok {
		return nil, usagef("--format %q: the formats are %s", ctx.String("format"), strings.Join(formatNames(), ", "))
	}
	group := ctx.String("group-by")
	if ctx.IsSet("group-by") && !slices.Contains(report.Groupings(), group) {
		return nil, usagef("--group-by %q: it takes %s", group, strings.Join(report.Groupings(), ", "))
	}
	if group != "" && run.format.Name != "text" {
		return nil, usagef("--group-by is for --format text; %s has an order of its own", run.format.Name)
	}
	var err error
	if run.failOn, err = failOn(ctx.String("fail-on")); err != nil {
		return nil, err
	}
	if run.in, err = a.readInput(ctx); err != nil {
		return nil, err
	}
	if run.fix, err = readFixing(ctx); err != nil {
		return nil, err
	}
	if run.known, err = readKnown(ctx); err != nil {
		return nil, err
	}
	if run.format.Merges {
		run.part = run.in.part(ctx)
	}
	if run.in.shard.Of > 0 && run.known != nil && run.known.write {
		return nil, usagef("--write-baseline needs all hosts in one run: leave out --shard")
	}
	run.out = report.NewWriter(run.format, run.fix.report(a), report.Options{
		Color: a.colour(), Infos: ctx.Bool("v") || run.failOn == diag.Info, Flag: "-v", Table: true, GroupBy: group,
		FailOn: run.failOn, Version: bondc.Version, About: bondc.About, Known: run.known.knows(),
		Shard: run.part, Entry: run.known.entry(),
	})
	return run, nil
}

// reportList reports findings that belong to no host.
func reportList(out *report.Writer, list diag.List) error {
	if len(list) == 0 {
		return nil
	}
	return out.Host(report.HostResult{Findings: list})
}

func failOnFlag() *flagDef {
	list := func() []string { return []string{"error", "warning", "info", "never"} }
	return wordFlag("fail-on", "the `SEVERITY` from which on the exit status is 1:", list).initially("warning")
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
	// claims are the addresses of each host.
	claims [][]bondc.Claim
	fixed  bondc.Fixed
	err    error
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
		out.claims = make([][]bondc.Claim, len(out.hosts))
		return out
	}
	for _, r := range reads {
		out.claims = append(out.claims, linter.Claims(t, r.Host))
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
