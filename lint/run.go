package lint

import (
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// Options are the settings of a run.
type Options struct {
	// Off are the rules that do not run.
	Off []string
	// Severity replaces the severity of a rule's findings.
	Severity map[string]diag.Severity
	// Edit turns changes of a host into edits of its text, all or none. Where
	// it is nil or returns nil, a fix is advice in words, except that plain
	// replacements of text need nobody's help.
	Edit func(h *ir.Host, changes []ir.Change) []diag.Edit
}

// Run returns what the rules find on a host, sorted, without the findings that
// its ignore comments silence. It changes neither the host nor the rules and
// may run on several hosts at the same time.
func Run(h *ir.Host, t target.Target, rules []*Rule, opt Options) diag.List {
	r := &run{host: h, rules: rules, opt: opt}
	pass := &Pass{Host: h, Target: t, run: r}
	for _, last := range []bool{false, true} {
		for _, rule := range rules {
			if rule.Last == last && r.runs(rule) {
				pass.rule = rule
				rule.Check(pass)
			}
		}
		if !last {
			r.silence()
			r.unread()
			r.once()
		}
	}
	return r.found.Sort()
}

// once takes away findings that repeat what the same rule says about the same
// text: an alias in YAML gives several links one text, and so does a line of
// modprobe's.
func (r *run) once() {
	if len(r.found) < 2 {
		return
	}
	type text struct {
		code string
		span source.Span
	}
	first := make(map[text]string, len(r.found))
	r.found = slices.DeleteFunc(r.found, func(d diag.Diagnostic) bool {
		key := text{d.Code, d.Span}
		link, seen := first[key]
		if !seen {
			first[key] = d.Link
		}
		return seen && d.Span.Known() && link != d.Link
	})
}

// unread takes away what the rules say about links that could not be read as a
// whole. The error of reading stands at the part in question; a rule would miss
// what is written there, and say so at another line.
func (r *run) unread() {
	if !slices.ContainsFunc(r.host.Links, func(l *ir.Link) bool { return l.Unread }) {
		return
	}
	r.found = slices.DeleteFunc(r.found, func(d diag.Diagnostic) bool {
		l := r.host.Link(d.Link)
		return l != nil && l.Unread
	})
}

// run is the state of one Run.
type run struct {
	host   *ir.Host
	rules  []*Rule
	opt    Options
	found  diag.List
	unused []ir.Ignore
	// outcomes are those that rules have asked for.
	outcomes map[*ir.Link]*effect.Outcome
	// made is what Once has made, each of a type of its own.
	made []any
}

// runs reports whether a rule takes part: one that is switched off, deprecated
// or about other dialects does not.
func (r *run) runs(rule *Rule) bool {
	if rule.Deprecated || slices.Contains(r.opt.Off, rule.ID) {
		return false
	}
	if len(rule.Dialects) == 0 {
		return true
	}
	return slices.ContainsFunc(r.host.Dialects, func(d string) bool { return slices.Contains(rule.Dialects, d) })
}

func (r *run) edits(changes []ir.Change) []diag.Edit {
	if len(changes) == 0 {
		return nil
	}
	if r.opt.Edit != nil {
		return r.opt.Edit(r.host, changes)
	}
	var edits []diag.Edit
	for _, c := range changes {
		if c.Kind != ir.Replace || !c.Span.Known() {
			return nil
		}
		edits = append(edits, diag.Edit{File: c.Span.File, Start: c.Span.Start, End: c.Span.End, Text: c.Value})
	}
	return edits
}
