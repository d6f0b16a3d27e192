package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var bridgeABFailover = lint.Rule{
	ID:       "bridge-ab-failover",
	Title:    "guests behind an active-backup bond notice a failover",
	Severity: diag.Info,
	Category: lint.Bridges,
	Since:    "0.1",
	Sources:  []lint.Source{bridgeSolution()},
	Covers:   []string{"F05"},
	Check:    checkBridgeABFailover,
}

func checkBridgeABFailover(p *lint.Pass) {
	for b := range bridgedIn(p, option.OnlyAB) {
		f := b.finding(fmt.Sprintf("guests behind bridge %q lose their connections for a while when %q changes its port", b.bridge.Name, b.Name))
		f.Detail = "The bond announces the host's own addresses at the new port, and not those of guests: the switch sends their frames to the old one until they send something themselves or its table runs out, some minutes on most switches. For guests that only listen that is an outage."
		p.Report(f)
	}
}
