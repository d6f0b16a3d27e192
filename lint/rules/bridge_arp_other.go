package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var bridgeARPOther = lint.Rule{
	ID:       "bridge-arp-other",
	Title:    "a balancing bond below a bridge is monitored by ARP",
	Severity: diag.Warning,
	Category: lint.Bridges,
	Since:    "0.1",
	Sources:  []lint.Source{bridgeSolution(), bridgedGuests()},
	Covers:   []string{"F04"},
	Check:    checkBridgeARPOther,
}

func checkBridgeARPOther(p *lint.Pass) {
	for b := range bridgedIn(p, option.ARPCapable&^option.OnlyAB) {
		if n, at, known := b.number(option.ARPInterval); known && at != nil && n > 0 {
			f := b.finding(fmt.Sprintf("%q is monitored by ARP below bridge %q", b.Name, b.bridge.Name))
			f.Span = whole(at)
			f.Detail = fmt.Sprintf("In %s that works only while the switch treats the ports as one group. A switch that does not sends the probes back by the other ports, and the bridge looks for its guests there. Red Hat's guide says not to use it below a bridge at all.", modeText(b.bond))
			f.Fix = &lint.Fix{Message: fmt.Sprintf("monitor with %q instead", name(p, b.bond, option.MIIMon)), Changes: monitorByMII(b.bond)}
			p.Report(f)
		}
	}
}
