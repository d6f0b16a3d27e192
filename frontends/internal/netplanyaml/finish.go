package netplanyaml

import (
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
)

// finish makes links of the definitions once all files are read: names and
// renderers are settled only then.
func (r *Reader) finish() {
	r.spreadSwitches()
	r.checkDefinitions()
	for _, d := range r.order {
		l := d.link
		l.Name = d.name()
		l.Via = firstSet(d.via, d.typeVia, r.via)
		if d.isOther() {
			d.strip()
		}
		r.host.Links = append(r.host.Links, l)
	}
	for _, d := range r.order {
		r.attach(d)
	}
	for _, d := range r.order {
		if !d.isOther() {
			d.methods()
			d.rename()
			r.passedOptions(d)
		}
	}
	r.ownEntries()
}

func firstSet[T any](opts ...ir.Opt[T]) ir.Opt[T] {
	for _, o := range opts {
		if o.Set {
			return o
		}
	}
	return ir.Opt[T]{}
}

// name returns the name of the link of a definition.
func (r *Reader) name(id string) string {
	if d := r.defs[id]; d != nil {
		return d.name()
	}
	return id
}

// spreadSwitches gives bonds and bridges with a port of Open vSwitch to it as
// well (parse.c, handle_bond_interfaces and handle_bridge_interfaces).
func (r *Reader) spreadSwitches() {
	var queue []*def
	for _, d := range r.order {
		if d.switched {
			queue = append(queue, d)
		}
	}
	if len(queue) == 0 {
		return
	}
	above := r.controllers()
	for ; len(queue) > 0; queue = queue[1:] {
		d := queue[0]
		if d.device.kind != ir.Other && d.other == "" {
			d.other = "openvswitch"
		}
		for _, up := range above[d.id] {
			if !up.switched {
				up.switched = true
				queue = append(queue, up)
			}
		}
	}
}

// controllers returns the bonds and bridges of each port.
func (r *Reader) controllers() map[string][]*def {
	above := map[string][]*def{}
	for _, d := range r.order {
		if d.link.Bond == nil && d.link.Bridge == nil {
			continue
		}
		for _, p := range d.ports {
			above[p.id] = append(above[p.id], d)
		}
	}
	return above
}

// strip leaves of a link that bondc does not model what the graph needs: the
// rest is residue.
func (d *def) strip() {
	l := d.link
	*l = ir.Link{Name: l.Name, Kind: ir.Other, OtherKind: d.otherKind(), Span: l.Span, Via: l.Via}
}

// attach resolves what a definition names.
func (r *Reader) attach(d *def) {
	for _, p := range d.ports {
		r.imply(p)
	}
	l := d.link
	switch {
	case l.Bond != nil:
		r.bondPorts(d)
	case l.Bridge != nil:
		r.bridgePorts(d)
	case l.VLAN != nil && d.parent.Set:
		r.imply(ref{d.parent.Value, d.parent.Span})
		l.VLAN.Link = d.parent
		l.VLAN.Link.Value = r.name(d.parent.Value)
	}
}

// bondPorts makes the ports of a bond, and links' names of the ids in settings.
func (r *Reader) bondPorts(d *def) {
	bond := d.link.Bond
	bond.Ports = make([]ir.Port, len(d.ports))
	for i, p := range d.ports {
		bond.Ports[i] = ir.Port{Name: r.name(p.id), Span: p.span}
		if port := r.defs[p.id]; port != nil && len(port.passed) > 0 {
			r.portSettings[port] = &bond.Ports[i].Settings
		}
	}
	for i := range bond.Settings {
		s := &bond.Settings[i]
		if row := option.Get(s.ID); row != nil && row.Kind == option.IfName && s.Usable() {
			s.Value = r.name(s.Value)
		}
	}
}

// imply makes a link for an id that nothing defines; netplan refuses it, which
// the rule port-undefined says.
func (r *Reader) imply(p ref) {
	if r.defs[p.id] != nil {
		return
	}
	d := &def{id: p.id, link: &ir.Link{Name: p.id, Span: p.span, Implied: true}}
	r.defs[p.id] = d
	r.host.Links = append(r.host.Links, d.link)
}

// rename notes the name that a device gets.
func (d *def) rename() {
	if d.setName.Set {
		d.link.Match.Rename = ir.Some(true, d.setName.Span)
	}
}

// methods makes IPv4 and IPv6 methods of what was written.
func (d *def) methods() {
	v4, v6 := &d.link.IPv4, &d.link.IPv6
	var first4, first6 *ir.Address
	for i := range d.link.Addresses {
		a := &d.link.Addresses[i]
		if isV4(a.Prefix) && first4 == nil {
			first4 = a
		} else if !isV4(a.Prefix) && first6 == nil {
			first6 = a
		}
	}
	d.ipv4(v4, first4)
	d.ipv6(v6, first6)
}

func (d *def) ipv4(c *ir.IPv4, first *ir.Address) {
	wantsLocal := d.local.Set && d.local.Value.v4
	switch {
	case d.dhcp4.Value:
		c.Method = ir.Some(ir.MethodDHCP, d.dhcp4.Span)
	case first != nil && d.dhcp4.Set:
		c.Method = ir.Some(ir.MethodStatic, d.dhcp4.Span)
	case first != nil:
		c.Method = ir.Some(ir.MethodStatic, first.Span)
	case wantsLocal:
		c.Method = ir.Some(ir.MethodLinkLocal, d.local.Span)
	case d.dhcp4.Set:
		c.Method = ir.Some(ir.MethodNone, d.dhcp4.Span)
	}
	if wantsLocal && c.Method.Value != ir.MethodLinkLocal {
		c.LinkLocal = ir.Some(true, d.local.Span)
	}
}

func (d *def) ipv6(c *ir.IPv6, first *ir.Address) {
	if d.local.Set {
		c.LinkLocal = ir.Some(d.local.Value.v6, d.local.Span)
	}
	c.DHCP = d.dhcp6
	off := d.local.Set && !d.local.Value.v6 && c.RA.Set && !c.RA.Value
	switch {
	case d.dhcp6.Value:
		c.Method = ir.Some(ir.MethodDHCP, d.dhcp6.Span)
	case c.RA.Value:
		c.Method = ir.Some(ir.MethodAuto, c.RA.Span)
	case first != nil:
		c.Method = ir.Some(ir.MethodStatic, first.Span)
	case off:
		c.Method = ir.Some(ir.MethodDisabled, c.RA.Span)
	}
}

// ownEntries gives every entry the name of its link, and makes residue of what
// belongs to a link that bondc does not model.
func (r *Reader) ownEntries() {
	for i, e := range r.host.Entries {
		d := r.owners[i]
		if d == nil {
			continue
		}
		e.Link = d.name()
		if d.isOther() {
			e.UsedBy, e.Class = "", diag.Connectivity
			e.Reason = "bondc does not model links of kind " + d.otherKind()
		}
	}
}
