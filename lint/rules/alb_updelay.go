package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var albUpdelay = lint.Rule{
	ID:       "alb-updelay",
	Title:    "balance-alb gives traffic to a port before the switch forwards it",
	Severity: diag.Info,
	Category: lint.Monitoring,
	Since:    "0.1",
	Sources: []lint.Source{
		howto("balance-alb"),
		driver("bond_main.c", "bond_check_params"),
	},
	Covers: []string{"B19"},
	Check:  checkALBUpdelay,
}

func checkALBUpdelay(p *lint.Pass) {
	for b := range bondsIn(p, 1<<option.BalanceALB) {
		if p.Absent() && len(b.Bond.Settings) == 0 {
			continue
		}
		mii, _, known := b.number(option.MIIMon)
		delay, at, also := b.number(option.UpDelay)
		if !known || mii <= 0 || !also || delay > 0 {
			continue
		}
		f := lint.Finding{
			Link:    b.Link,
			Span:    b.place(option.ModeOpt),
			Message: fmt.Sprintf("%q uses a port as soon as it has a link, as %q is 0", b.Name, name(p, b, option.UpDelay)),
			Detail:  "When a port comes up, this mode tells some of the peers by ARP to send to it. A switch that runs a spanning tree does not forward for up to 30 seconds after the link is up, and drops that: those peers are cut off until the next round. The delay has to be at least as long as the switch needs; on ports that forward at once (edge ports, PortFast) 0 is right.",
			Fix:     &lint.Fix{Message: fmt.Sprintf("set %q to the time that the switch needs, in multiples of %q", name(p, b, option.UpDelay), name(p, b, option.MIIMon))},
		}
		if at != nil {
			f.Span = whole(at)
		}
		p.Report(f)
	}
}
