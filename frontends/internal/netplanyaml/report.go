package netplanyaml

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/frontends/internal/yamltree"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// refuses is what follows from nearly every error: netplan parses all files
// before it writes anything (seen with netplan 1.1.2).
const refuses = "netplan refuses the whole configuration because of it: after a reboot or \"netplan apply\" none of the files takes effect."

// maxFindings bounds what is said about one file. What stands behind the last
// finding is not read.
const maxFindings = 1000

// finding is what one place is blamed for.
type finding struct {
	code string
	span source.Span
}

// report adds a finding, unless the same was found there already.
func (r *Reader) report(d diag.Diagnostic) {
	key := finding{d.Code, d.Span}
	if r.reported[key] || r.left == 0 {
		return
	}
	if r.reported == nil {
		r.reported = map[finding]bool{}
	}
	r.reported[key] = true
	if r.left--; r.left == 0 {
		d = diag.Diagnostic{
			Code: diag.Syntax, Severity: diag.Error, Span: d.Span,
			Message: fmt.Sprintf("the file has more than %d errors; the rest is not read", maxFindings),
			Detail:  refuses,
		}
	}
	r.diags.Add(d)
}

// bad reports a value that cannot be read.
func (r *Reader) bad(it *item, span source.Span, format string, args ...any) {
	it.at.blame()
	r.report(diag.Diagnostic{
		Code: diag.BadValue, Severity: diag.Error, Span: span, Link: it.at.link(),
		Message: fmt.Sprintf(format, args...), Detail: refuses,
	})
}

// badValue reports that the value of a key is not what is wanted.
func (r *Reader) badValue(it *item, want string) string {
	r.bad(it, it.span, "value %q of %q is not %s", short(it.text()), it.name, want)
	return ""
}

// badShape reports a mapping where a list is wanted, and the like.
func (r *Reader) badShape(it *item) {
	it.at.blame()
	span, is := it.span, kindOf(it.value)
	empty := is == "empty"
	if empty {
		span = it.keySpan
	}
	d := diag.Diagnostic{
		Code: diag.BadValue, Severity: diag.Error, Span: span, Link: it.at.link(),
		Message: fmt.Sprintf("value of %q must be %s, but it is %s", short(it.name), it.field.shape, is),
		Detail:  refuses,
	}
	switch {
	case empty && it.field.shape == tree:
		d.Detail = fmt.Sprintf("Write \"%s: {}\" for a mapping without keys, or indent the lines below it deeper than the key. ", short(it.name)) + d.Detail
		d.Fix = fix("write \"{}\"", it.span, " {}")
	case it.value.Kind == yamltree.Scalar && (it.field.shape == many || it.field.shape == rows) && !empty:
		d.Detail = fmt.Sprintf("Write it in brackets: \"%s: [%s]\". ", short(it.name), short(it.text())) + d.Detail
		if raw := it.span.Text(); !strings.ContainsAny(raw, ",[]{}#*&!|>\n") {
			d.Fix = fix("write it in brackets", it.span, "["+raw+"]")
		}
	}
	r.report(d)
}

// fix replaces the text of a span. What netplan refuses today becomes what was
// meant, so it is safe.
func fix(message string, span source.Span, text string) *diag.Fix {
	return &diag.Fix{Message: message, Safe: true, Edits: []diag.Edit{{File: span.File, Start: span.Start, End: span.End, Text: text}}}
}

// suggest proposes another key. Only a slip of one letter is certain enough
// for a safe fix.
func (r *Reader) suggest(d *diag.Diagnostic, it *item, near string) {
	d.Message += fmt.Sprintf("; did you mean %q?", near)
	if it.keySpan.Text() == it.name {
		d.Fix = fix(fmt.Sprintf("write %q", near), it.keySpan, near)
		d.Fix.Safe = option.Distance(it.name, near, 2) < 2 && !r.has(it, near)
	}
}

// has reports whether the mapping of an item has another key already.
func (r *Reader) has(it *item, key string) bool {
	return it.of != nil && firstKey(it.of.Children, key) != nil
}

// checkKeys reports keys that stand twice and keys that are no scalars, once
// for each mapping.
func (r *Reader) checkKeys(at place, m *yamltree.Node) {
	if m.Checked {
		return
	}
	m.Checked = true
	const few = 16
	var seen map[string]*yamltree.Node
	if len(m.Children) > 2*few {
		seen = make(map[string]*yamltree.Node, len(m.Children)/2)
	}
	for i := 0; i < len(m.Children); i += 2 {
		key := m.Children[i].Resolve()
		if isMerge(key) {
			continue // unknown already
		}
		if key.Kind != yamltree.Scalar {
			it := r.item(at, m, i)
			r.bad(&it, it.keySpan, "a key must be a single value, not a %s", key.Kind)
			continue
		}
		var first *yamltree.Node
		if seen != nil {
			if first = seen[key.Value]; first == nil {
				seen[key.Value] = m.Children[i]
			}
		} else {
			first = firstKey(m.Children[:i], key.Value)
		}
		if first != nil {
			r.duplicate(at, first, m.Children[i], key.Value)
		}
	}
}

func firstKey(children []*yamltree.Node, key string) *yamltree.Node {
	for i := 0; i < len(children); i += 2 {
		if k := children[i].Resolve(); k.Kind == yamltree.Scalar && k.Value == key {
			return children[i]
		}
	}
	return nil
}

func (r *Reader) duplicate(at place, first, second *yamltree.Node, key string) {
	r.report(diag.Diagnostic{
		Code: diag.DuplicateKey, Severity: diag.Error, Span: r.span(second), Link: at.link(),
		Message: fmt.Sprintf("key %q stands twice in the same mapping", short(key)),
		Detail:  "netplan takes the later one for a single value and joins lists and mappings, without a word; other readers of the file refuse it or take the first one. Keep one of the two.",
		Related: []diag.Related{{Message: "first written here", Span: r.span(first)}},
	})
}

// unknownKey reports a key that netplan refuses, and keeps it as residue.
func (r *Reader) unknownKey(it *item, fields table) {
	d := diag.Diagnostic{
		Code: diag.UnknownKey, Severity: diag.Error, Span: it.keySpan, Link: it.at.link(),
		Message: fmt.Sprintf("netplan knows no key %q %s", short(it.name), where(it.at)),
		Detail:  refuses,
	}
	if isMerge(it.key) {
		d.Detail = noMerge + d.Detail
		if it.at.def != nil {
			it.at.def.link.Unread = true
		}
	} else if near := closest(it.name, fields); near != "" {
		r.suggest(&d, it, near)
	} else {
		r.advise(&d, it.name)
	}
	r.report(d)
	r.leftover(it)
}

// isMerge reports whether a key is YAML's merge key, an unknown one to netplan
// (seen with netplan 1.1.2).
func isMerge(key *yamltree.Node) bool {
	return key.Kind == yamltree.Scalar && key.Plain && key.Value == "<<"
}

const noMerge = "netplan does not know YAML's merge keys: write the keys out, or let the whole value be an alias. "

// advise says where a key belongs that is none of the mapping's own.
func (r *Reader) advise(d *diag.Diagnostic, key string) {
	if id, _ := option.Lookup(option.Netplan, key); id != option.Unknown {
		d.Message += "; it is a bonding option and belongs in \"parameters\" of the bond"
	} else if home := r.grammar.home(key); home != "" {
		d.Message += fmt.Sprintf("; it belongs in %q", home)
	} else {
		elsewhere(d, key, ", among the \"parameters\" of a bond")
	}
}

// where names a mapping in a message.
func where(at place) string {
	if at.section == "" {
		return "at the top of the file"
	}
	return fmt.Sprintf("in %q", short(at.section))
}

// short bounds a text of the user's for a message.
func short(text string) string {
	const longest = 60
	n := 0
	for i := range text {
		if n == longest {
			return text[:i] + "..."
		}
		n++
	}
	return text
}
