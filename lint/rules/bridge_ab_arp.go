package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

func bridgeABARP() lint.Rule {
	return lint.Rule{
		ID:       "bridge-ab-arp",
		Title:    "an active-backup bond below a bridge is monitored by ARP",
		Severity: diag.Error,
		Category: lint.Bridges,
		Since:    "0.1",
		Sources:  []lint.Source{bridgeSolution(), bridgedGuests()},
		Covers:   []string{"F03"},
		Check:    checkBridgeABARP,
	}
}

func checkBridgeABARP(p *lint.Pass) {
	for b := range bridgedIn(p, option.OnlyAB) {
		if n, at, known := b.number(option.ARPInterval); known && at != nil && n > 0 {
			p.Report(probesBelowBridge(p, b, at))
		}
	}
}

func probesBelowBridge(p *lint.Pass, b *bridged, at *ir.Setting) lint.Finding {
	f := b.finding(fmt.Sprintf("ARP monitoring of %q does not work below bridge %q", b.Name, b.bridge.Name))
	f.Span = whole(at)
	f.Detail = "Probes that the switch floods come back on the port that is not active, and the bridge then looks for its own guests there: they lose their connections."
	f.Fix = &lint.Fix{Message: fmt.Sprintf("monitor with %q instead", name(p, b.bond, option.MIIMon))}
	return f
}
