package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var vlanOnPort = lint.Rule{
	ID:       "vlan-on-port",
	Title:    "a VLAN stands on a port of a bond",
	Severity: diag.Warning,
	Category: lint.VLANs,
	Since:    "0.1",
	Sources:  []lint.Source{howto("sections 6 and 8.1"), kernelTree("net/core/dev.c", "__netif_receive_skb_core")},
	Covers:   []string{"G03"},
	Check:    checkVLANOnPort,
}

func checkVLANOnPort(p *lint.Pass) {
	for _, l := range p.Host.Links {
		if l.VLAN == nil || l.Implied || !l.VLAN.Link.Set {
			continue
		}
		if bond := p.Host.BondOf(l.VLAN.Link.Value); bond != nil {
			p.Report(besideBond(p, l, bond))
		}
	}
}

func besideBond(p *lint.Pass, l, bond *ir.Link) lint.Finding {
	parent := l.VLAN.Link
	f := lint.Finding{
		Link:    l,
		Span:    parent.Span,
		Message: fmt.Sprintf("VLAN %q stands on %q, which is a port of %q", l.Name, parent.Value, bond.Name),
		Detail:  fmt.Sprintf("Its frames go around the bond: when %q loses its link, %q is gone, whatever the other ports do. In modes that let the switch see one address on several ports, its answers may come in by another port and never reach it.", parent.Value, l.Name),
		Fix:     &lint.Fix{Message: fmt.Sprintf("put it on %q", bond.Name)},
	}
	if key := map[string]string{"netplan": "link", "hcl": "link"}[p.Host.Dialect()]; key != "" {
		f.Fix.Changes = []ir.Change{{Kind: ir.SetKey, Link: l.Name, Key: key, Value: bond.Name, Span: parent.Span}}
	}
	return f
}
