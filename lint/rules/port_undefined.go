package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

func portUndefined() lint.Rule {
	return lint.Rule{
		ID:       "port-undefined",
		Title:    "a port is not defined",
		Severity: diag.Info,
		Category: lint.Ports,
		Since:    "0.1",
		Sources: []lint.Source{
			netplan("src/parse.c", "handle_bond_interfaces, \"must refer to already defined IDs\""),
			netplan("doc/netplan-yaml.md", "bonds, interfaces"),
		},
		Check: checkPortUndefined,
	}
}

func checkPortUndefined(p *lint.Pass) {
	if p.Absent() {
		return
	}
	for b := range bonds(p) {
		for i := range b.Bond.Ports {
			port := &b.Bond.Ports[i]
			if l := p.Host.Link(port.Name); l == nil || l.Implied {
				p.Report(undefinedPort(p, b, port))
			}
		}
	}
}

func undefinedPort(p *lint.Pass, b *bond, port *ir.Port) lint.Finding {
	f := lint.Finding{
		Link:    b.Link,
		Span:    port.Span,
		Message: fmt.Sprintf("port %q of %q is not defined", port.Name, b.Name),
		Detail:  "Nothing else is said about the port, which is enough if a device of that name exists. If none does, the bond runs without it.",
	}
	if p.Host.Dialect() == "netplan" {
		f.Severity = diag.Error
		f.Detail = "netplan refuses all of its files for that: none of the host's network is configured."
		f.Fix = &lint.Fix{Message: fmt.Sprintf("add %q below \"ethernets\"; an empty mapping ({}) is enough", port.Name)}
	}
	return f
}
