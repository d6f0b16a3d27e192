package netplan

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// interfaces lists the ports of a bond or bridge.
func (r *raiser) interfaces(l *ir.Link, t tree) {
	var items []*yaml.Node
	for _, p := range r.ledger.Ports(l) {
		items = append(items, text(r.residue.id(p.Name)))
	}
	t.set("interfaces", sequence(items))
}

func (r *raiser) bond(l *ir.Link, t tree) {
	r.interfaces(l, t)
	parameters := newTree()
	column := r.column(l)
	ports := r.ledger.Ports(l)
	r.ledger.Options(l, column, func(o loss.Option) string {
		if o.Row.Kind == option.IfName && !hasPort(ports, o.Value) {
			return fmt.Sprintf("%q is no port of the bond, and netplan refuses the file", o.Value)
		}
		if o.Row.Kind == option.IfName {
			o.Text = r.residue.id(o.Value)
		}
		parameters.set(o.Key, value(&o))
		return ""
	})
	t.add("parameters", parameters)
	for i := range ports {
		r.ledger.PortOptions(l, &ports[i], column, func(o loss.Option) string {
			return "netplan has no settings of single ports"
		})
	}
}

func hasPort(ports []ir.Port, name string) bool {
	return slices.ContainsFunc(ports, func(p ir.Port) bool { return p.Name == name })
}

// value is the YAML of an option. Numbers and booleans stand bare, words and
// addresses as strings.
func value(o *loss.Option) *yaml.Node {
	switch o.Spelling.Codec {
	case option.Sequence:
		var items []*yaml.Node
		for _, item := range strings.Split(o.Value, ",") {
			items = append(items, plain(item))
		}
		return sequence(items)
	case option.Number, option.MillisOrSpan, option.SecondsText, option.YAMLBool, option.ZeroOne:
		return plain(o.Text)
	}
	return text(o.Text)
}

// bridge always says whether the spanning tree runs, because netplan's silence
// about it means yes as soon as there is any parameter, and no without
// (facts/dialects.md 5.2).
func (r *raiser) bridge(l *ir.Link, t tree) {
	r.interfaces(l, t)
	b := l.Bridge
	p := newTree()
	r.bounded(l, p, "ageing-time", "ageingTime", b.AgeingTime, 0, maxSeconds)
	r.bounded(l, p, "priority", "priority", b.Priority, 0, 65535)
	r.portNumbers(l, p, "port-priority", "priority", 63, func(q *ir.Port) ir.Opt[int] { return q.Priority })
	if r.via(l) != target.NetworkManager || r.toldToday(l) || !r.ledger.ZeroDelay(l) {
		r.bounded(l, p, "forward-delay", "forwardDelay", b.ForwardDelay, 0, maxSeconds)
	}
	r.bounded(l, p, "hello-time", "helloTime", b.HelloTime, 0, maxSeconds)
	r.bounded(l, p, "max-age", "maxAge", b.MaxAge, 0, maxSeconds)
	r.portNumbers(l, p, "path-cost", "pathCost", 65535, func(q *ir.Port) ir.Opt[int] { return q.PathCost })
	if b.STP.Set || !p.empty() {
		p.set("stp", boolean(b.STP.Or(r.host.Dialect() == "netplan")))
	}
	t.add("parameters", p)
	if r.via(l) == target.NetworkdVia {
		r.ledger.BridgeZeros(l)
	}
	r.ledger.BridgeOptions(l)
}

// maxSeconds bounds the times of a bridge: the kernel counts them in hundredths
// of a second in 32 bits.
const maxSeconds = 1<<31/100 - 1

// bounded writes a number of a bridge or announces that it is out of range.
func (r *raiser) bounded(l *ir.Link, t tree, key, item string, o ir.Opt[int], low, high int) {
	switch {
	case !o.Set:
	case o.Value < low || o.Value > high:
		r.ledger.Lose(l, diag.Behaviour, "bridge", item, o.Span, fmt.Sprintf("%d is not in %d..%d", o.Value, low, high),
			"The bridge will run with the kernel's default. Correct the number.")
	default:
		t.set(key, number(o.Value))
	}
}

// portNumbers writes a number that ports of a bridge have, by port.
func (r *raiser) portNumbers(l *ir.Link, t tree, key, item string, high int, get func(*ir.Port) ir.Opt[int]) {
	byPort := newTree()
	for _, p := range r.ledger.Ports(l) {
		switch o := get(&p); {
		case !o.Set:
		case o.Value < 0 || o.Value > high:
			r.ledger.Lose(l, diag.Behaviour, "port-option", p.Name+"/"+item, o.Span, fmt.Sprintf("%d is not in 0..%d", o.Value, high),
				"The port will run with the kernel's default. Correct the number.")
		case r.via(l) == target.NetworkdVia && r.carriesVLAN(p.Name):
			r.ledger.Lose(l, diag.Behaviour, "port-option", p.Name+"/"+item, o.Span, fmt.Sprintf("a VLAN stands on %q, and netplan writes it for networkd where it is not read once the port has such a number", p.Name),
				"The port will run with the kernel's default. With the number the VLAN would never be made (seen with netplan 0.106 and 1.1.2). Set it in a drop-in of networkd's, or have the VLAN on the bridge.")
		default:
			byPort.set(r.residue.id(p.Name), number(o.Value))
		}
	}
	t.add(key, byPort)
}

// carriesVLAN reports whether a VLAN stands on a link.
func (r *raiser) carriesVLAN(name string) bool {
	return slices.ContainsFunc(r.host.Links, func(l *ir.Link) bool { return l.VLAN != nil && l.VLAN.Link.Value == name })
}

// vlan writes id and parent. netplan has no word for anything else that a VLAN
// has (facts/dialects.md 5.2).
func (r *raiser) vlan(l *ir.Link, t tree) {
	v := l.VLAN
	t.set("id", number(v.ID.Value))
	t.set("link", text(r.residue.id(v.Link.Value)))
	const why = "netplan has no word for it"
	flag := func(item string, o ir.Opt[bool], silence bool, detail string) {
		if o.Set && o.Value != silence {
			r.ledger.Lose(l, diag.Behaviour, "vlan", item, o.Span, why, detail)
		}
	}
	flag("reorderHeader", v.ReorderHeader, true, "The kernel's default is on: frames reach the VLAN without their tag. Programs that read raw frames from it will notice, others not.")
	flag("gvrp", v.GVRP, false, "The host will not ask its switch for the VLAN by GVRP. Configure the VLAN on the switch port.")
	flag("mvrp", v.MVRP, false, "The host will not ask its switch for the VLAN by MVRP. Configure the VLAN on the switch port.")
	flag("looseBinding", v.LooseBinding, false, "The VLAN will go up and down with its parent.")
	if v.Protocol.Set && v.Protocol.Value != "802.1q" {
		r.ledger.Lose(l, diag.Connectivity, "vlan", "protocol", v.Protocol.Span, why,
			"The VLAN would be tagged by 802.1Q instead of "+v.Protocol.Value+", and the other side would not see its frames.")
	}
}
