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
		wicked("src/bonding.c", "ni_bonding_validate"),
	},
	Covers: []string{"B01"},
	Check:  checkNoLinkMonitor,
}

func checkNoLinkMonitor(p *lint.Pass) {
	if underWicked(p) {
		checkWicked(p)
		return
	}
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

// underWicked reports whether wicked reads the host's files.
func underWicked(p *lint.Pass) bool { return p.Host.Dialect() == "suse" }

// checkWicked is the rule under wicked, which wants a monitor written down in
// every mode and refuses the link otherwise (wicked src/bonding.c,
// ni_bonding_validate).
func checkWicked(p *lint.Pass) {
	for b := range bonds(p) {
		if b.unclear(option.MIIMon) || b.unclear(option.ARPInterval) || b.monitored(option.MIIMon) || b.monitored(option.ARPInterval) {
			continue
		}
		p.Report(lint.Finding{
			Link:    b.Link,
			Message: fmt.Sprintf("wicked refuses %q: neither %q nor %q is on", b.Name, name(p, b, option.MIIMon), name(p, b, option.ARPInterval)),
			Detail:  "It wants a link monitor in every mode, also where the kernel would turn one on by itself, and calls its absence insufficient. The bond does not come up, nor does anything that stands on it.",
			Fix:     set(p, b, option.MIIMon, "100", false),
		})
	}
}

// monitored reports whether an interval is written and above 0.
func (b *bond) monitored(id option.ID) bool {
	n, at, known := b.number(id)
	return at != nil && known && n > 0
}
