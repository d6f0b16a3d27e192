package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var vlanIDRange = lint.Rule{
	ID:       "vlan-id-range",
	Title:    "the ID of a VLAN is outside 0 to 4094",
	Severity: diag.Error,
	Category: lint.VLANs,
	Since:    "0.1",
	Sources: []lint.Source{
		kernelTree("net/8021q/vlan_netlink.c", "vlan_validate"),
		netplan("src/validation.c", "validate_netdef_grammar"),
	},
	Covers: []string{"G01"},
	Check:  checkVLANIDRange,
}

// mostVLAN is the highest ID; 4095 is reserved (seen with Linux 6.1: "8021q:
// Invalid VLAN id").
const mostVLAN = 4094

func checkVLANIDRange(p *lint.Pass) {
	for _, l := range p.Host.Links {
		if l.VLAN != nil && l.VLAN.ID.Set && (l.VLAN.ID.Value < 0 || l.VLAN.ID.Value > mostVLAN) {
			p.Report(noVLANID(p, l))
		}
	}
}

func noVLANID(p *lint.Pass, l *ir.Link) lint.Finding {
	f := lint.Finding{
		Link:    l,
		Span:    l.VLAN.ID.Span,
		Message: fmt.Sprintf("%q has the VLAN ID %d: it is a number from 0 to %d", l.Name, l.VLAN.ID.Value, mostVLAN),
		Detail:  fmt.Sprintf("The kernel refuses to create it: there will be no %q and none of its addresses.", l.Name),
		Fix:     &lint.Fix{Message: "write the ID that the switch has"},
	}
	switch {
	case p.Host.Dialect() == "netplan":
		f.Detail = refusedWhole
	case p.Via(l) == target.NetworkdVia:
		f.Detail = fmt.Sprintf("networkd ignores the line, and without an ID the VLAN: there will be no %q and none of its addresses.", l.Name)
	}
	return f
}
