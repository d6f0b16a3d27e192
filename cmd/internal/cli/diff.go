package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint/report"
)

func (a *app) diffCommand() *cli.Command {
	flags := []*flagDef{
		wordFlag("format", "`FORMAT` of the differences:", func() []string { return []string{"text", "json"} }).initially("text"),
		switchFlag("all", "show also what differs only because other tools apply the two, and options that are only spelt otherwise"),
		textFlag("via-b", "`WHO` applies B, where --via is about A"),
	}
	return &cli.Command{
		ArgsUsage: "[FLAGS] A B",
		Flags:     flagList(flags, inputFlags(), targetFlags()),
		Action:    a.diff,
	}
}

func (a *app) diff(ctx *cli.Context) error {
	if ctx.NArg() != 2 {
		return usagef("diff compares exactly two PATHs, A and B")
	}
	format := ctx.String("format")
	if format != "text" && format != "json" {
		return usagef("--format %q: diff prints text or json", format)
	}
	in, err := a.readInput(ctx)
	if err != nil {
		return err
	}
	right := in.target
	right.Via = target.Unset
	if word := ctx.String("via-b"); word != "" {
		via, ok := target.ParseVia(word)
		if !ok {
			return usagef("--via-b %q is not an applier", word)
		}
		right.Via = via
	}
	hostA, err := a.oneHost(in, in.paths[0], in.target)
	if err != nil {
		return err
	}
	hostB, err := a.oneHost(in, in.paths[1], right)
	if err != nil {
		return err
	}
	if hostA == nil || hostB == nil {
		a.raise(exitFindings)
		return nil
	}
	for i, host := range []*ir.Host{hostA, hostB} {
		if missing := effect.Uncaptured(host); effect.Running(host) && len(missing) > 0 {
			fmt.Fprintf(a.stderr, "bondc: %s does not show the %s, which are not compared\n", report.Escape(in.paths[i]), strings.Join(missing, ", "))
		}
	}
	differences := bondc.Diff(hostA, in.target, hostB, right, !ctx.Bool("all"))
	if len(differences) > 0 {
		a.raise(exitFindings)
	}
	if ctx.Bool("all") { // what is only spelt otherwise is no difference in effect
		differences = append(differences, effect.Spellings(hostA, hostB, differences)...)
	}
	if format == "json" {
		return a.diffJSON(differences)
	}
	for i := range differences {
		fmt.Fprintln(a.stdout, report.Escape(differences[i].String()))
	}
	return nil
}

// oneHost reads the one host that a PATH must hold; nil if it has errors,
// which are reported.
func (a *app) oneHost(in *input, path string, t target.Target) (*ir.Host, error) {
	one := input{paths: []string{path}, load: in.load, jobs: in.jobs, target: in.target}
	var hosts []*ir.Host
	format, _ := report.FindFormat("text")
	findings := report.NewWriter(format, a.stderr, report.Options{Quiet: true})
	bad := false
	for reads, err := range results(&one, readAll(in)) {
		if err != nil {
			return nil, err
		}
		for _, r := range reads {
			if r.Diags.Has(diag.Error) {
				bad = true
				result := bondc.Result(r)
				result.Findings = r.Diags.Sort()
				if err := findings.Host(result); err != nil {
					return nil, err
				}
			}
			if r.Host != nil {
				hosts = append(hosts, r.Host)
			}
		}
	}
	if bad {
		_, err := findings.End()
		return nil, err
	}
	if len(hosts) != 1 {
		return nil, usagef("%s holds %d hosts; diff compares one with one (--from picks a dialect)", path, len(hosts))
	}
	return hosts[0], checkVia(t, hosts[0])
}

// difference is one element of the JSON of diff.
type difference struct {
	Link string  `json:"link,omitempty"`
	What string  `json:"what"`
	Item string  `json:"item,omitempty"`
	A    *string `json:"a,omitempty"`
	B    *string `json:"b,omitempty"`
}

func (a *app) diffJSON(list []effect.Difference) error {
	out := struct {
		Version     int          `json:"version"`
		Differences []difference `json:"differences"`
	}{1, []difference{}}
	for _, d := range list {
		j := difference{Link: d.Link, What: d.What, Item: d.Item}
		if d.InA {
			j.A = &d.A
		}
		if d.InB {
			j.B = &d.B
		}
		out.Differences = append(out.Differences, j)
	}
	text, err := json.MarshalIndent(out, "", "  ")
	if err != nil {
		return err
	}
	_, err = a.stdout.Write(append(report.EscapeJSON(text), '\n'))
	return err
}
