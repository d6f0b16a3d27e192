package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var bridgeRRBroadcast = lint.Rule{
	ID:       "bridge-rr-broadcast",
	Title:    "a bond below a bridge has a mode that is not recommended there",
	Severity: diag.Warning,
	Category: lint.Bridges,
	Since:    "0.1",
	Sources:  []lint.Source{bridgeSolution(), bridgedGuests()},
	Covers:   []string{"F02"},
	Check:    checkBridgeRRBroadcast,
}

func checkBridgeRRBroadcast(p *lint.Pass) {
	for b := range bridgedIn(p, 1<<option.BalanceRR|1<<option.Broadcast) {
		p.Report(spreadBelowBridge(b))
	}
}

func spreadBelowBridge(b *bridged) lint.Finding {
	f := b.finding(fmt.Sprintf("%s of %q is not recommended below bridge %q", modeText(b.bond), b.Name, b.bridge.Name))
	f.Detail = "Frames of one guest leave through several ports, and a switch that does not group them sees its address jump between them. Red Hat advises against it; its guide for virtual machines expects the connection to fail."
	f.Fix = &lint.Fix{Message: fmt.Sprintf("use %q or %q with the switch ports grouped", option.BalanceXOR.String(), option.LACP.String())}
	return f
}
