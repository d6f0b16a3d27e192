package nmprofile

import (
	"fmt"
	"strconv"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
)

// attach makes the link a port of what its profile names: by device, UUID or
// profile. The old words are the same as the new ones (NetworkManager 1.46).
func (l *lowering) attach(d *device) {
	p := d.main
	owner := p.first("connection.controller", "connection.master")
	if owner == nil {
		p.first("connection.port-type", "connection.slave-type").spare(diag.Behaviour, "no controller is named, so it has no effect")
		return
	}
	kind, known := ir.BondKind, true
	switch portType(p) {
	case "bond", "":
	case "bridge":
		kind = ir.BridgeKind
	default:
		known = false
	}
	name := l.parentName(owner.Value)
	if UUIDLike(name) {
		owner.spare(diag.Connectivity, fmt.Sprintf("no profile has the UUID %q", name))
		return
	}
	if !known {
		owner.spare(diag.Connectivity, fmt.Sprintf("it is a port of kind %q, which bondc does not model", portType(p)))
		return
	}
	c := l.implied(name, owner.Span, kind)
	port := ir.Port{Name: d.link.Name, Span: owner.Span}
	switch {
	case c == d:
		owner.spare(diag.Connectivity, "a link cannot be a port of itself")
		return
	case c.link.Bond != nil:
		l.bondPort(p, &port)
		c.link.Bond.Ports = append(c.link.Bond.Ports, port)
	case c.link.Bridge != nil:
		l.bridgePort(d, &port)
		c.link.Bridge.Ports = append(c.link.Bridge.Ports, port)
	default:
		owner.spare(diag.Connectivity, fmt.Sprintf("%q is of kind %s and has no ports", name, c.link.Kind))
		return
	}
	for _, key := range []string{"connection.controller", "connection.master", "connection.port-type", "connection.slave-type"} {
		p.item(key).use("port")
	}
}

// portType returns the kind of controller that a port's profile is for.
func portType(p *Profile) string {
	switch p.text("connection.type") {
	case "bond-slave":
		return "bond"
	case "bridge-slave":
		return "bridge"
	}
	return p.text("connection.port-type", "connection.slave-type")
}

// bondPort reads the options that a port of a bond has of its own.
func (l *lowering) bondPort(p *Profile, port *ir.Port) {
	for _, name := range p.names {
		it := p.item(name)
		id, _ := option.Lookup(option.NM, name)
		if it == nil || id == option.Unknown || option.Spell(id, option.NM).Place != option.InPort {
			continue
		}
		s := ir.Setting{ID: id, Key: name, Raw: it.Value, KeySpan: it.Entries[0].KeySpan, Span: it.Span}
		s.Value, s.Problem = option.Decode(option.NM, id, it.Value)
		port.Settings = append(port.Settings, s)
		it.use("bond")
	}
}

func (l *lowering) bridgePort(d *device, port *ir.Port) {
	port.PathCost = l.number(d, "bridge-port.path-cost", "bridge")
	port.Priority = l.number(d, "bridge-port.priority", "bridge")
}

// number reads a property that is a number.
func (l *lowering) number(d *device, name, use string) ir.Opt[int] {
	it := d.main.item(name)
	if it == nil {
		return ir.Opt[int]{}
	}
	n, err := strconv.ParseInt(it.Value, 0, 64)
	if err != nil || n < 0 || n > 1<<32-1 {
		l.bad(d, name, it, "it is no number that the property takes")
		return ir.Opt[int]{}
	}
	it.use(use)
	return ir.Some(int(n), it.Span)
}

// flag reads a property that is yes or no.
func (l *lowering) flag(d *device, name, use string) ir.Opt[bool] {
	it := d.main.item(name)
	if it == nil {
		return ir.Opt[bool]{}
	}
	is, ok := d.main.truth(it.Value)
	if !ok {
		l.bad(d, name, it, map[bool]string{false: "it is neither yes nor no", true: "it is neither true nor false"}[d.main.Exact])
		return ir.Opt[bool]{}
	}
	it.use(use)
	return ir.Some(is, it.Span)
}

// The flags of a VLAN (libnm, NMVlanFlags).
const (
	reorderHeaders = 1 << iota
	gvrp
	looseBinding
	mvrp
)

// vlan reads what makes the link a VLAN.
func (l *lowering) vlan(d *device) {
	v := d.link.VLAN
	if v == nil {
		return
	}
	if it := d.main.item("vlan.parent"); it != nil {
		name := l.parentName(it.Value)
		if UUIDLike(name) {
			it.spare(diag.Connectivity, fmt.Sprintf("no profile has the UUID %q", name))
		} else {
			v.Link = ir.Some(name, it.Span)
			l.implied(name, it.Span, ir.Ethernet)
			it.use("vlan")
		}
	}
	v.ID = l.number(d, "vlan.id", "vlan")
	if flags := l.vlanFlags(d); flags.Set {
		on := func(bit int) ir.Opt[bool] { return ir.Some(flags.Value&bit != 0, flags.Span) }
		v.ReorderHeader, v.GVRP, v.LooseBinding, v.MVRP = on(reorderHeaders), on(gvrp), on(looseBinding), on(mvrp)
	}
	if it := d.main.item("vlan.protocol"); it != nil {
		v.Protocol = ir.Some(lowerCase(it.Value), it.Span)
		it.use("vlan")
	}
}
