package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var slbWithoutBalanceSLB = lint.Rule{
	ID:       "slb-without-balance-slb",
	Title:    "hashing by source address below a bridge still needs a group on the switch",
	Severity: diag.Warning,
	Category: lint.Bridges,
	Since:    "0.1",
	Sources:  []lint.Source{bridgeSolution(), howto("xmit_hash_policy, vlan+srcmac")},
	Covers:   []string{"F07"},
	Check:    checkSLBWithoutBalanceSLB,
}

func checkSLBWithoutBalanceSLB(p *lint.Pass) {
	for b := range bridgedIn(p, 1<<option.BalanceXOR) {
		value, at, known := b.value(option.XmitHashPolicy)
		if known && at != nil && value == bySource && !balancesSources(b.bond) {
			p.Report(halfSLB(p, b, at))
		}
	}
}

func halfSLB(p *lint.Pass, b *bridged, at *ir.Setting) lint.Finding {
	f := b.finding(fmt.Sprintf("%q sends by source address, but %q still needs a static group on the switch", at.Key, b.Name))
	f.Span = whole(at)
	f.Detail = "Sending each source through one port is half of source load balancing. The other half, to keep out what the switch floods back to the other ports, is done by NetworkManager alone and only when asked to; without it the switch has to group the ports."
	f.Fix = &lint.Fix{Message: "group the ports on the switch"}
	if b.via == target.NetworkManager {
		f.Fix = set(p, b.bond, option.BalanceSLB, option.Get(option.BalanceSLB).Values[1].Word, false)
		f.Fix.Message += ", or group the ports on the switch"
	}
	return f
}
