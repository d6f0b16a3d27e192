package suse

import (
	"math"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
)

// vlan reads a VLAN; without VLAN_ID its number is the end of its name
// (ifcfg-vlan(5)).
func (r *reader) vlan(p *profile) {
	l := p.link
	l.Kind, l.VLAN = ir.VLANKind, &ir.VLAN{}
	parent := p.get("ETHERDEVICE")
	parent.use("vlan")
	name := strings.TrimSpace(parent.value())
	l.VLAN.Link = ir.Some(name, parent.span())
	r.implied(name, parent.span())
	if p.get("VLAN_ID") != nil {
		l.VLAN.ID = r.number(p, "VLAN_ID", "vlan", 0, 4094)
	} else if n, err := strconv.Atoi(l.Name[len(strings.TrimRight(l.Name, "0123456789")):]); err == nil && n <= 4094 {
		l.VLAN.ID = ir.Some(n, l.Span)
	}
	if word, v := p.word("VLAN_PROTOCOL", "vlan"); v != nil {
		l.VLAN.Protocol = ir.Some(strings.Replace(word, "ieee802-1", "802.1", 1), v.span())
	}
}

// bridge reads a bridge. Times may have a fraction, which the model has not.
func (r *reader) bridge(p *profile) {
	l := p.link
	b := &ir.Bridge{}
	l.Kind, l.Bridge = ir.BridgeKind, b
	if v := p.get("BRIDGE_PORTS"); v != nil {
		v.use("port")
		for _, f := range v.fields() {
			b.Ports = append(b.Ports, ir.Port{Name: f.text, Span: f.span})
			r.implied(f.text, f.span)
		}
	}
	if v := p.get("BRIDGE_STP"); v != nil {
		b.STP = ir.Some(p.yes("BRIDGE_STP", "bridge"), v.span())
	}
	b.ForwardDelay = r.seconds(p, "BRIDGE_FORWARDDELAY")
	b.HelloTime = r.seconds(p, "BRIDGE_HELLOTIME")
	b.MaxAge = r.seconds(p, "BRIDGE_MAXAGE")
	b.AgeingTime = r.seconds(p, "BRIDGE_AGEINGTIME")
	b.Priority = r.number(p, "BRIDGE_PRIORITY", "bridge", 0, 65535)
	r.perPort(p, "BRIDGE_PATHCOSTS", func(port *ir.Port, n ir.Opt[int]) { port.PathCost = n })
	r.perPort(p, "BRIDGE_PORTPRIORITIES", func(port *ir.Port, n ir.Opt[int]) { port.Priority = n })
}

func (r *reader) seconds(p *profile, key string) ir.Opt[int] {
	v := p.get(key)
	if v == nil {
		return ir.Opt[int]{}
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(v.value()), 64)
	switch {
	case err != nil || n < 0 || n > 1<<24:
		r.bad(v.entry, v.span(), "%s is %q, which is no time in seconds", key, v.value())
	case n != math.Trunc(n):
		v.entry.Reason = "it is no whole number of seconds"
	default:
		v.use("bridge")
		return ir.Some(int(n), v.span())
	}
	return ir.Opt[int]{}
}

// perPort reads a list with a number for each port, "-" for none.
func (r *reader) perPort(p *profile, key string, set func(*ir.Port, ir.Opt[int])) {
	v := p.get(key)
	if v == nil {
		return
	}
	v.use("port")
	for i, f := range v.fields() {
		n, err := strconv.Atoi(f.text)
		switch {
		case f.text == "-":
		case err != nil || n < 0 || i >= len(p.link.Bridge.Ports):
			r.bad(v.entry, f.span, "%q in %s is no number for a port of the bridge", f.text, key)
		default:
			set(&p.link.Bridge.Ports[i], ir.Some(n, f.span))
		}
	}
}
