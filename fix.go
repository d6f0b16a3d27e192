package bondc

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint/report"
)

// Fixed is what came of fixing a tree. Nothing has been written.
type Fixed struct {
	// Reads are the hosts as they are read from the fixed text.
	Reads []Read
	// Results are the findings that are left.
	Results []report.HostResult
	// Files are the files whose text changed.
	Files []FixedFile
	// Stdin is the text of standard input, fixed or not, where the tree is
	// that.
	Stdin string
	// Count is how many findings were fixed.
	Count int
	// Bugs say which fixes were not applied because they do something else
	// than they promise. Each is a bug of bondc.
	Bugs []string
}

// FixedFile is a file as it was read and the text that it should have.
type FixedFile struct {
	Was *source.File
	Now string
}

// maxRounds bounds how often a tree is fixed and read again. A fix may bring up
// a finding with a fix, and of those that change what a link does one is made
// at a time.
const maxRounds = 100

// Fix makes the fixes of the findings on the hosts of a tree, reads the result
// and goes on until nothing changes: the safe ones, with unsafe all. reads is
// what was read of the tree with opt. A fix counts only if its finding is gone
// afterwards and the text reads as well as before; a safe one that does not say
// otherwise must leave the hosts as they are in effect, but for what failed.
// Only files that were asked for change.
func (l *Linter) Fix(t *frontends.Tree, reads []Read, opt LoadOptions, unsafe bool) Fixed {
	linter := *l
	linter.Edits = true
	f := fixer{linter: &linter, tree: t, opt: opt, unsafe: unsafe, banned: map[string]bool{}, seen: map[string]bool{}}
	if j := l.judges[t.Argument]; j != nil {
		f.target = j.target
	}
	first := f.look(reads)
	f.spare(first)
	now := first
	f.seen[now.text()] = true
	for round := 0; round < maxRounds; round++ {
		next := f.round(now)
		if next == nil || f.seen[next.text()] {
			break
		}
		f.seen[next.text()] = true
		now = next
	}
	t.Hold(now.files())
	return Fixed{
		Stdin: t.Stdin(),
		Reads: now.reads, Results: now.results, Files: changed(first.files(), now.files()),
		Count: now.fixed, Bugs: f.bugs,
	}
}

// fixer fixes one tree.
type fixer struct {
	linter *Linter
	tree   *frontends.Tree
	opt    LoadOptions
	target target.Target
	unsafe bool
	// banned are the fixes that were tried in vain, seen the texts so far.
	banned, seen map[string]bool
	bugs         []string
}

// spare leaves out the fixes of findings that are to stay. They are told by the
// text as it was: a line that another fix has changed is not theirs any more.
func (f *fixer) spare(s *state) {
	if f.linter.Spares == nil {
		return
	}
	for i := range s.results {
		for _, d := range s.results[i].Findings {
			if f.linter.Spares(&report.Finding{Diagnostic: d, Hosts: []string{s.results[i].Name}}) {
				f.banned[findingKey(s.results[i].Name, &d)] = true
			}
		}
	}
}

// state is a tree as its files are read, with the findings.
type state struct {
	reads   []Read
	results []report.HostResult
	// fixed counts the findings fixed on the way here.
	fixed int
}

func (f *fixer) look(reads []Read) *state {
	s := &state{reads: reads}
	for _, r := range reads {
		s.results = append(s.results, f.linter.Lint(f.tree, r))
	}
	return s
}

// files returns the files of all hosts, each once.
func (s *state) files() []*source.File {
	var files []*source.File
	seen := map[*source.File]bool{}
	for _, r := range s.reads {
		if r.Host == nil {
			continue
		}
		for _, f := range r.Host.Files {
			if !seen[f] {
				seen[f] = true
				files = append(files, f)
			}
		}
	}
	return files
}

// text tells states apart.
func (s *state) text() string {
	var b strings.Builder
	for _, f := range s.files() {
		fmt.Fprintf(&b, "%s\x00%d\x00%s", f.Name, len(f.Raw), f.Raw)
	}
	return b.String()
}

func changed(was, now []*source.File) []FixedFile {
	var list []FixedFile
	for _, f := range was {
		i := slices.IndexFunc(now, func(n *source.File) bool { return n.Name == f.Name })
		if i >= 0 && now[i].Raw != f.Raw {
			list = append(list, FixedFile{f, now[i].Raw})
		}
	}
	return list
}

// round makes one round of fixes, and returns nil where there is none to make.
func (f *fixer) round(now *state) *state {
	for {
		chosen := f.choose(now)
		if len(chosen) == 0 {
			return nil
		}
		if next := f.attempt(now, chosen); next != nil {
			return next
		}
	}
}

// attempt makes the fixes together, or else as many as can be found that keep
// their promises. It returns nil where that is none; those that break one are
// banned.
func (f *fixer) attempt(now *state, chosen []choice) *state {
	next := f.apply(now, chosen)
	broken := f.broken(now, next, chosen)
	switch {
	case broken == "":
		next.fixed = now.fixed + len(chosen)
		return next
	case len(chosen) == 1:
		c := &chosen[0]
		f.banned[c.key()] = true
		if c.Fix.Safe && !now.broken(c.Span.File) { // of broken text nobody can promise anything
			f.bugs = append(f.bugs, fmt.Sprintf("the fix of %s in %s:%d is not applied: %s", c.Code, c.Span.File.Name, c.Span.Line(), broken))
		}
		return nil
	}
	half := len(chosen) / 2
	if next := f.attempt(now, chosen[:half]); next != nil {
		return next // the rest is for the next round, whose places are new
	}
	return f.attempt(now, chosen[half:])
}

// apply returns the state with the edits made.
func (f *fixer) apply(now *state, chosen []choice) *state {
	edits := map[*source.File][]diag.Edit{}
	for _, c := range chosen {
		for _, e := range c.Fix.Edits {
			edits[e.File] = append(edits[e.File], e)
		}
	}
	files := now.files()
	for i, file := range files {
		if list := edits[file]; list != nil {
			files[i] = source.New(file.Name, file.Path, []byte(applied(file, list)))
			files[i].Mode = file.Mode
		}
	}
	f.tree.Hold(files)
	next := f.look(ReadTree(f.tree, f.opt))
	f.tree.Hold(now.files())
	return next
}

// applied returns the text of a file with the edits made. They do not overlap;
// one that was chosen twice counts once.
func applied(file *source.File, edits []diag.Edit) string {
	slices.SortStableFunc(edits, compareEdits)
	edits = slices.Compact(edits)
	var b strings.Builder
	at := 0
	for _, e := range edits {
		b.WriteString(file.Raw[at:e.Start])
		b.WriteString(e.Text)
		at = e.End
	}
	b.WriteString(file.Raw[at:])
	return b.String()
}
