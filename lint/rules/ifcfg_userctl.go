package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var ifcfgUserctl = lint.Rule{
	ID:       "ifcfg-userctl",
	Title:    "ordinary users may bring a bond or port up and down",
	Severity: diag.Info,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		initscripts("ifup", "USERCTL"),
		howto("section 3.2"),
	},
	Covers: []string{"O04"},
	Check:  checkIfcfgUserctl,
}

func checkIfcfgUserctl(p *lint.Pass) {
	for f := range ifcfgFiles(p.Host) {
		e := f.last("USERCTL")
		if e == nil || !isTrue(e.Value) || f.via(p) == target.NetworkManager {
			continue
		}
		if l := f.link(p.Host); l != nil && (l.Bond != nil || p.Host.BondOf(l.Name) != nil) {
			p.Report(lint.Finding{
				Link:    l,
				Span:    e.Span,
				Message: fmt.Sprintf("every user of the host may bring %q up and down", l.Name),
				Detail:  "With USERCTL=yes the initscripts let ordinary users do it by way of usernetctl. For a bond of a server that is hardly meant.",
				Fix:     f.setKey("USERCTL", "no", e.Span, false),
			})
		}
	}
}
