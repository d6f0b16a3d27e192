package report

import (
	"fmt"
	"io"
	"net/netip"
	"slices"

	"github.com/bondc/bondc/ir/diag"
)

// Part is the report of one shard.
type Part struct {
	// Name is the name of its file.
	Name string
	// Text is read twice.
	Text io.ReadSeeker
}

// PartError is why reports cannot be merged: they are at fault.
type PartError struct{ reason string }

func (e *PartError) Error() string { return e.reason }

func partf(format string, args ...any) error { return &PartError{fmt.Sprintf(format, args...)} }

// Merging is what a merge takes from its caller.
type Merging struct {
	// Version is bondc's own; About tells about a rule or code.
	Version string
	About   func(code string) (About, bool)
	// Claim is told each address of each host, in the order of the run, and
	// returns the finding, without its place, where another host has it.
	Claim func(host, link string, addr netip.Addr) (diag.Diagnostic, bool)
	// Gone returns the findings about entries of a baseline that no shard met.
	Gone func(baseline string, list []Gone) diag.List
}

// Merge joins the reports of all shards of a run, and writes what the run would
// have written that had not been split: the same bytes. Nothing is written where
// the error is a *PartError.
func Merge(w io.Writer, parts []Part, opt Merging) (Summary, error) {
	streams, err := openParts(parts, opt.Version)
	if err != nil {
		return Summary{}, err
	}
	options := Options{Version: opt.Version, About: opt.About}
	m := merge{opt: opt, left: map[int]int{}}
	if streams[0].format == "json" {
		m.out = newJSON(w, options).(merger)
	} else {
		m.out = newSARIF(w, options).(merger)
	}
	return m.run(streams)
}

// merger is a Reporter of a format that can be merged.
type merger interface {
	Reporter
	// made makes the element of a finding that has its place apart.
	made(f *Finding, c *claim) element
	// put writes an element.
	put(element) error
}

// merge joins the streams of the shards.
type merge struct {
	opt Merging
	out merger
	sum Summary
	// left is how many findings each entry of the baseline still holds.
	left map[int]int
	// tree holds back the findings of one tree, because hosts of one HCL file
	// share them.
	tree  []pending
	index map[claimed]int
}

// pending is a finding that is held back: an element of a report, or a claim
// that has become one.
type pending struct {
	element element
	found   *Finding
	claim   claim
}

// claimed is what makes two findings about addresses the same finding on
// different hosts, as shared does.
type claimed struct {
	place         place
	message, link string
}

func (m *merge) run(streams []*stream) (Summary, error) {
	if err := m.out.Begin(); err != nil {
		return m.sum, err
	}
	for {
		next := slices.MinFunc(streams, func(a, b *stream) int { return a.tree - b.tree })
		if next.tree == ended {
			break
		}
		if err := m.take(next); err != nil {
			return m.sum, err
		}
	}
	for _, s := range streams {
		m.sum.Hosts += s.rest.Summary.Hosts
		m.sum.Files += s.rest.Summary.Files
		m.sum.Baselined += s.rest.Summary.Baselined
	}
	if baseline := streams[0].rest.Baseline; baseline != "" {
		for _, d := range m.opt.Gone(baseline, m.gone(streams)) {
			m.sum.count(d.Severity)
			if err := m.out.Finding(Finding{Diagnostic: d, Hosts: []string{""}}); err != nil {
				return m.sum, err
			}
		}
	}
	return m.sum, m.out.End(m.sum)
}

// take takes one tree from a stream.
func (m *merge) take(s *stream) error {
	m.tree, m.index = m.tree[:0], nil
	for tree := s.tree; s.tree == tree; {
		for i := range s.claims {
			m.claim(&s.claims[i])
		}
		if s.claims = nil; s.element != nil {
			m.tree = append(m.tree, pending{element: *s.element})
		}
		if err := s.advance(); err != nil {
			return err
		}
	}
	for i := range m.tree {
		if err := m.flush(&m.tree[i]); err != nil {
			return err
		}
	}
	return nil
}

// claim makes a finding of a claim where another host has the address.
func (m *merge) claim(c *claim) {
	addr, _ := netip.ParseAddr(c.Address) // checked when it was read
	d, found := m.opt.Claim(c.Host, c.Link, addr)
	if !found || c.Silent {
		return
	}
	d.Link = c.Link
	key := claimed{c.place, d.Message, d.Link}
	if at, seen := m.index[key]; seen && c.known() {
		hosts := &m.tree[at].found.Hosts
		if (*hosts)[len(*hosts)-1] != c.Host {
			*hosts = append(*hosts, c.Host)
		}
		return
	}
	if m.index == nil {
		m.index = map[claimed]int{}
	}
	m.index[key] = len(m.tree)
	m.tree = append(m.tree, pending{found: &Finding{Diagnostic: d, Hosts: []string{c.Host}}, claim: *c})
}

// flush writes a finding, unless the baseline holds it.
func (m *merge) flush(p *pending) error {
	if p.found != nil {
		if m.known(&p.claim) {
			m.sum.Baselined++
			return nil
		}
		p.element = m.out.made(p.found, &p.claim)
	}
	m.sum.count(p.element.severity())
	return m.out.put(p.element)
}

// known reports whether the baseline holds the finding that a claim has become,
// and uses that up.
func (m *merge) known(c *claim) bool {
	if c.Entry == 0 {
		return false
	}
	left, seen := m.left[c.Entry]
	if !seen {
		left = c.Count
	}
	m.left[c.Entry] = max(left-1, 0)
	return left > 0
}

// gone returns the entries of the baseline that no shard met. An entry about a
// file that is no more is in the lists of all of them.
func (m *merge) gone(streams []*stream) []Gone {
	least := map[int]Gone{}
	for _, s := range streams {
		for _, g := range s.rest.Gone {
			if left, ok := m.left[g.Entry]; ok {
				g.Count = left
			}
			if before, ok := least[g.Entry]; !ok || g.Count < before.Count {
				least[g.Entry] = g
			}
		}
	}
	var list []Gone
	for _, g := range least {
		if g.Count > 0 {
			list = append(list, g)
		}
	}
	slices.SortFunc(list, func(a, b Gone) int { return a.Entry - b.Entry })
	return list
}
