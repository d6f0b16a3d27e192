package cli

import (
	"fmt"
	"hash/fnv"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/lint/report"
)

func shardFlag(text string) *flagDef {
	return textFlag("shard", "take only the `I/N`th of the hosts: I from 1, N for all. A hash of a host's name decides, so that it stays in its shard whatever comes beside it; the hosts of one HCL file go together. "+text)
}

// readShard reads --shard. Where one PATH lies in another, hosts are reached
// twice under two names, and no split is right.
func (in *input) readShard(ctx *cli.Context) error {
	if !ctx.IsSet("shard") {
		return nil
	}
	var err error
	if in.shard, err = bondc.ParseShard(ctx.String("shard")); err != nil {
		return usagef("--shard %s", err)
	}
	in.fleet = fnv.New64a()
	for _, a := range in.paths {
		for _, b := range in.paths {
			if within(a, b) {
				return usagef("%s lies in %s: with --shard, each host must be reached by one PATH", b, a)
			}
		}
	}
	return nil
}

// within reports whether b lies in a and is not a.
func within(a, b string) bool {
	fullA, errA := filepath.Abs(a)
	fullB, errB := filepath.Abs(b)
	if a == "-" || b == "-" || errA != nil || errB != nil {
		return false
	}
	rel, err := filepath.Rel(fullA, fullB)
	return err == nil && rel != "." && filepath.IsLocal(rel)
}

// mine reports whether a tree is in the shard, and counts it.
func (in *input) mine(t *frontends.Tree) bool {
	if in.shard.Of == 0 {
		return true
	}
	in.trees++
	fmt.Fprintf(in.fleet, "%d:%s", len(t.Name), t.Name)
	return in.shard.Has(t.Name)
}

// part returns what a report says about the shard, before the run; flags are those
// of the command that decide what the report says.
func (in *input) part(ctx *cli.Context, flags ...string) *report.Shard {
	if in.shard.Of == 0 {
		return nil
	}
	return &report.Shard{
		Index: in.shard.Index, Of: in.shard.Of, Bondc: bondc.Version, Run: in.digest(ctx, flags),
		From: in.load.From, Baseline: ctx.String("baseline"),
	}
}

// digest returns a hash of the PATHs and of the flags that decide what is
// found.
func (in *input) digest(ctx *cli.Context, flags []string) string {
	h := fnv.New64a()
	list := append(slices.Clone(in.paths), "flags", ctx.String("via"), ctx.String("kernel"),
		fmt.Sprint(ctx.Bool("follow"), ctx.Generic("fix")), strings.Join(manyOf(ctx, "env"), "\x00"))
	list = append(append(list, manyOf(ctx, "var")...), flags...)
	for _, word := range list {
		fmt.Fprintf(h, "%d:%s", len(word), word)
	}
	return fmt.Sprintf("%016x", h.Sum64())
}

// finishPart adds what the run has shown.
func (in *input) finishPart(p *report.Shard, gone []report.Gone) {
	p.Trees, p.Fleet, p.Read, p.Gone = in.trees, fmt.Sprintf("%016x", in.fleet.Sum64()), int(in.found.Load()), gone
}
