// Package baseline keeps the findings that an old repository starts with, so
// that only new ones are reported. A finding is known again by its rule, its
// file, its link and the text that it marks, not by its line: it may move. It
// reads and writes no files.
package baseline

import (
	"path/filepath"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint/report"
)

// Baseline is a set of findings, counted. It is not safe for concurrent use.
type Baseline struct {
	dir     string // absolute
	entries []*entry
	index   map[key]*entry
}

// key is what makes a finding the same finding in a later run.
type key struct {
	rule, file, host, link, text string
}

type entry struct {
	key
	number int // in the baseline, from 1
	count  int
	// left is how many of them this run has not met.
	left int
}

// New returns an empty Baseline. Paths in it are relative to the folder of the
// file that it is kept in, so that it does not matter where bondc is started.
func New(name string) (*Baseline, error) {
	dir, err := filepath.Abs(filepath.Dir(name))
	return &Baseline{dir: dir, index: map[key]*entry{}}, err
}

// Covers reports whether a finding may be in a baseline at all. What keeps a
// file from being read may not: nothing else in the file was looked at.
func Covers(f *report.Finding) bool {
	_, reading := diag.CodeOf(f.Code)
	return !reading || f.Severity != diag.Error || f.Code == diag.AddressTwice
}

// Add puts a finding into the baseline, and reports whether that may be.
func (b *Baseline) Add(f *report.Finding) bool {
	if !Covers(f) {
		return false
	}
	k := b.key(f)
	e := b.index[k]
	if e == nil {
		e = b.insert(k)
	}
	e.count++
	return true
}

// Take reports whether a finding is in the baseline, and uses it up: a second
// one that looks the same must be there twice.
func (b *Baseline) Take(f *report.Finding) bool {
	e := b.index[b.key(f)]
	if e == nil || e.left == 0 || !Covers(f) {
		return false
	}
	e.left--
	return true
}

// Holds reports whether a finding is in the baseline, without using it up. It may
// be called at any time, also while Take is at work.
func (b *Baseline) Holds(f *report.Finding) bool {
	return b.index[b.key(f)] != nil && Covers(f)
}

// Entry returns the number of the entry that a finding belongs to, and how many
// findings that holds when a run starts; without one it is 0.
func (b *Baseline) Entry(f *report.Finding) (entry, count int) {
	e := b.index[b.key(f)]
	if e == nil || !Covers(f) {
		return 0, 0
	}
	return e.number, e.count
}

// Gone returns what the run did not meet in files of which due says so, by
// their absolute path: those that it looked at, or that are no more. Findings
// without a file are left out.
func (b *Baseline) Gone(due func(path string) bool) []report.Gone {
	var list []report.Gone
	for _, e := range b.entries {
		if e.left > 0 && e.file != "" && due(filepath.Join(b.dir, filepath.FromSlash(e.file))) {
			list = append(list, report.Gone{Entry: e.number, Rule: e.rule, File: e.file, Count: e.left})
		}
	}
	return list
}

// Len returns the number of findings.
func (b *Baseline) Len() int {
	n := 0
	for _, e := range b.entries {
		n += e.count
	}
	return n
}

func (b *Baseline) insert(k key) *entry {
	e := &entry{key: k, number: len(b.entries) + 1}
	b.index[k] = e
	b.entries = append(b.entries, e)
	return e
}

func (b *Baseline) key(f *report.Finding) key {
	k := key{rule: f.Code, link: f.Link, text: report.LineHash(f.Span)}
	if !f.Span.Known() {
		k.host = f.Hosts[0]
		return k
	}
	k.file = b.relative(f.Span.File.Name)
	return k
}

func (b *Baseline) relative(name string) string {
	if name == "-" {
		return name
	}
	full, err := filepath.Abs(filepath.FromSlash(name))
	if err != nil {
		return name
	}
	rel, err := filepath.Rel(b.dir, full)
	if err != nil {
		return name
	}
	return filepath.ToSlash(rel)
}
