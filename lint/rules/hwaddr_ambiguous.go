package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var hwaddrAmbiguous = lint.Rule{
	ID:       "hwaddr-ambiguous",
	Title:    "a hardware address belongs to two links",
	Severity: diag.Error,
	Category: lint.MAC,
	Since:    "0.1",
	Sources: []lint.Source{
		initscriptsRoot("doc/sysconfig.txt", "HWADDR, MACADDR"),
		driver("bond_main.c", "bond_enslave"),
		netplan("doc/netplan-yaml.md", "match, macaddress"),
	},
	Covers: []string{"R03"},
	Check:  checkHwaddrAmbiguous,
}

func checkHwaddrAmbiguous(p *lint.Pass) {
	for i, l := range p.Host.Links {
		mac := l.Match.PermanentMAC
		if !mac.Set || l.Kind == ir.Other {
			continue
		}
		for _, other := range p.Host.Links[:i] {
			if other.Match.PermanentMAC.Value == mac.Value && other.Kind != ir.Other {
				p.Report(oneDevice(l, other))
				break
			}
		}
		// netplan and NetworkManager match the permanent address, which the bond
		// does not change (netplan src/networkd.c, append_match_section).
		if bond := p.Host.BondOf(l.Name); bond != nil && bond.MAC.Value == mac.Value && p.Via(l) == target.Initscripts {
			p.Report(lendsAddress(l, bond))
		}
	}
}

func oneDevice(l, other *ir.Link) lint.Finding {
	return lint.Finding{
		Link:    l,
		Span:    l.Match.PermanentMAC.Span,
		Message: fmt.Sprintf("%q and %q are both the device with the address %s", other.Name, l.Name, l.Match.PermanentMAC.Value),
		Detail:  "A device has one name. Which of the two files it gets depends on the order at boot; the other link does not come up, and a bond that counts on both runs with one.",
		Related: []diag.Related{{Message: fmt.Sprintf("%q has it here", other.Name), Span: other.Match.PermanentMAC.Span}},
		Fix:     &lint.Fix{Message: "write the address of its own device, as printed on the card or by ethtool -P"},
	}
}

func lendsAddress(l, bond *ir.Link) lint.Finding {
	return lint.Finding{
		Severity: diag.Warning,
		Link:     l,
		Span:     l.Match.PermanentMAC.Span,
		Message:  fmt.Sprintf("%q is found by the address %s, which is also that of %q", l.Name, l.Match.PermanentMAC.Value, bond.Name),
		Detail:   fmt.Sprintf("Once %q is up, all of its ports and the bond itself have this address: whoever looks for the device by it then, to bring the port up again, finds several, and may rename or take the wrong one.", bond.Name),
		Related:  []diag.Related{{Message: fmt.Sprintf("%q gets it here", bond.Name), Span: bond.MAC.Span}},
		Fix:      &lint.Fix{Message: fmt.Sprintf("give %q an address of its own, or leave it out: the kernel takes that of the first port", bond.Name)},
	}
}
