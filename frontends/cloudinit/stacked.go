package cloudinit

import (
	"fmt"
	"math"
	"strings"

	"github.com/bondc/bondc/frontends/internal/yamlkeys"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// The links that stand on others: bonds, bridges and VLANs.

func (r *reader) bond(m *yamlkeys.Map) {
	l := r.link(m, ir.BondKind)
	if l == nil {
		return
	}
	l.Bond = &ir.Bond{Ports: ports(m, "bond_interfaces")}
	setMAC(m, l)
	if !m.Has("bond_interfaces") {
		r.missing(m, "bond_interfaces")
	}
	switch v := m.Get("params"); {
	case v == nil && !m.Has("params"):
		r.missing(m, "params")
	case v != nil && v.IsMap():
		l.Bond.SettingsSpan = v.Span
		for _, p := range v.Map().Rest() {
			r.parameter(l, p)
		}
	case v != nil:
		v.BadWant("a mapping of bonding options")
	}
}

// ports reads the names of the links below a bond or bridge.
func ports(m *yamlkeys.Map, key string) []ir.Port {
	v := m.Get(key)
	if v == nil {
		return nil
	}
	var list []ir.Port
	for _, item := range v.Items() {
		if name := item.String("ports"); name.Set {
			list = append(list, ir.Port{Name: name.Value, Span: name.Span})
		}
	}
	return list
}

// parameter reads one bonding option. "bond-" and "bond_" stand before the
// kernel's name, in which the renderers take "-" and "_" for the same; without
// either they look past the key (netplan.py and sysconfig.py).
func (r *reader) parameter(l *ir.Link, v *yamlkeys.Value) {
	const key = "bond-"
	name := strings.ReplaceAll(v.Name, "-", "_")
	rest, prefixed := strings.CutPrefix(name, strings.ReplaceAll(key, "-", "_"))
	s := ir.Setting{Key: v.Name, Raw: v.Span.Text(), KeySpan: v.KeySpan, Span: v.Span}
	if prefixed {
		s.ID, _ = option.Lookup(option.CloudInit, key+rest)
	}
	switch {
	case rest == option.Get(option.PortList).Kernel:
		v.Leave(diag.Bookkeeping, "bond_interfaces lists the ports")
		return
	case s.ID == option.Unknown:
		s.ID, s.Problem = elsewhere(rest, prefixed, key)
	case v.IsMap():
		v.BadWant("a value or a list")
		return
	case v.IsList():
		s.Value, s.Problem = option.DecodeList(option.CloudInit, s.ID, texts(v))
	default:
		s.Raw = v.Text()
		s.Value, s.Problem = option.Decode(option.CloudInit, s.ID, v.Text())
	}
	v.Use("option")
	l.Bond.Settings = append(l.Bond.Settings, s)
}

// elsewhere says what is wrong with a key that the dialect does not have.
func elsewhere(name string, prefixed bool, prefix string) (option.ID, option.Problem) {
	id := option.LookupKernel(name)
	cell := option.Spell(id, option.CloudInit)
	switch {
	case id != option.Unknown && cell.Supported() && !prefixed:
		return option.Unknown, option.Problem{Kind: option.UnknownOption, Text: fmt.Sprintf("cloud-init looks past options without %q before them; write %q", prefix, cell.Key)}
	case id != option.Unknown:
		return id, option.Problem{Kind: option.NotHere, Text: cell.Unsupported}
	}
	p := option.Problem{Kind: option.UnknownOption, Text: "there is no such bonding option"}
	if near := option.Suggest(option.CloudInit, prefix+name); near != "" {
		p.Text += fmt.Sprintf("; did you mean %q?", near)
	}
	return option.Unknown, p
}

// texts returns the single values of a list.
func texts(v *yamlkeys.Value) []string {
	var list []string
	for _, item := range v.Items() {
		if item.IsScalar() {
			list = append(list, item.Text())
		}
		item.Use("option")
	}
	return list
}

func (r *reader) vlan(m *yamlkeys.Map) {
	l := r.link(m, ir.VLANKind)
	if l == nil {
		return
	}
	l.VLAN = &ir.VLAN{}
	setMAC(m, l)
	if v := m.Get("vlan_id"); v != nil {
		l.VLAN.ID = v.Int(math.MaxUint16, "vlan")
	} else if !m.Has("vlan_id") {
		r.missing(m, "vlan_id")
	}
	if v := m.Get("vlan_link"); v != nil {
		l.VLAN.Link = v.String("vlan")
	} else if !m.Has("vlan_link") {
		r.missing(m, "vlan_link")
	}
}

// imply makes links of the names of ports and parents that nothing declares:
// cloud-init puts in placeholders for them.
func (r *reader) imply() {
	for _, l := range r.host.Links {
		switch {
		case l.Bond != nil:
			for _, p := range l.Bond.Ports {
				r.implied(p.Name, p.Span)
			}
		case l.Bridge != nil:
			for _, p := range l.Bridge.Ports {
				r.implied(p.Name, p.Span)
			}
		case l.VLAN != nil && l.VLAN.Link.Set:
			r.implied(l.VLAN.Link.Value, l.VLAN.Link.Span)
		}
	}
}

func (r *reader) implied(name string, span source.Span) {
	if r.named.Known(r.host, name) == nil {
		r.named.Add(r.host, &ir.Link{Name: name, Span: span, Implied: true})
	}
}
