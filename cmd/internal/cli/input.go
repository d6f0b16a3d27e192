package cli

import (
	"errors"
	"hash"
	"iter"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/urfave/cli/v2"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/target"
)

// input is what the flags and arguments say about what to read.
type input struct {
	paths  []string
	load   bondc.LoadOptions
	jobs   int
	target target.Target
	shard  bondc.Shard
	// trees counts the trees of all shards, fleet is a hash of their names;
	// both are kept where the run is a shard.
	trees int
	fleet hash.Hash64
	// found counts the hosts read so far, by several goroutines.
	found atomic.Int64
}

// readInput reads the arguments common to all commands that take PATHs.
func (a *app) readInput(ctx *cli.Context) (*input, error) {
	in := &input{paths: ctx.Args().Slice(), jobs: ctx.Int("jobs")}
	if len(in.paths) == 0 {
		return nil, usagef("%s needs at least one PATH: a file, a folder, a host's root, or - for standard input", ctx.Command.Name)
	}
	if err := in.exist(); err != nil {
		return nil, err
	}
	if in.jobs == 0 && !ctx.IsSet("jobs") {
		in.jobs = runtime.GOMAXPROCS(0)
	}
	if in.jobs < 1 {
		return nil, usagef("--jobs %d: it takes a number from 1", in.jobs)
	}
	from := ctx.String("from")
	if _, ok := frontends.Named(from); !ok && from != "" {
		return nil, usagef("--from %q: bondc reads %s", from, strings.Join(readNames(), ", "))
	}
	vars, err := readVars(ctx)
	if err != nil {
		return nil, err
	}
	if err := in.readShard(ctx); err != nil {
		return nil, err
	}
	in.load = bondc.LoadOptions{From: from, Vars: vars, Stdin: a.stdin, Follow: ctx.Bool("follow")}
	in.target, err = readTarget(ctx)
	in.load.Target = in.target
	return in, err
}

// exist looks for the arguments before the first is read, so that a report is
// not broken off in the middle. One alone is the first thing looked at anyway.
func (in *input) exist() error {
	if len(in.paths) == 1 {
		return nil
	}
	for _, path := range in.paths {
		place, _ := frontends.Running(path)
		if _, err := os.Stat(place); path != "-" && os.IsNotExist(err) {
			return usagef("%s: no such file or folder", path)
		}
	}
	return nil
}

func readNames() []string {
	var names []string
	for _, f := range frontends.All() {
		names = append(names, f.Name)
	}
	return names
}

// results calls work on every tree in several goroutines and yields what came
// of it in order. Errors of finding trees end the run: usage errors where a
// PATH is not there.
func results[R any](in *input, work func(*frontends.Tree) R) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		var failure error
		var first *frontends.Tree
		trees := func(next func(*frontends.Tree) bool) {
			for tree, err := range bondc.Trees(in.paths, in.load) {
				if err != nil {
					failure = pathError(err)
					return
				}
				switch tree.Number {
				case 1:
					first, tree.Large = tree, spareCollectorAlone
				case 2: // the first is done with, or not begun
					first.Large = nil
					spareCollector()
				}
				if !in.mine(tree) {
					continue
				}
				if !next(tree) {
					return
				}
			}
		}
		for r := range bondc.Ordered(trees, in.jobs, work) {
			if !yield(r, nil) {
				return
			}
		}
		if failure != nil {
			var none R
			yield(none, failure)
		}
	}
}

// spareCollector lets garbage grow to some tens of megabytes before it is
// collected. A host leaves much of it and keeps nothing, so that over a fleet
// the default would spend a third of the time on collecting. Where GOGC says
// something else, that holds. A single host is done before the first
// collection, mostly.
func spareCollector() {
	const percent, limit = 400, 96 << 20
	if mayTuneCollector() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}
}

// spareCollectorAlone is for a single host that is large. Most of what it makes
// is its model, which lasts to the end, so that the collector goes through it
// all again and again and finds little. Nothing is limited: the model takes
// what it takes.
func spareCollectorAlone() {
	const percent = 800
	if mayTuneCollector() {
		debug.SetGCPercent(percent)
	}
}

func mayTuneCollector() bool { return os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" }

func pathError(err error) error {
	var missing *frontends.NotFoundError
	if errors.As(err, &missing) {
		return &usageError{err.Error()}
	}
	return err
}

// checkVia refuses a --via that cannot read the host's dialect.
func checkVia(t target.Target, h *ir.Host) error {
	if t.Via == target.Unset || h.Dialect() == "" || effect.Applies(t.Via, h.Dialect()) {
		return nil
	}
	var can []string
	for _, word := range target.ViaWords() {
		if via, _ := target.ParseVia(word); effect.Applies(via, h.Dialect()) {
			can = append(can, word)
		}
	}
	return usagef("--via %s does not apply %s files; they are applied by %s", t.Via, h.Dialect(), strings.Join(slices.Compact(can), " or "))
}

// read reads a tree's hosts and counts them.
func (in *input) read(t *frontends.Tree, opt bondc.LoadOptions) []bondc.Read {
	reads := bondc.ReadTree(t, opt)
	for _, r := range reads {
		if r.Host != nil {
			in.found.Add(1)
		}
	}
	return reads
}

// checkFrom refuses a --from that left nothing to read: a run that looked at
// nothing must not look like one that found nothing. A shard may have nothing
// to read; the merge looks whether any has.
func (in *input) checkFrom() error {
	if in.shard.Of == 0 && in.load.From != "" && in.found.Load() == 0 {
		return usagef("--from %s: there is nothing of that dialect in %s", in.load.From, strings.Join(in.paths, " "))
	}
	return nil
}

// readAll returns the work of a command that only reads.
func readAll(in *input) func(*frontends.Tree) []bondc.Read {
	return func(t *frontends.Tree) []bondc.Read { return in.read(t, in.load) }
}
