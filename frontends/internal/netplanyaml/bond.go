package netplanyaml

import (
	"fmt"
	"slices"

	"github.com/bondc/bondc/frontends/internal/yamltree"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// ref names a definition.
type ref struct {
	id   string
	span source.Span
}

// interfaces reads the ports of a bond, bridge or VRF. A name that is there
// already is dropped.
func (r *Reader) interfaces(it *item) string {
	d := it.at.def
	for _, child := range it.value.Children {
		if n := child.Resolve(); n.Kind == yamltree.Scalar && d.hasPort.add(n.Value) {
			d.ports = append(d.ports, ref{n.Value, r.span(child)})
		}
	}
	if d.device.kind == ir.Other {
		d.below = d.ports
		return ""
	}
	return "ports"
}

// bondParameters reads the bonding options, every one of which becomes a
// setting, whatever is wrong with its value.
func (r *Reader) bondParameters(it *item) string {
	bond := it.at.def.link.Bond
	bond.SettingsSpan = it.span
	at := it.inside()
	r.checkKeys(at, it.value)
	bond.Settings = slices.Grow(bond.Settings, min(len(it.value.Children)/2, int(option.NumOptions)))
	for i := 0; i+1 < len(it.value.Children) && r.left > 0; i += 2 {
		child := r.item(at, it.value, i)
		if child.key.Kind == yamltree.Scalar {
			r.bondParameter(bond, &child)
		}
	}
	return it.name
}

func (r *Reader) bondParameter(bond *ir.Bond, it *item) {
	id, _ := option.Lookup(option.Netplan, it.name)
	if id == option.Unknown {
		r.unknownOption(it)
		return
	}
	it.field = &r.grammar.option
	if option.Spell(id, option.Netplan).Codec == option.Sequence {
		it.field = &r.grammar.options
	}
	if !it.field.shape.fits(it.value) {
		r.badShape(it)
		r.leftover(it)
		return
	}
	if option.Get(id).Kind == option.IfName && it.text() == "" {
		r.badValue(it, "the name of a port") // "interface '' is not defined", seen with 0.106 and 1.1.2
		r.leftover(it)
		return
	}
	s := ir.Setting{ID: id, Key: it.name, Raw: it.text(), KeySpan: it.keySpan, Span: it.span}
	if it.field.shape == many {
		s.Raw = it.span.Text()
		s.Value, s.Problem = option.DecodeList(option.Netplan, id, r.texts(it))
		_, s.Adds = ir.ValueOf(bond.Settings, id)
	} else {
		text := it.text()
		if text == "" && option.Spell(id, option.Netplan).Codec == option.Number {
			text = "0" // as in number
		}
		s.Value, s.Problem = option.Decode(option.Netplan, id, text)
	}
	if id == option.ModeOpt && r.switchMode(it) {
		s.Problem = option.Problem{}
	}
	bond.Settings = append(bond.Settings, s)
	r.read(it)
}

// switchMode reports whether the mode is one of Open vSwitch's, which netplan
// takes as a wish for an Open vSwitch bond (parse.c, handle_bond_mode).
func (r *Reader) switchMode(it *item) bool {
	if text := it.text(); text != "balance-tcp" && text != "balance-slb" {
		return false
	}
	it.at.def.switched = true
	return true
}

// unknownOption reports a bonding parameter that netplan refuses, and keeps it
// as residue: the file is an error of reading, so no rule has to judge it.
func (r *Reader) unknownOption(it *item) {
	d := diag.Diagnostic{
		Code: diag.UnknownKey, Severity: diag.Error, Span: it.keySpan, Link: it.at.link(),
		Message: fmt.Sprintf("netplan knows no bonding parameter %q", short(it.name)),
		Detail:  refuses,
	}
	near := option.Suggest(option.Netplan, it.name)
	switch {
	case isMerge(it.key):
		d.Detail = noMerge + d.Detail
		it.at.def.link.Unread = true
	case elsewhere(&d, it.name, ""):
	case near != "":
		r.suggest(&d, it, near)
	case r.grammar.fields(it.at.def.device).find(it.name) != nil:
		d.Message += "; it belongs to the bond itself, beside \"parameters\""
	}
	r.report(d)
	r.leftover(it)
}
