package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var portInfinibandFOM = lint.Rule{
	ID:       "port-infiniband-fom",
	Title:    "a bond of InfiniBand ports does not say that its address follows the active port",
	Severity: diag.Info,
	Category: lint.Ports,
	Since:    "0.1",
	Sources:  []lint.Source{driver("bond_main.c", "bond_enslave"), howto("section 2, Bonding Driver Options")},
	Covers:   []string{"D08"},
	Check:    checkPortInfinibandFOM,
}

func checkPortInfinibandFOM(p *lint.Pass) {
	active := option.Get(option.FailOverMAC).Values[1].Word
	for b := range bondsIn(p, option.OnlyAB) {
		policy, _, known := b.value(option.FailOverMAC)
		if !known || policy == active {
			continue
		}
		for _, port := range b.Bond.Ports {
			if l := p.Host.Link(port.Name); isIB(l) {
				p.Report(ibPolicy(p, b, l, active))
				break
			}
		}
	}
}

func ibPolicy(p *lint.Pass, b *bond, port *ir.Link, active string) lint.Finding {
	return lint.Finding{
		Link:    b.Link,
		Span:    b.place(option.FailOverMAC),
		Message: fmt.Sprintf("port %q of %q is of InfiniBand and cannot change its hardware address", port.Name, b.Name),
		Detail:  fmt.Sprintf("The kernel switches %q to %q by itself if such a port is the first one, and refuses it if it comes later.", name(p, b, option.FailOverMAC), active),
		Related: []diag.Related{{Message: "the port is declared here", Span: port.Span}},
		Fix:     set(p, b, option.FailOverMAC, active, false),
	}
}
