package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

func fomMode() lint.Rule {
	return lint.Rule{
		ID:       "fom-mode",
		Title:    "a policy for MAC addresses at failover is set outside active-backup",
		Severity: diag.Warning,
		Category: lint.MAC,
		Since:    "0.1",
		Sources: []lint.Source{
			driver("bond_main.c", "bond_check_params and bond_enslave"),
			howto(option.Get(option.FailOverMAC).Kernel),
			networkd("netdev/bond.c", "netdev_bond_fill_message_create"),
		},
		Covers: []string{"E01"},
		Check:  checkFOMMode,
	}
}

func checkFOMMode(p *lint.Pass) {
	for b := range bondsIn(p, option.AllModes&^option.OnlyAB) {
		value, at, known := b.value(option.FailOverMAC)
		if known && at != nil && value != option.Get(option.FailOverMAC).Default {
			p.Report(idlePolicy(b, at, value))
		}
	}
}

func idlePolicy(b *bond, at *ir.Setting, value string) lint.Finding {
	f := lint.Finding{
		Link:    b.Link,
		Span:    whole(at),
		Message: fmt.Sprintf("%q of %q has no effect in %s, only in %q", at.Key, b.Name, modeText(b), option.ActiveBackup.String()),
		Detail:  fmt.Sprintf("The kernel stores %q and does not look at it: all ports get the MAC address of the bond, as without the setting.", value),
		Fix:     drop(b.Link, at, true),
	}
	if b.writer(at) == target.NetworkdVia {
		f.Detail = "networkd does not even pass it on in this mode: all ports get the MAC address of the bond, as without the setting."
	}
	return f
}
