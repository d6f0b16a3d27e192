package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

func portInTwoBonds() lint.Rule {
	return lint.Rule{
		ID:       "port-in-two-bonds",
		Title:    "a link is a port of two bonds",
		Severity: diag.Error,
		Category: lint.Ports,
		Since:    "0.1",
		Sources: []lint.Source{
			driver("bond_main.c", "bond_enslave"),
			netplan("src/parse.c", "handle_bond_interfaces"),
		},
		Check: checkPortInTwoBonds,
	}
}

func checkPortInTwoBonds(p *lint.Pass) {
	type claim struct {
		bond *ir.Link
		port *ir.Port
	}
	first := map[string]claim{}
	for _, l := range p.Host.Links {
		if l.Bond == nil {
			continue
		}
		for i := range l.Bond.Ports {
			port := &l.Bond.Ports[i]
			if was, taken := first[port.Name]; !taken {
				first[port.Name] = claim{l, port}
			} else if was.bond.Name != l.Name {
				p.Report(twiceAPort(p, port, l, was.bond, was.port))
			}
		}
	}
}

func twiceAPort(p *lint.Pass, port *ir.Port, bond, other *ir.Link, first *ir.Port) lint.Finding {
	detail := fmt.Sprintf("A link has one owner: the kernel refuses the second one (EBUSY). Which of the two bonds gets %q depends on the order at boot, and the other one runs without it.", port.Name)
	if p.Host.Dialect() == "netplan" {
		detail = "netplan refuses all of its files for that: none of the host's network is configured."
	}
	return lint.Finding{
		Link:    bond,
		Span:    port.Span,
		Message: fmt.Sprintf("%q is a port of both %q and %q", port.Name, other.Name, bond.Name),
		Detail:  detail,
		Related: []diag.Related{{Message: fmt.Sprintf("%q claims it here", other.Name), Span: first.Span}},
		Fix:     &lint.Fix{Message: fmt.Sprintf("remove %q from one of them", port.Name)},
	}
}
