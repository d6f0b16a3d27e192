package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var fomWithMAC = lint.Rule{
	ID:       "fom-with-mac",
	Title:    "a bond has a MAC address of its own, and a policy that gives it another",
	Severity: diag.Warning,
	Category: lint.MAC,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_main.c", "bond_set_mac_address and bond_do_fail_over_mac"),
		howtoOptions(option.FailOverMAC),
	},
	Covers: []string{"E04"},
	Check:  checkFOMWithMAC,
}

func checkFOMWithMAC(p *lint.Pass) {
	for b := range bondsIn(p, option.OnlyAB) {
		value, at, known := b.value(option.FailOverMAC)
		if !known || at == nil || !b.MAC.Set || value == option.Get(option.FailOverMAC).Default {
			continue
		}
		// Who creates the bond with its address sets it before the policy counts,
		// and only the policy that follows the port replaces it after that.
		created := b.via == target.NetworkdVia || b.via == target.Netlink
		if value == followsPort || !created {
			p.Report(replacedMAC(p, b, at, value))
		}
	}
}

func replacedMAC(p *lint.Pass, b *bond, at *ir.Setting, policy string) lint.Finding {
	f := lint.Finding{
		Link:    b.Link,
		Span:    b.MAC.Span,
		Message: fmt.Sprintf("%q does not keep the MAC address %s, as %q is %q", b.Name, b.MAC.Value, at.Key, policy),
		Detail:  "While that policy is on, the driver answers \"done\" to whoever sets an address on the bond, and changes nothing.",
		Related: []diag.Related{{Message: "the policy", Span: whole(at)}},
		Fix: dropMAC(p, b.Link, fmt.Sprintf("remove the address, or %q", at.Key),
			fmt.Sprintf("nothing asks for an address on %q any more", b.Name)),
	}
	if policy == followsPort {
		f.Detail += " The bond has the address of whichever port is active. A DHCP reservation or a port security of the switch that knows the address which is written here does not match."
	}
	return f
}
