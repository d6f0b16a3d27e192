package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var fomVirtualBox = lint.Rule{
	ID:       "fom-virtualbox",
	Title:    "failover does not work under VirtualBox with this MAC policy",
	Severity: diag.Warning,
	Category: lint.MAC,
	Since:    "0.1",
	Sources:  []lint.Source{virtualBoxTest(), howtoOptions(option.FailOverMAC)},
	Covers:   []string{"E02"},
	Check:    checkFOMVirtualBox,
}

const (
	// followsPort is the policy in which the bond takes the address of the
	// active port, so that no port ever sends with an address not its own.
	followsPort = "active"
	// virtualBoxMAC is the prefix of the addresses that VirtualBox gives out.
	virtualBoxMAC = "08:00:27:"
)

func checkFOMVirtualBox(p *lint.Pass) {
	for b := range bondsIn(p, option.OnlyAB) {
		if p.Absent() && len(b.Bond.Settings) == 0 {
			continue
		}
		value, at, known := b.value(option.FailOverMAC)
		if !known || value == followsPort {
			continue
		}
		if why := hypervisor(p, b, "virtualbox", "VirtualBox", virtualBoxMAC); why != "" {
			p.Report(stuckAddress(p, b, at, value, why))
		}
	}
}

func stuckAddress(p *lint.Pass, b *bond, at *ir.Setting, value, why string) lint.Finding {
	f := lint.Finding{
		Link:    b.Link,
		Message: fmt.Sprintf("failover of %q does not work under VirtualBox while %q is %q", b.Name, name(p, b, option.FailOverMAC), value),
		Detail: fmt.Sprintf("%s In such a guest a bond was seen to be cut off after a failover with this policy, in which an address moves to another adapter or is the same on all of them. With %q, in which the bond takes over the address of the port that is active, failover was seen to work.",
			why, followsPort),
		Fix: set(p, b, option.FailOverMAC, followsPort, false),
	}
	if at != nil {
		f.Span = whole(at)
	}
	return f
}
