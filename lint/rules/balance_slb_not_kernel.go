package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var balanceSLBNotKernel = lint.Rule{
	ID:       "balance-slb-not-kernel",
	Title:    "source load balancing is asked of somebody who does not know it",
	Severity: diag.Error,
	Category: lint.Settings,
	Since:    "0.1",
	Dialects: []string{"hcl"},
	Sources: []lint.Source{
		networkManager("src/core/nm-bond-manager.c", "the rules of nftables"),
		nmBond("the option and its documentation"),
	},
	Covers: []string{"F09"},
	Check:  checkBalanceSLBNotKernel,
}

func checkBalanceSLBNotKernel(p *lint.Pass) {
	for b := range bonds(p) {
		value, at, known := b.value(option.BalanceSLB)
		if !known || at == nil || !isOn(option.BalanceSLB, value) || b.via == target.NetworkManager {
			continue
		}
		f := lint.Finding{
			Link:    b.Link,
			Span:    whole(at),
			Message: fmt.Sprintf("%q of %q works under NetworkManager only", at.Key, b.Name),
			Detail:  "It is no option of the kernel: NetworkManager keeps out with nftables what the switch floods back to the other ports. Whoever else applies the bond leaves it out, and with plain switch ports frames come back and addresses flap.",
			Fix:     &lint.Fix{Message: "group the ports on the switch and remove the option, or let NetworkManager apply the bond"},
		}
		if p.Target.Via == target.Unset { // nobody has said who will
			f.Severity = diag.Info
			f.Fix.Message += " and lint with --via networkmanager"
		}
		p.Report(f)
	}
}
