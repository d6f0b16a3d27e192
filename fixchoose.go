package bondc

import (
	"cmp"
	"slices"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// choice is a finding whose fix is made in this round, with its host.
type choice struct {
	*diag.Diagnostic
	host int
	name string
}

// key names the finding from one reading to the next.
func (c *choice) key() string { return findingKey(c.name, c.Diagnostic) }

func findingKey(host string, d *diag.Diagnostic) string {
	return host + "\x00" + d.Code + "\x00" + d.Link + "\x00" + d.Message
}

// silent reports whether the fix promises to leave everything that works as it
// is. What keeps a file from being read works in no way today.
func (c *choice) silent() bool { return c.Fix.Safe && c.Fix.Effect == "" && !c.unread() }

// unread reports whether the finding is about text that cannot be read.
func (c *choice) unread() bool { return unread(c.Diagnostic) }

func unread(f *diag.Diagnostic) bool {
	_, reading := diag.CodeOf(f.Code)
	return reading && f.Severity == diag.Error
}

// broken reports whether a file holds text that cannot be read.
func (s *state) broken(file *source.File) bool {
	for i := range s.results {
		for j := range s.results[i].Findings {
			if f := &s.results[i].Findings[j]; f.Span.File == file && unread(f) {
				return true
			}
		}
	}
	return false
}

// choose returns the fixes of the next round: all silent ones that do not
// touch the same text, else one of the others for each link.
func (f *fixer) choose(now *state) []choice {
	var silent, loud []choice
	for i := range now.results {
		for j := range now.results[i].Findings {
			c := choice{&now.results[i].Findings[j], i, now.results[i].Name}
			switch {
			case !f.open(&c):
			case c.silent():
				silent = append(silent, c)
			default:
				loud = append(loud, c)
			}
		}
	}
	p := picker{edits: map[*source.File][]diag.Edit{}}
	if chosen := p.pick(silent); len(chosen) > 0 {
		return chosen
	}
	p.links = map[[2]string]bool{}
	return p.pick(loud)
}

// open reports whether the finding has a fix to be made.
func (f *fixer) open(c *choice) bool {
	if c.Fix == nil || len(c.Fix.Edits) == 0 || !(c.Fix.Safe || f.unsafe) || f.banned[c.key()] {
		return false
	}
	return !slices.ContainsFunc(c.Fix.Edits, func(e diag.Edit) bool { return !f.tree.Asked(e.File) })
}

// picker takes fixes as long as their edits are apart.
type picker struct {
	edits map[*source.File][]diag.Edit
	// links are those that a fix was taken for, where one is enough; nil
	// otherwise.
	links map[[2]string]bool
}

func (p *picker) pick(from []choice) []choice {
	var chosen []choice
	for _, c := range from {
		link := [2]string{c.name, c.Link}
		if p.links[link] || !p.fits(c.Fix.Edits) {
			continue
		}
		for _, e := range c.Fix.Edits {
			at, known := slices.BinarySearchFunc(p.edits[e.File], e, compareEdits)
			if !known {
				p.edits[e.File] = slices.Insert(p.edits[e.File], at, e)
			}
		}
		if p.links != nil {
			p.links[link] = true
		}
		chosen = append(chosen, c)
	}
	return chosen
}

// fits reports whether the edits are apart from those taken, or the same as
// some of them.
func (p *picker) fits(edits []diag.Edit) bool {
	for _, e := range edits {
		taken := p.edits[e.File]
		at, known := slices.BinarySearchFunc(taken, e, compareEdits)
		switch {
		case known:
		case at > 0 && taken[at-1].End >= e.Start, at < len(taken) && taken[at].Start <= e.End:
			return false
		}
	}
	return true
}

func compareEdits(a, b diag.Edit) int {
	return cmp.Or(a.Start-b.Start, a.End-b.End, cmp.Compare(a.Text, b.Text))
}
