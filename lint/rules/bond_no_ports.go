package rules

import (
	"fmt"
	"slices"

	"github.com/bondc/bondc/ir"
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
		if len(b.Bond.Ports) == 0 && !portsUnknown(p.Host, b.Name) {
			p.Report(portless(b))
		}
	}
}

// portsUnknown reports whether the host names ports that cannot be told from the
// file: a list that cannot be computed, or one port's bond, which may be any.
func portsUnknown(h *ir.Host, bond string) bool {
	return slices.ContainsFunc(h.Entries, func(e *ir.Entry) bool {
		return e.Unknown && (e.Key == "MASTER" || e.Key == "ports" && e.Link == bond)
	})
}

func portless(b *bond) lint.Finding {
	return lint.Finding{
		Link:    b.Link,
		Message: fmt.Sprintf("%q has no ports", b.Name),
		Detail:  fmt.Sprintf("That is legal, but a bond without ports has no carrier: %q stays down until a port is attached by other means, and whatever waits for it waits in vain.", b.Name),
	}
}
