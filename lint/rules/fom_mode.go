package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	model "github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var fomMode = lint.Rule{
	ID:       "fom-mode",
	Title:    "a policy for MAC addresses at failover is set outside active-backup",
	Severity: diag.Warning,
	Category: lint.MAC,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_main.c", "bond_check_params and bond_enslave"),
		howtoOptions(option.FailOverMAC),
		networkd("netdev/bond.c", "netdev_bond_fill_message_create"),
	},
	Covers: []string{"E01"},
	Check:  checkFOMMode,
}

func checkFOMMode(p *lint.Pass) {
	for b := range bonds(p) {
		for s, e := range b.inMode(p) {
			if s.ID == option.FailOverMAC && !noLoss(s) {
				p.Report(idlePolicy(b, s, e))
			}
		}
	}
}

func idlePolicy(b *bond, at setting, e *effect.Event) lint.Finding {
	f := lint.Finding{
		Link:    b.Link,
		Span:    whole(at.Setting),
		Message: fmt.Sprintf("%q of %q has no effect in %s, only in %q", at.Key, b.Name, modeText(b), option.ActiveBackup.String()),
		Detail:  fmt.Sprintf("The kernel stores %q and does not look at it: all ports get the MAC address of the bond, as without the setting.", at.Value),
		Fix:     drop(b.Link, at.Setting, true),
	}
	if e.Kind == model.NotSent {
		f.Detail = "networkd does not even pass it on in this mode: all ports get the MAC address of the bond, as without the setting."
	}
	return f
}
