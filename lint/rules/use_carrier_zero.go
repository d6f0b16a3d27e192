package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var useCarrierZero = lint.Rule{
	ID:       "use-carrier-zero",
	Title:    "the driver is to ask drivers for the link by old means, which Linux 6.18 refuses",
	Severity: diag.Warning,
	Category: lint.Monitoring,
	Since:    "0.1",
	Sources: []lint.Source{
		howto("section 2, Bonding Driver Options"),
		{Document: &docUseCarrier},
	},
	Covers: []string{"B21", "K09"},
	Check:  checkUseCarrierZero,
}

func checkUseCarrierZero(p *lint.Pass) {
	t := running(p)
	for b := range bonds(p) {
		for s := range b.settings() {
			until := gone(s)
			if s.ID != option.UseCarrier || until == "" {
				continue
			}
			f := lint.Finding{
				Link:    b.Link,
				Span:    whole(s.Setting),
				Message: fmt.Sprintf("%q asks for a way to see a port's link that is obsolete, and that Linux %s refuses", s.Key, until),
				Detail:  "Before, the driver asks each network driver by MII or ethtool ioctls, which is slower and wrong with many of them. " + carrierRefused(s, b),
				Fix:     drop(b.Link, s.Setting, false),
			}
			f.Fix.Effect = "the bond sees the link of its ports as the network drivers report it"
			if t.Kernel.Known() && !t.Kernel.Before(until) {
				f.Severity = diag.Error
				f.Message = fmt.Sprintf("%q has a value that Linux %s refuses", s.Key, t.Kernel)
				f.Detail = carrierRefused(s, b)
				f.Fix.Safe = true
			}
			p.Report(f)
		}
	}
}

// gone returns the first kernel that refuses a value which older ones took.
func gone(s setting) string {
	for _, v := range s.row.Values {
		if v.Word == s.Value {
			return v.Until
		}
	}
	return ""
}

// carrierRefused says what becomes of the bond once the kernel refuses a value.
func carrierRefused(s setting, b *bond) string {
	if s.via == target.Module {
		return "From then on the driver does not load with the parameter: there is no bond."
	}
	return answer("EINVAL", s.via, b.Name)
}
