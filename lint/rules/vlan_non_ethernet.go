package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var vlanNonEthernet = lint.Rule{
	ID:       "vlan-non-ethernet",
	Title:    "a VLAN stands on a bond of InfiniBand ports",
	Severity: diag.Error,
	Category: lint.VLANs,
	Since:    "0.1",
	Sources:  []lint.Source{kernelTree("net/8021q/vlan.c", "vlan_check_real_dev")},
	Covers:   []string{"G05"},
	Check:    checkVLANNonEthernet,
}

func checkVLANNonEthernet(p *lint.Pass) {
	for _, l := range p.Host.Links {
		if l.VLAN == nil || l.Implied || !l.VLAN.Link.Set {
			continue
		}
		parent := p.Host.Link(l.VLAN.Link.Value)
		if parent == nil || parent.Bond == nil {
			continue
		}
		for _, port := range parent.Bond.Ports {
			if below := p.Host.Link(port.Name); isIB(below) {
				p.Report(taggedIB(l, parent, below))
				break
			}
		}
	}
}

func taggedIB(l, parent, port *ir.Link) lint.Finding {
	return lint.Finding{
		Link:    l,
		Span:    l.VLAN.Link.Span,
		Message: fmt.Sprintf("VLAN %q stands on %q, whose port %q is of InfiniBand", l.Name, parent.Name, port.Name),
		Detail:  fmt.Sprintf("InfiniBand has no tags, it has partitions: the kernel refuses the VLAN (EOPNOTSUPP), and there will be no %q and none of its addresses.", l.Name),
		Related: []diag.Related{{Message: "the port is declared here", Span: port.Span}},
		Fix:     &lint.Fix{Message: "bond partitions (PKEY) of the ports instead"},
	}
}
