package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// tally is what was seen of a target.
type tally struct {
	time    time.Duration // in all, of one core
	execs   int64
	corpus  int64 // interesting inputs that the fuzzer keeps in its cache
	crashes int64
	// baseline is how long the inputs that are kept took to run again, which is
	// no fuzzing.
	baseline time.Duration
}

// goal is how long each target is to be run for in all: thirty minutes on two
// cores.
const goal = 2 * 30 * time.Minute

// read takes in a line such as
//
//	fuzz: elapsed: 3s, execs: 62315 (20764/sec), new interesting: 5 (total: 120)
func (t *tally) read(line string) {
	rest, ok := strings.CutPrefix(line, "fuzz: elapsed: ")
	if !ok {
		return
	}
	first, _, _ := strings.Cut(rest, ", ")
	elapsed, err := time.ParseDuration(first)
	if err != nil {
		return
	}
	if strings.Contains(rest, "gathering baseline coverage") {
		t.baseline = elapsed
		return
	}
	t.time = elapsed - t.baseline
	for _, part := range strings.Split(rest, ", ") {
		switch {
		case strings.HasPrefix(part, "execs: "):
			t.execs = number(strings.TrimPrefix(part, "execs: "))
		case strings.HasPrefix(part, "new interesting: "):
			if _, total, ok := strings.Cut(part, "(total: "); ok {
				t.corpus = number(total)
			}
		}
	}
}

// got makes the time of a run that of one core: it ran on some, and a busy
// machine may have kept from it a part of what it wanted. What linking the program
// took of the processor time, some seconds, is not told apart.
func (t *tally) got(cpu time.Duration, cores int) {
	share := 1.0
	if wanted := (t.time + t.baseline) * time.Duration(cores); cpu < wanted {
		share = float64(cpu) / float64(wanted)
	}
	t.time = time.Duration(float64(t.time) * float64(cores) * share).Round(time.Second)
}

// number reads the digits that a text begins with.
func number(text string) int64 {
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	n, _ := strconv.ParseInt(text[:digits], 10, 64)
	return n
}

const head = `# Fuzzing

Written by ` + "`make fuzz T=30m`" + `, which adds to it: how long each target has been run
in all, over several runs and on whatever machine, as time of one core: thirty
minutes on two cores are an hour here. The time for the inputs that were known
before does not count, nor what a busy machine kept from a run. A crash counts when
it is found; its input is committed below the package's testdata/fuzz and is a test
from then on.

`

const table = `
| package | target | time of a core | executions | inputs kept | crashes found | left of an hour |
|---|---|--:|--:|--:|--:|--:|
`

// add adds what was seen of a target to the record; when says of which run.
func add(name string, t target, seen tally, when string) error {
	text, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	rows := parse(string(text))
	row := rows[t]
	row.time += seen.time
	row.execs += seen.execs
	row.corpus = max(row.corpus, seen.corpus)
	row.crashes += seen.crashes
	rows[t] = row
	return os.WriteFile(name, []byte(render(rows, when)), 0o644)
}

// parse reads the table; other lines are the record's own words.
func parse(text string) map[target]tally {
	rows := map[target]tally{}
	for line := range strings.Lines(text) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 7 {
			continue
		}
		for i := range cells {
			cells[i] = strings.Trim(strings.TrimSpace(cells[i]), "`")
		}
		if length, err := time.ParseDuration(cells[2]); err == nil {
			rows[target{cells[0], cells[1]}] = tally{time: length, execs: number(cells[3]), corpus: number(cells[4]), crashes: number(cells[5])}
		}
	}
	return rows
}

func render(rows map[target]tally, when string) string {
	var targets []target
	done := 0
	for t, row := range rows {
		targets = append(targets, t)
		if row.time >= goal {
			done++
		}
	}
	slices.SortFunc(targets, func(a, b target) int { return strings.Compare(a.pkg+" "+a.name, b.pkg+" "+b.name) })
	var b strings.Builder
	fmt.Fprintf(&b, "%s%d of %d targets have had their thirty minutes on two cores. The last run: %s.\n%s", head, done, len(rows), when, table)
	for _, t := range targets {
		row := rows[t]
		fmt.Fprintf(&b, "| `%s` | `%s` | %s | %d | %d | %d | %s |\n", t.pkg, t.name, row.time, row.execs, row.corpus, row.crashes, max(goal-row.time, 0))
	}
	return b.String()
}
