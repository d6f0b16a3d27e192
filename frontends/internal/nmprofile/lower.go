package nmprofile

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// Lower adds the links of the profiles to the host, in the order of the
// profiles, and marks in the entries what was used for what. The findings are
// about values that cannot be read.
func Lower(h *ir.Host, profiles []*Profile) diag.List {
	l := &lowering{host: h, profiles: profiles, byName: map[string]*device{}, refs: index(profiles), naming: map[*Profile]bool{}}
	l.group()
	for _, d := range l.devices {
		l.declare(d)
	}
	for _, d := range l.devices {
		if d.main != nil {
			l.attach(d)
			l.vlan(d)
		}
	}
	for _, d := range l.devices {
		if d.main != nil && d.link.Kind != ir.Other {
			l.device(d)
			l.bond(d)
			l.bridge(d)
			l.ipv4(d)
			l.ipv6(d)
		}
	}
	l.finish()
	return l.diags
}

type lowering struct {
	host     *ir.Host
	profiles []*Profile
	devices  []*device
	byName   map[string]*device
	refs     references
	// naming are the profiles whose names are being found.
	naming map[*Profile]bool
	diags  diag.List
}

// report adds a finding with the severity of its code.
func (l *lowering) report(code string, span source.Span, link, message, detail string) {
	entry, _ := diag.CodeOf(code)
	l.diags.Add(diag.Diagnostic{Code: code, Severity: entry.Severity, Message: message, Detail: detail, Span: span, Link: link})
}

// bad reports a value that cannot be read and keeps it as residue.
func (l *lowering) bad(d *device, name string, it *Item, why string) {
	it.spare(diag.Connectivity, "its value cannot be read")
	l.report(diag.BadValue, it.Span, d.link.Name, fmt.Sprintf("%q of %q cannot be %q: %s", name, d.main.ID, it.Value, why),
		"NetworkManager refuses the profile or the property, so the link does not come up as written. Correct the value.")
}

// declare makes the link of a device.
func (l *lowering) declare(d *device) {
	p := d.main
	kind, other := baseKind(p)
	if kind == ir.Ethernet && p.text("connection.interface-name") == "" && !ir.ValidName(d.link.Name) &&
		p.first(ethernet+".mac-address", "match.interface-name", "match.driver") == nil {
		// It is for any device that no other profile takes, under a name that
		// no link can have.
		kind, other = ir.Other, "ethernet without a device"
		if p.Elsewhere {
			other = "profile that is made elsewhere"
		}
	}
	d.link.Span = p.Span
	if it := p.item("connection.interface-name"); it != nil {
		d.link.Span = it.Span
	}
	d.link.OtherKind = other
	become(d.link, kind)
	l.host.Links = append(l.host.Links, d.link)
	for _, name := range []string{"connection.interface-name", "connection.type", "vlan.interface-name", "bond.interface-name", "bridge.interface-name"} {
		p.item(name).use("device")
	}
	owner := l.parentName(p.text("connection.controller", "connection.master"))
	if it := p.item("connection.id"); it != nil && (it.Value == d.link.Name || it.Value == owner+"-port-"+d.link.Name) {
		it.use("label") // a profile that is called like its link loses nothing
	}
}

func become(link *ir.Link, kind ir.Kind) {
	link.Kind = kind
	switch kind {
	case ir.BondKind:
		link.Bond = &ir.Bond{}
	case ir.VLANKind:
		link.VLAN = &ir.VLAN{}
	case ir.BridgeKind:
		link.Bridge = &ir.Bridge{}
	}
}

// implied returns the device of a name and makes it where no profile declares
// it.
func (l *lowering) implied(name string, span source.Span, kind ir.Kind) *device {
	if d := l.byName[name]; d != nil {
		return d
	}
	d := &device{link: &ir.Link{Name: name, Implied: true, Span: span}}
	become(d.link, kind)
	l.byName[name] = d
	l.devices = append(l.devices, d)
	l.host.Links = append(l.host.Links, d.link)
	return d
}
