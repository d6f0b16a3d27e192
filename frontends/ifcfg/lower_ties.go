package ifcfg

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// ties joins ports to bonds and bridges and VLANs to their parents, in the
// order of the files. Links that are only named come into being here.
func (r *reader) ties() {
	for _, p := range r.profiles[:len(r.profiles):len(r.profiles)] {
		r.bondPort(p)
		r.bridgePort(p)
		if p.link.VLAN != nil {
			r.vlan(p)
		}
	}
}

// bondPort attaches a link to the bond that MASTER names. initscripts also
// want SLAVE=yes, NetworkManager does not look at it (ifup-eth;
// facts/dialects.md 3.1): rules say so, since the evident intent is a port.
func (r *reader) bondPort(p *profile) {
	v := p.first("MASTER", "MASTER_UUID")
	if v == nil {
		p.get("SLAVE").spare(diag.Behaviour, "there is no MASTER, so it has no effect")
		return
	}
	bond := r.named(v, ir.BondKind)
	if bond == nil {
		v.spare(diag.Connectivity, fmt.Sprintf("no file has the UUID %q", v.value()))
		return
	}
	if bond.link.Kind == ir.Ethernet { // named by its UUID alone
		r.become(bond.link, ir.BondKind)
	}
	if bond.link.Bond == nil {
		v.spare(diag.Connectivity, fmt.Sprintf("%q is no bond but of kind %s", bond.link.Name, bond.link.Kind))
		return
	}
	p.use("port", "MASTER", "MASTER_UUID", "SLAVE")
	bond.link.Bond.Ports = append(bond.link.Bond.Ports, ir.Port{Name: p.link.Name, Span: v.entry.Span})
}

// bridgePort attaches a link to the bridge that BRIDGE names. initscripts make
// the bridge where it is not there yet (ifup-eth).
func (r *reader) bridgePort(p *profile) {
	v := p.first("BRIDGE", "BRIDGE_UUID")
	if v == nil {
		return
	}
	bridge := r.named(v, ir.BridgeKind)
	switch {
	case bridge == nil:
		v.spare(diag.Connectivity, fmt.Sprintf("no file has the UUID %q", v.value()))
		return
	case bridge.link.Bridge == nil:
		v.spare(diag.Connectivity, fmt.Sprintf("%q is no bridge but of kind %s", bridge.link.Name, bridge.link.Kind))
		return
	}
	p.use("port", "BRIDGE", "BRIDGE_UUID")
	port := ir.Port{Name: p.link.Name, Span: v.entry.Span}
	if p.link.Bridge == nil { // a bridge's own BRIDGING_OPTS are about itself
		r.portOptions(p, &port)
	}
	bridge.link.Bridge.Ports = append(bridge.link.Bridge.Ports, port)
}

// isPort reports whether the link is a port: then nobody applies addresses to
// it.
func (r *reader) isPort(p *profile) bool {
	return p.get("MASTER") != nil || p.get("BRIDGE") != nil || p.get("MASTER_UUID") != nil || p.get("BRIDGE_UUID") != nil
}
