package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var bridgeTLBALB = lint.Rule{
	ID:       "bridge-tlb-alb",
	Title:    "a bond below a bridge has a mode that rewrites addresses",
	Severity: diag.Error,
	Category: lint.Bridges,
	Since:    "0.1",
	Sources:  []lint.Source{bridgeSolution(), bridgedGuests()},
	Covers:   []string{"F01"},
	Check:    checkBridgeTLBALB,
}

func checkBridgeTLBALB(p *lint.Pass) {
	for b := range bridgedIn(p, option.TLBAndALB) {
		p.Report(rewritingBelowBridge(b))
	}
}

func rewritingBelowBridge(b *bridged) lint.Finding {
	f := b.finding(fmt.Sprintf("mode %q of %q does not work below bridge %q", b.mode.String(), b.Name, b.bridge.Name))
	f.Detail = "This mode puts the addresses of its ports into the frames that it sends. Guests behind the bridge have addresses of their own: answers to them come back to the wrong address, the bridge learns its own guests outside, and they lose packets or are cut off."
	f.Fix = &lint.Fix{Message: fmt.Sprintf("use %q or %q with the switch ports grouped, or %q with MII monitoring",
		option.BalanceXOR.String(), option.LACP.String(), option.ActiveBackup.String())}
	return f
}
