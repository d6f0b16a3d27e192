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

// bondPort attaches a link to the bond that MASTER names.
func (r *reader) bondPort(p *profile) {
	v := p.first("MASTER", "MASTER_UUID")
	switch {
	case v == nil:
		p.get("SLAVE").spare(diag.Behaviour, "there is no MASTER, so it has no effect")
		return
	case !r.enslaved(p):
		r.halfPort(p, v)
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

// halfPort says of a link with MASTER that it is no port all the same.
func (r *reader) halfPort(p *profile, master *variable) {
	r.named(master, ir.BondKind)
	master.spare(diag.Behaviour, "initscripts want SLAVE=yes beside it")
	master.entry.Advice = fmt.Sprintf("Today they bring %q up as an ordinary interface, and %q runs without it.", p.link.Name, master.value())
	reason := "it says that the link is no port"
	if p.yes("SLAVE") {
		reason = "initscripts before RHEL 8 know the word yes alone, in lower case"
	}
	p.get("SLAVE").spare(diag.Behaviour, reason)
}

// enslaved reports whether MASTER makes the link a port. NetworkManager does
// not look at SLAVE (nms-ifcfg-rh-reader.c, check_if_bond_port), and MASTER_UUID
// is a key of its own. initscripts bring the link up as an ordinary one
// without SLAVE (ifup-eth); those of RHEL 5 to 7 compare it with "yes", later
// ones take every word for it (facts/dialects.md 2.2).
func (r *reader) enslaved(p *profile) bool {
	v := p.get("SLAVE")
	switch {
	case p.nm, p.get("MASTER_UUID") != nil:
		return true
	case v == nil:
		return p.has("SLAVE") // to what only a shell can tell
	case r.oldScripts():
		return v.value() == "yes"
	}
	is, _ := truth(v.value())
	return is
}

// oldScripts reports whether the host is known to run initscripts from before
// RHEL 8.
func (r *reader) oldScripts() bool {
	switch r.host.Evidence.Release {
	case "rhel-5", "rhel-6", "rhel-7":
		return true
	}
	return false
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
	return p.first("BRIDGE", "BRIDGE_UUID") != nil || (p.first("MASTER", "MASTER_UUID") != nil && r.enslaved(p))
}
