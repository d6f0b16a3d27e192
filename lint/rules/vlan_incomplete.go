package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var vlanIncomplete = lint.Rule{
	ID:       "vlan-incomplete",
	Title:    "a VLAN has no ID or no link below it",
	Severity: diag.Error,
	Category: lint.VLANs,
	Since:    "0.1",
	Sources: []lint.Source{
		netplan("src/validation.c", "validate_netdef_grammar"),
		initscripts("ifup", "the branch for VLAN"),
		kernelTree("net/8021q/vlan_netlink.c", "vlan_newlink"),
	},
	Covers: []string{"G07"},
	Check:  checkVLANIncomplete,
}

func checkVLANIncomplete(p *lint.Pass) {
	for _, l := range p.Host.Links {
		if l.VLAN == nil || l.Implied || l.VLAN.ID.Set && l.VLAN.Link.Set || unreadVLAN(p.Host, l) {
			continue
		}
		p.Report(halfVLAN(p, l))
	}
}

// unreadVLAN reports whether the link has keys of a VLAN with values that cannot
// be read: another finding says that.
func unreadVLAN(h *ir.Host, l *ir.Link) bool {
	for _, e := range h.Entries {
		if e.Link == l.Name && (e.UsedBy == "" || e.Unknown) {
			switch e.Key {
			case "VID", "VLAN_ID", "PHYSDEV", "DEVICE", "id", "link", "parent", "vlan_id":
				return true
			}
		}
	}
	return false
}

func halfVLAN(p *lint.Pass, l *ir.Link) lint.Finding {
	what := "the link that it stands on"
	switch {
	case l.VLAN.ID.Set:
	case l.VLAN.Link.Set:
		what = "its ID"
	default:
		what = "its ID and " + what
	}
	f := lint.Finding{
		Link:    l,
		Message: fmt.Sprintf("VLAN %q does not say %s", l.Name, what),
		Detail:  fmt.Sprintf("Nothing can create it like that: there will be no %q and none of its addresses.", l.Name),
		Fix:     &lint.Fix{Message: "say " + what},
	}
	switch p.Host.Dialect() {
	case "netplan":
		f.Detail = refusedWhole
	case "ifcfg":
		f.Detail = fmt.Sprintf("The initscripts give up on the file with an error in the boot log, and NetworkManager refuses the profile: there will be no %q and none of its addresses.", l.Name)
		f.Fix.Message += ", by PHYSDEV and VID"
	}
	return f
}
