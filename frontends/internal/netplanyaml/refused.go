package netplanyaml

import (
	"slices"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

// checkDefinitions reports what netplan refuses in definitions once all files are
// read, and what no rule can see because the model has no place for it.
func (r *Reader) checkDefinitions() {
	var above map[string][]*def
	functions := map[string]bool{}
	for _, d := range r.order {
		if len(d.below) > 0 && d.device.section == "ethernets" {
			functions[d.below[len(d.below)-1].id] = true
		}
		if d.notes.Value && above == nil {
			above = r.controllers()
		}
	}
	for _, d := range r.order {
		r.checkDefinition(d, functions[d.id], above[d.id])
	}
}

// checkDefinition looks at one definition: whether others are virtual functions of
// it, and which have it as a port, if that matters to any.
func (r *Reader) checkDefinition(d *def, functions bool, above []*def) {
	if !d.faulty {
		r.checkSection(d)
	}
	if d.setName.Set && !d.matches.Set {
		r.report(diag.Diagnostic{
			Code: diag.BadValue, Severity: diag.Error, Span: d.setName.Span, Link: d.name(),
			Message: "\"set-name\" needs \"match\" to say which device gets the name",
			Detail:  "Add \"match: {macaddress: ...}\" with the permanent address of the device. " + refuses,
		})
	}
	if d.token.Set && d.generation.Set {
		r.refused(d, d.token.Span, "has an ipv6-address-token and an ipv6-address-generation, which exclude each other")
	}
	if d.rebind.Value && !d.functions && !functions {
		r.refused(d, d.rebind.Span, "waits for virtual functions, and has neither a virtual-function-count nor a link that is one of them")
	}
	// openvswitch.c, write_ovs_additional_data
	if d.notes.Value && !d.switched && !slices.ContainsFunc(above, func(up *def) bool { return up.switched }) {
		r.refused(d, d.notes.Span, "has notes for Open vSwitch, and stands in none of its bridges and bonds")
	}
	if d.word.Set && r.surely(d) == target.NetworkdVia && d.word.Value != "permanent" && d.word.Value != "random" {
		r.refused(d, d.word.Span, "has the MAC address %q, which netplan takes under NetworkManager only", d.word.Value)
	}
	if !r.host.Partial {
		r.checkBelow(d)
	}
}

// checkSection is checkDefinition for a link of a kind that the model has no
// place for.
func (r *Reader) checkSection(d *def) {
	switch d.device.section {
	case "tunnels":
		r.checkTunnel(d)
	case "wifis":
		r.checkWifi(d)
	case "modems":
		if r.surely(d) == target.NetworkdVia {
			r.refused(d, d.link.Span, "is a modem, which netplan takes under NetworkManager only")
		}
	case "vrfs":
		r.checkVRF(d)
	case "virtual-ethernets":
		r.checkPeer(d)
	case "nm-devices":
		if !d.typed {
			r.refused(d, d.link.Span, "does not say its \"connection.type\" in \"networkmanager: {passthrough: ...}\"")
		}
	}
}

// surely returns who applies a definition, Unset where the files say it by
// silence only, and a file that is not there or the host speaks against that.
func (r *Reader) surely(d *def) target.Via {
	if via := firstSet(d.via, d.typeVia, r.via); via.Set {
		return via.Value
	}
	if r.host.Partial || r.host.Evidence.Via == target.NetworkManager {
		return target.Unset
	}
	return target.NetworkdVia
}

// checkVRF wants the routing table (validation.c, validate_netdef_grammar), and
// no other one in the routes (adopt_and_validate_vrf_routes).
func (r *Reader) checkVRF(d *def) {
	if !d.table.Set {
		r.refused(d, d.link.Span, "has no table")
		return
	}
	for i := range d.link.Routes {
		if other := d.link.Routes[i].Table; other.Value != 0 && other.Value != d.table.Value {
			r.refused(d, other.Span, "has a route in the table %d, and is the VRF of the table %d", other.Value, d.table.Value)
		}
	}
}

// checkPeer wants the other end of a pair (seen with 1.1.2).
func (r *Reader) checkPeer(d *def) {
	if len(d.below) == 0 {
		r.refused(d, d.link.Span, "has no peer")
		return
	}
	last := d.below[len(d.below)-1]
	if last.id == d.id {
		r.refused(d, last.span, "is its own peer")
	}
	if peer := r.defs[last.id]; peer != nil && peer.device != d.device {
		r.refused(d, last.span, "has the peer %q, which is no virtual Ethernet device", short(last.id))
	}
}

// checkBelow wants every link that a definition names to be defined; of bonds,
// bridges and VLANs the rule port-undefined says so.
func (r *Reader) checkBelow(d *def) {
	for _, below := range d.below {
		if r.defs[below.id] == nil {
			r.refused(d, below.span, "names %q, which no file defines", short(below.id))
		}
	}
}
