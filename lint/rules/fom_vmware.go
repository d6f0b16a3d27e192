package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var fomVMware = lint.Rule{
	ID:       "fom-vmware",
	Title:    "failover under VMware needs a switch that takes foreign MAC addresses",
	Severity: diag.Info,
	Category: lint.MAC,
	Since:    "0.1",
	Sources:  []lint.Source{vSphereSecurity(), howtoOptions(option.FailOverMAC)},
	Covers:   []string{"E03"},
	Check:    checkFOMVMware,
}

// vmwareMAC is the prefix of the addresses that VMware gives out by itself.
const vmwareMAC = "00:0c:29:"

func checkFOMVMware(p *lint.Pass) {
	for b := range bondsIn(p, option.OnlyAB) {
		if p.Absent() && len(b.Bond.Settings) == 0 {
			continue
		}
		value, at, known := b.value(option.FailOverMAC)
		if !known || value == followsPort {
			continue
		}
		why := hypervisor(p, b, "vmware", "VMware", vmwareMAC)
		if why == "" {
			continue
		}
		f := lint.Finding{
			Link:    b.Link,
			Message: fmt.Sprintf("%q sends by a port with the MAC address of another, which a VMware switch may drop", b.Name),
			Detail: fmt.Sprintf("%s While %q is %q, an address moves to another adapter at failover or is the same on all of them. A virtual switch whose security policy rejects \"MAC address changes\" or \"forged transmits\" drops such frames. Where it accepts them, failover works as it is.",
				why, name(p, b, option.FailOverMAC), value),
			Fix: &lint.Fix{Message: fmt.Sprintf("let the port group accept both, or set %q to %s", name(p, b, option.FailOverMAC), followsPort)},
		}
		if at != nil {
			f.Span = whole(at)
		}
		p.Report(f)
	}
}
