package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var portLoopback = lint.Rule{
	ID:       "port-loopback",
	Title:    "the loopback is a port of a bond",
	Severity: diag.Error,
	Category: lint.Ports,
	Since:    "0.1",
	Sources:  []lint.Source{driver("bond_main.c", "bond_enslave"), kernelTree("drivers/net/loopback.c", "gen_lo_setup")},
	Covers:   []string{"D20"},
	Check:    checkPortLoopback,
}

func checkPortLoopback(p *lint.Pass) {
	for b := range bonds(p) {
		for i := range b.Bond.Ports {
			if port := &b.Bond.Ports[i]; port.Name == "lo" {
				p.Report(loopback(b, port))
			}
		}
	}
}

func loopback(b *bond, port *ir.Port) lint.Finding {
	return lint.Finding{
		Link:    b.Link,
		Span:    port.Span,
		Message: fmt.Sprintf("\"lo\" is a port of %q", b.Name),
		Detail:  fmt.Sprintf("The loopback cannot be bonded: its type is not that of an Ethernet link. %q never has this port, and whatever takes the loopback down for it breaks the services of the host that talk to each other.", b.Name),
		Fix:     &lint.Fix{Message: "remove it from the ports", Changes: []ir.Change{{Kind: ir.DropKey, Link: b.Name, Span: port.Span}}},
	}
}
