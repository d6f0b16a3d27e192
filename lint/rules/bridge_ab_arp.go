package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var bridgeABARP = lint.Rule{
	ID:       "bridge-ab-arp",
	Title:    "an active-backup bond below a bridge is monitored by ARP",
	Severity: diag.Error,
	Category: lint.Bridges,
	Since:    "0.1",
	Sources:  []lint.Source{bridgeSolution(), bridgedGuests()},
	Covers:   []string{"F03"},
	Check:    checkBridgeABARP,
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
	f.Fix = &lint.Fix{Message: fmt.Sprintf("monitor with %q instead", name(p, b.bond, option.MIIMon)), Changes: monitorByMII(b.bond)}
	return f
}

// monitorByMII takes the ARP monitor with all that belongs to it out of a bond,
// and turns the other one on.
func monitorByMII(b *bond) []ir.Change {
	var changes []ir.Change
	for i := range b.Bond.Settings {
		switch s := &b.Bond.Settings[i]; s.ID {
		case option.ARPInterval, option.ARPIPTarget, option.NSIP6Target, option.ARPValidate, option.ARPAllTargets, option.ARPMissedMax:
			changes = append(changes, drop(b.Link, s, false).Changes...)
		}
	}
	if mii, _, _ := b.number(option.MIIMon); mii <= 0 {
		changes = append(changes, ir.Change{Kind: ir.SetOption, Link: b.Name, Key: option.Get(option.MIIMon).Kernel, Value: "100"})
	}
	return changes
}
