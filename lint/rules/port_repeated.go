package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var portRepeated = lint.Rule{
	ID:       "port-repeated",
	Title:    "a bond names a port twice",
	Severity: diag.Warning,
	Category: lint.Ports,
	Since:    "0.1",
	Sources:  []lint.Source{driver("bond_main.c", "bond_enslave")},
	Check:    checkPortRepeated,
}

func checkPortRepeated(p *lint.Pass) {
	for _, l := range p.Host.Links {
		if l.Bond == nil || len(l.Bond.Ports) < 2 {
			continue
		}
		first := map[string]*ir.Port{}
		for i := range l.Bond.Ports {
			port := &l.Bond.Ports[i]
			if was := first[port.Name]; was != nil && was.Span != port.Span {
				p.Report(namedTwice(l, was, port))
			} else {
				first[port.Name] = port
			}
		}
	}
}

func namedTwice(l *ir.Link, first, second *ir.Port) lint.Finding {
	return lint.Finding{
		Link:    l,
		Span:    second.Span,
		Message: fmt.Sprintf("%q names its port %q twice", l.Name, second.Name),
		Detail:  "The second time changes nothing: the kernel refuses a port that is one already (EBUSY). Probably another port was meant, and the bond has one less than it should.",
		Related: []diag.Related{{Message: "it is named here already", Span: first.Span}},
		Fix:     &lint.Fix{Message: fmt.Sprintf("name the port that was meant, or remove the second %q", second.Name)},
	}
}
