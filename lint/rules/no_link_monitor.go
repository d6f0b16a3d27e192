package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var noLinkMonitor = lint.Rule{
	ID:       "no-link-monitor",
	Title:    "a bond has no link monitor",
	Severity: diag.Error,
	Category: lint.Monitoring,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_main.c", "module parameter miimon, 0 unless set"),
		howto("chapter 2 and FAQ 5"),
		nmBond("the default of miimon, which is 100"),
	},
	Covers: []string{"B01"},
	Check:  checkNoLinkMonitor,
}

func checkNoLinkMonitor(p *lint.Pass) {
	for b := range bondsIn(p, option.ARPCapable) {
		if p.Absent() && len(b.Bond.Settings) == 0 {
			continue // the driver's parameters may stand in a file that is not here
		}
		mii, at, known := b.number(option.MIIMon)
		arp, _, also := b.number(option.ARPInterval)
		if known && also && mii <= 0 && arp <= 0 {
			p.Report(unmonitored(p, b, at))
		}
	}
}

func unmonitored(p *lint.Pass, b *bond, at *ir.Setting) lint.Finding {
	f := lint.Finding{
		Link: b.Link,
		Message: fmt.Sprintf("%q has no link monitor: neither %q nor %q is on",
			b.Name, name(p, b, option.MIIMon), name(p, b, option.ARPInterval)),
		Detail: fmt.Sprintf("In %s the driver watches nothing unless it is told to, and takes every port as up. When a cable, a port or a switch dies, %q goes on sending into it: failover never happens.",
			modeText(b), b.Name),
		Fix: set(p, b, option.MIIMon, "100", false),
	}
	if at != nil {
		f.Span = whole(at)
	}
	return f
}
