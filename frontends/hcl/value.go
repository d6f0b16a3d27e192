package hcl

import (
	"fmt"
	"math"
	"math/big"
	"net/netip"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// bad reports a value that cannot be read.
func (v *value) bad(format string, args ...any) {
	v.badAt(v.span, format, args...)
}

func (v *value) badAt(span source.Span, format string, args ...any) {
	v.h.diags.Add(diag.Diagnostic{
		Code: diag.BadValue, Severity: diag.Error, Span: span, Link: v.where.link,
		Message: fmt.Sprintf("%q ", v.attr.Name) + fmt.Sprintf(format, args...),
	})
}

// scalar returns a string, number or boolean as text.
func scalar(v cty.Value) (string, bool) {
	if v.IsNull() || !v.Type().IsPrimitiveType() {
		return "", false
	}
	if v.Type() == cty.Number && !tame(v.AsBigFloat()) {
		return "", false
	}
	s, err := convert.Convert(v, cty.String)
	if err != nil {
		return "", false
	}
	return s.AsString(), true
}

// isList reports whether a value is a list in the eyes of who writes it.
func isList(v cty.Value) bool {
	t := v.Type()
	return !v.IsNull() && (t.IsTupleType() || t.IsListType() || t.IsSetType())
}

// display returns the value as text: lists joined by commas, objects as they
// are written.
func (v *value) display() string {
	if s, ok := scalar(v.Value); ok {
		return s
	}
	var words []string
	if isList(v.Value) {
		for it := v.ElementIterator(); it.Next(); {
			_, e := it.Element()
			s, ok := scalar(e)
			if !ok {
				return v.entry.Raw
			}
			words = append(words, s)
		}
		return strings.Join(words, ",")
	}
	return v.entry.Raw
}

// text returns a word that is not empty.
func (v *value) text() (string, bool) {
	s, ok := scalar(v.Value)
	switch {
	case !ok:
		v.bad("takes a string, not %s", kindOf(v.Value))
	case s == "":
		v.bad("must not be empty; leave it out, or set it to null")
		return "", false
	}
	return s, ok
}

// word returns one of several words.
func (v *value) word(words ...string) (string, bool) {
	s, ok := v.text()
	if !ok {
		return "", false
	}
	for _, w := range words {
		if w == s {
			return s, true
		}
	}
	v.bad("is %q, not one of %s%s", shorten(s, maxWord), strings.Join(words, ", "), didYouMean(s, words))
	return "", false
}

func (v *value) boolean() (bool, bool) {
	b, err := convert.Convert(v.Value, cty.Bool)
	if err != nil {
		v.bad("takes true or false, not %s", v.quoted())
		return false, false
	}
	return b.True(), true
}

// number returns a whole number that is not negative.
func (v *value) number() (int, bool) {
	n, err := convert.Convert(v.Value, cty.Number)
	if err == nil && tame(n.AsBigFloat()) {
		if i, accuracy := n.AsBigFloat().Int64(); accuracy == big.Exact && i >= 0 && i <= math.MaxInt32*2+1 && i <= math.MaxInt {
			return int(i), true
		}
	}
	v.bad("takes a whole number from 0 to 4294967295, not %s", v.quoted())
	return 0, false
}

func (v *value) quoted() string {
	if s, ok := scalar(v.Value); ok {
		return fmt.Sprintf("%q", shorten(s, maxWord))
	}
	return kindOf(v.Value)
}

// list returns the items of a list with their places: those of the items
// where the list is written out, else that of the whole.
func (v *value) list() ([]value, bool) {
	if !isList(v.Value) {
		v.bad("takes a list, not %s", kindOf(v.Value))
		return nil, false
	}
	spans := v.itemSpans()
	items := make([]value, 0, v.LengthInt())
	for it := v.ElementIterator(); it.Next(); {
		_, e := it.Element()
		item := *v
		item.Value = e
		if spans != nil {
			item.span = spans[len(items)]
		}
		items = append(items, item)
	}
	return slices.DeleteFunc(items, func(item value) bool {
		if item.IsNull() {
			item.bad("has an item that is null")
		}
		return item.IsNull()
	}), true
}

// address returns an IP address; a zone is the name of a link.
func (v *value) address() (netip.Addr, bool) {
	s, ok := v.text()
	if !ok {
		return netip.Addr{}, false
	}
	addr, err := netip.ParseAddr(s)
	if err != nil || (addr.Zone() != "" && !ir.ValidName(addr.Zone())) {
		v.bad("takes an IP address, not %q", shorten(s, maxWord))
		return netip.Addr{}, false
	}
	return addr, true
}

// prefix returns an address with a length. With whole, an address alone means
// itself only.
func (v *value) prefix(whole bool) (netip.Prefix, bool) {
	s, ok := v.text()
	if !ok {
		return netip.Prefix{}, false
	}
	if p, err := netip.ParsePrefix(s); err == nil {
		return p, true
	}
	addr, err := netip.ParseAddr(s)
	switch {
	case err == nil && addr.Zone() == "" && whole:
		return netip.PrefixFrom(addr, addr.BitLen()), true
	case err == nil && addr.Zone() == "":
		v.bad("takes an address with its length, not %q: write %s/24 or what the network has", s, s)
	default:
		v.bad("takes an address with its length, not %q", shorten(s, maxWord))
	}
	return netip.Prefix{}, false
}

// mac returns a hardware address in lower case with colons.
func (v *value) mac() (string, bool) {
	s, ok := v.text()
	if !ok {
		return "", false
	}
	hw, ok := ir.ParseMAC(s)
	if !ok {
		v.bad("takes a MAC address as 02:00:00:00:00:01, not %q", shorten(s, maxWord))
		return "", false
	}
	return hw, true
}

// The setters of fields: each takes where the value goes.

func setText(to *ir.Opt[string]) func(*value) {
	return func(v *value) { set(to, v, v.text) }
}

func setWord(to *ir.Opt[string], words ...string) func(*value) {
	return func(v *value) { set(to, v, func() (string, bool) { return v.word(words...) }) }
}

func setMAC(to *ir.Opt[string]) func(*value) {
	return func(v *value) { set(to, v, v.mac) }
}

func setBool(to *ir.Opt[bool]) func(*value) {
	return func(v *value) { set(to, v, v.boolean) }
}

func setNumber(to *ir.Opt[int]) func(*value) {
	return func(v *value) { set(to, v, v.number) }
}

func set[T any](to *ir.Opt[T], v *value, read func() (T, bool)) {
	if x, ok := read(); ok {
		*to = ir.Some(x, v.span)
	}
}
