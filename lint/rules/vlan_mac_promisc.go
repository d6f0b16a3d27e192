package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var vlanMACPromisc = lint.Rule{
	ID:       "vlan-mac-promisc",
	Title:    "a VLAN on a bond has a hardware address of its own",
	Severity: diag.Info,
	Category: lint.VLANs,
	Since:    "0.1",
	Sources:  []lint.Source{howto("section 6")},
	Covers:   []string{"G06"},
	Check:    checkVLANMACPromisc,
}

func checkVLANMACPromisc(p *lint.Pass) {
	for _, l := range p.Host.Links {
		if l.VLAN == nil || l.Implied || !l.MAC.Set || !l.VLAN.Link.Set {
			continue
		}
		if bond := p.Host.Link(l.VLAN.Link.Value); bond != nil && bond.Bond != nil && bond.MAC.Value != l.MAC.Value {
			p.Report(ownTaggedAddress(l, bond))
		}
	}
}

func ownTaggedAddress(l, bond *ir.Link) lint.Finding {
	return lint.Finding{
		Link:    l,
		Span:    l.MAC.Span,
		Message: fmt.Sprintf("VLAN %q has the hardware address %s, and stands on %q", l.Name, l.MAC.Value, bond.Name),
		Detail:  fmt.Sprintf("It works, but %q has to listen for an address that is not its own, which may put its ports into promiscuous mode: the host then looks at all frames that arrive there.", bond.Name),
	}
}
