package effect

import (
	"github.com/bondc/bondc/ir/source"
)

// Difference is one fact that does not hold on both hosts.
type Difference struct {
	Link, What, Item string
	// A and B are the values; InA and InB say whether the fact holds at all.
	A, B     string
	InA, InB bool
	// Moved are the items of a difference in order only.
	Moved []string
	// Span is the fact's place in A, or in B where A has none.
	Span source.Span
}

// Compare returns the facts in which two hosts differ, those of A first, each
// once, in the order of the facts, and then the lists that differ in order only.
// With written, a difference is left out where both sides are silent: then only
// who applies the files differs.
func Compare(a, b []Fact, written bool) []Difference {
	known := make(map[factKey]pair, max(len(a), len(b)))
	for i := range b {
		known[b[i].key()] = pair{inB: &b[i]}
	}
	var out []Difference
	for i := range a {
		fa := &a[i]
		k := fa.key()
		p := known[k]
		if p.seen {
			continue
		}
		fb := p.inB
		known[k] = pair{fb, true}
		switch {
		case fb == nil && written && fa.Silent:
		case fb == nil:
			out = append(out, Difference{Link: fa.Link, What: fa.What, Item: fa.Item, A: fa.Value, InA: true, Span: fa.Span})
		case fa.Value == fb.Value, written && fa.Silent && fb.Silent:
		default:
			out = append(out, Difference{Link: fa.Link, What: fa.What, Item: fa.Item, A: fa.Value, B: fb.Value, InA: true, InB: true, Span: fa.Span})
		}
	}
	for i := range b {
		fb := &b[i]
		k := fb.key()
		if known[k].seen || (written && fb.Silent) {
			continue
		}
		known[k] = pair{fb, true}
		out = append(out, Difference{Link: fb.Link, What: fb.What, Item: fb.Item, B: fb.Value, InB: true, Span: fb.Span})
	}
	return append(out, orders(a, b)...)
}

// pair is the last fact of a key in B, and whether it was looked at.
type pair struct {
	inB  *Fact
	seen bool
}

type factKey struct{ link, what, item string }

func (f *Fact) key() factKey { return factKey{f.Link, f.What, f.Item} }

// String returns the difference as one line for an administrator.
func (d *Difference) String() string {
	what := d.What
	switch {
	case len(d.Moved) > 0:
		what = d.Item
	case d.Item != "":
		what += " " + d.Item
	}
	if d.Link != "" {
		what = d.Link + ": " + what
	}
	switch {
	case !d.InB:
		return what + ": only on the left" + value(d.A)
	case !d.InA:
		return what + ": only on the right" + value(d.B)
	}
	return what + ": " + quoted(d.A) + " on the left, " + quoted(d.B) + " on the right"
}

func value(v string) string {
	if v == "" {
		return ""
	}
	return " (" + v + ")"
}

func quoted(v string) string {
	if v == "" {
		return "nothing"
	}
	return v
}
