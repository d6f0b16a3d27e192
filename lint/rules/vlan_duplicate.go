package rules

import (
	"cmp"
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var vlanDuplicate = lint.Rule{
	ID:       "vlan-duplicate",
	Title:    "two VLANs have the same ID on the same link",
	Severity: diag.Error,
	Category: lint.VLANs,
	Since:    "0.1",
	Sources:  []lint.Source{kernelTree("net/8021q/vlan.c", "vlan_check_real_dev")},
	Covers:   []string{"G02"},
	Check:    checkVLANDuplicate,
}

// tag is what the kernel tells VLANs apart by.
type tag struct {
	parent, protocol string
	id               int
}

func checkVLANDuplicate(p *lint.Pass) {
	var first map[tag]*ir.Link
	for _, l := range p.Host.Links {
		if l.VLAN == nil || l.Implied || !l.VLAN.ID.Set || !l.VLAN.Link.Set {
			continue
		}
		t := tag{l.VLAN.Link.Value, cmp.Or(l.VLAN.Protocol.Value, "802.1q"), l.VLAN.ID.Value}
		switch other := first[t]; {
		case other == nil && first == nil:
			first = map[tag]*ir.Link{t: l}
		case other == nil:
			first[t] = l
		default:
			p.Report(lint.Finding{
				Link:    l,
				Span:    l.VLAN.ID.Span,
				Message: fmt.Sprintf("%q and %q are both VLAN %d on %q", other.Name, l.Name, t.id, t.parent),
				Detail:  "A link has each VLAN once: the kernel refuses the second one (EEXIST). Which of the two there is depends on the order at boot, and the addresses of the other one are nowhere.",
				Related: []diag.Related{{Message: fmt.Sprintf("%q has the ID here", other.Name), Span: other.VLAN.ID.Span}},
				Fix:     &lint.Fix{Message: "give one of them another ID, or put the addresses of both on one"},
			})
		}
	}
}
