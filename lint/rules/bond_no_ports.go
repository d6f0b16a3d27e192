package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var bondNoPorts = lint.Rule{
	ID:       "bond-no-ports",
	Title:    "a bond has no ports",
	Severity: diag.Warning,
	Category: lint.Ports,
	Since:    "0.1",
	Sources:  []lint.Source{driver("bond_main.c", "bond_set_carrier")},
	Covers:   []string{"D01"},
	Check:    checkBondNoPorts,
}

func checkBondNoPorts(p *lint.Pass) {
	if p.Absent() || p.Host.Dialect() == "modprobe" {
		return // the ports stand in files that are not here
	}
	for b := range bonds(p) {
		if len(b.Bond.Ports) == 0 {
			p.Report(portless(b))
		}
	}
}

func portless(b *bond) lint.Finding {
	return lint.Finding{
		Link:    b.Link,
		Message: fmt.Sprintf("%q has no ports", b.Name),
		Detail:  fmt.Sprintf("That is legal, but a bond without ports has no carrier: %q stays down until a port is attached by other means, and whatever waits for it waits in vain.", b.Name),
	}
}
