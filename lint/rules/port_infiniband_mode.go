package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var portInfinibandMode = lint.Rule{
	ID:       "port-infiniband-mode",
	Title:    "a bond of InfiniBand ports has another mode than active-backup",
	Severity: diag.Error,
	Category: lint.Ports,
	Since:    "0.1",
	Sources:  []lint.Source{driver("bond_main.c", "bond_enslave"), nmBond("verify")},
	Covers:   []string{"C10", "D07"},
	Check:    checkPortInfinibandMode,
}

func checkPortInfinibandMode(p *lint.Pass) {
	for b := range bonds(p) {
		if !b.sure || b.opaque || b.mode == option.ActiveBackup {
			continue
		}
		for _, port := range b.Bond.Ports {
			if l := p.Host.Link(port.Name); isIB(l) {
				p.Report(ibMode(p, b, l))
				break
			}
		}
	}
}

func ibMode(p *lint.Pass, b *bond, port *ir.Link) lint.Finding {
	return lint.Finding{
		Link:    b.Link,
		Span:    b.place(option.ModeOpt),
		Message: fmt.Sprintf("port %q of %q is of InfiniBand, which needs mode \"active-backup\" and not %s", port.Name, b.Name, modeText(b)),
		Detail:  fmt.Sprintf("The kernel attaches such a port in that mode only (EOPNOTSUPP in any other): %q stays without ports and has no carrier.", b.Name),
		Related: []diag.Related{{Message: "the port is declared here", Span: port.Span}},
		Fix:     set(p, b, option.ModeOpt, option.ActiveBackup.String(), false),
	}
}
