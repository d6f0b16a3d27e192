package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var bridgeXORLACPSwitch = lint.Rule{
	ID:       "bridge-xor-lacp-switch",
	Title:    "a bond below a bridge needs its switch ports grouped",
	Severity: diag.Info,
	Category: lint.Bridges,
	Since:    "0.1",
	Sources:  []lint.Source{bridgeSolution(), switchTable()},
	Covers:   []string{"F06"},
	Check:    checkBridgeXORLACPSwitch,
}

func checkBridgeXORLACPSwitch(p *lint.Pass) {
	for b := range bridgedIn(p, 1<<option.BalanceXOR|option.OnlyLACP) {
		if !balancesSources(b.bond) {
			p.Report(groupBelowBridge(b))
		}
	}
}

func groupBelowBridge(b *bridged) lint.Finding {
	f := b.finding(fmt.Sprintf("%q below bridge %q needs its switch ports grouped", b.Name, b.bridge.Name))
	f.Detail = fmt.Sprintf("Mode %q is one of those recommended below a bridge. The switch must know that the ports belong together, or it sees the guests' addresses jump between them: %s.", b.mode.String(), switchNeeds(b.mode))
	return f
}
