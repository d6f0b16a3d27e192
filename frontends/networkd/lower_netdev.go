package networkd

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
)

// netdev makes the link that a .netdev file creates.
func (l *lowering) netdev(d *document) {
	s := d.merged("NetDev")
	name, kind := s.last("Name"), s.last("Kind")
	if name == nil || kind == nil {
		d.skip(diag.Connectivity, "networkd ignores a .netdev file without Name= or Kind=", "ignored")
		return
	}
	if first := l.netdevs[name.Value]; first != nil {
		d.skip(diag.Connectivity, fmt.Sprintf("%q is created by %s already", name.Value, first.base), "shadowed")
		return
	}
	name.use("name")
	kind.use("kind")
	link := l.declared(name.Value, name.ValueSpan)
	l.netdevs[name.Value] = d
	d.own(link.Name)
	if k := s.last("Description"); k != nil {
		k.entry.Class = diag.Bookkeeping
	}
	link.MTU = l.size(s, "mtu", "MTUBytes")
	l.netdevMAC(link, s)
	switch kind.Value {
	case ir.BondKind.String():
		become(link, ir.BondKind)
		l.bond(link, d.merged("Bond"))
	case ir.VLANKind.String():
		become(link, ir.VLANKind)
		l.vlan(link, d.merged("VLAN"))
	case ir.BridgeKind.String():
		become(link, ir.BridgeKind)
		l.bridge(link, d.merged("Bridge"))
	default:
		link.Kind, link.OtherKind = ir.Other, kind.Value
	}
}

func (l *lowering) netdevMAC(link *ir.Link, s *section) {
	k := s.last("MACAddress")
	switch {
	case k == nil:
	case k.Value == "none":
		k.use("mac")
		link.KernelMAC = ir.Some(true, k.ValueSpan)
	default:
		link.MAC = l.mac(k, "mac")
	}
}

// bond reads the options, each as the table says. Of a key that stands twice
// the last one counts, but for lists, which grow.
func (l *lowering) bond(link *ir.Link, s *section) {
	link.Bond.SettingsSpan = s.span
	for _, k := range s.keys {
		if len(link.Bond.Settings) > ir.MostSettings {
			return // the host is refused, whatever else it says
		}
		id, _ := option.Lookup(option.Networkd, k.Key)
		cell := option.Spell(id, option.Networkd)
		if id != option.Unknown && cell.Place != option.InBond {
			link.Bond.Settings = append(link.Bond.Settings, ir.Setting{
				ID: id, Key: k.Key, Raw: k.Value, KeySpan: k.KeySpan, Span: k.ValueSpan,
				Problem: option.Problem{Kind: option.NotHere, Text: fmt.Sprintf("%q stands in [Network] of the port's .network file, not here", k.Key)},
			})
			k.use("option")
			continue
		}
		if k.Value == "" {
			link.Bond.Settings = slices.DeleteFunc(link.Bond.Settings, func(x ir.Setting) bool { return x.Key == k.Key })
			k.use("reset")
			continue
		}
		set := ir.Setting{ID: id, Key: k.Key, Raw: k.Value, KeySpan: k.KeySpan, Span: k.ValueSpan}
		switch row := option.Get(id); {
		case row == nil:
			set.Problem = unknown(k.Key)
			link.Bond.Settings = append(link.Bond.Settings, set)
		case row.Kind == option.IPv4List:
			link.Bond.Settings = append(link.Bond.Settings, targets(set, link.Bond.Settings)...)
		default:
			set.Value, set.Problem = option.Decode(option.Networkd, id, k.Value)
			link.Bond.Settings = append(link.Bond.Settings, set)
		}
		k.use("option")
	}
}

// targets reads a list of addresses, which grows with each line. networkd skips
// a word that is none, with a warning, and takes the others (systemd
// netdev/bond.c, config_parse_arp_ip_target_address; facts/lint-rules.md B08):
// each such word is a setting of its own, with its problem.
func targets(set ir.Setting, before []ir.Setting) []ir.Setting {
	set.Adds = slices.ContainsFunc(before, func(x ir.Setting) bool { return x.ID == set.ID && x.Usable() })
	value, p := option.Decode(option.Networkd, set.ID, set.Raw)
	if p.Kind != option.BadAddress || value == "" {
		set.Value, set.Problem = value, p
		return []ir.Setting{set}
	}
	list := []ir.Setting{set}
	var taken []string
	for _, word := range strings.Fields(set.Raw) {
		one := set
		if one.Value, one.Problem = option.Decode(option.Networkd, set.ID, word); one.Problem.Kind != option.BadAddress || one.Value != "" {
			taken = append(taken, word) // also an address that the kernel will refuse
			continue
		}
		one.Raw, one.Adds = word, true
		if i := strings.Index(set.Span.Text(), word); i >= 0 {
			one.Span = set.Span.Sub(i, i+len(word))
		}
		list = append(list, one)
	}
	good := &list[0]
	good.Raw = strings.Join(taken, " ")
	good.Value, good.Problem = option.Decode(option.Networkd, set.ID, good.Raw)
	return list
}

// unknown is the problem of a key that networkd does not have.
func unknown(name string) option.Problem {
	p := option.Problem{Kind: option.UnknownOption, Text: fmt.Sprintf("networkd has no option %q", clip(name))}
	if id, _, ok := option.Elsewhere(name); ok {
		cell := option.Spell(id, option.Networkd)
		if p.Kind = option.NotHere; !cell.Supported() {
			p.Text = cell.Unsupported
			return p
		}
		p.Text += fmt.Sprintf("; it calls it %q", cell.Key)
		return p
	}
	if near := option.Suggest(option.Networkd, name); near != "" {
		p.Text += fmt.Sprintf(", but %q", near)
	}
	return p
}

func (l *lowering) vlan(link *ir.Link, s *section) {
	v := link.VLAN
	v.ID = l.number(s, "vlan", 0, 4094, "Id")
	v.Protocol = text(s, "vlan", "Protocol")
	v.GVRP = l.flag(s, "vlan", "GVRP")
	v.MVRP = l.flag(s, "vlan", "MVRP")
	v.LooseBinding = l.flag(s, "vlan", "LooseBinding")
	v.ReorderHeader = l.flag(s, "vlan", "ReorderHeader")
}

func (l *lowering) bridge(link *ir.Link, s *section) {
	b := link.Bridge
	b.STP = l.flag(s, "bridge", "STP")
	b.ForwardDelay = l.seconds(s, "ForwardDelaySec")
	b.HelloTime = l.seconds(s, "HelloTimeSec")
	b.MaxAge = l.seconds(s, "MaxAgeSec")
	b.AgeingTime = l.seconds(s, "AgeingTimeSec")
	b.Priority = l.number(s, "bridge", 0, 65535, "Priority")
}

// seconds reads a time in any of systemd's units; a fraction is residue.
func (l *lowering) seconds(s *section, name string) ir.Opt[int] {
	k := s.last(name)
	if k == nil {
		return ir.Opt[int]{}
	}
	n, whole, ok := option.SpanSeconds(k.Value)
	switch {
	case !ok:
		l.bad(k, "it is not a time, such as 100ms or 2s")
	case !whole:
		k.entry.Reason = "it is no whole number of seconds"
	default:
		k.use("bridge")
		return ir.Some(n, k.ValueSpan)
	}
	return ir.Opt[int]{}
}
