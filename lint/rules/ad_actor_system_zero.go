package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var adActorSystemZero = lint.Rule{
	ID:       "ad-actor-system-zero",
	Title:    "zeros as the address of this system in LACP",
	Severity: diag.Info,
	Category: lint.LACP,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_options.c", "bond_option_ad_actor_system_set"),
		howto("chapter 3.7"),
		networkManager("src/core/devices/nm-device-bond.c", "set_bond_attr"),
	},
	Covers: []string{"C04"},
	Check:  checkADActorSystemZero,
}

func checkADActorSystemZero(p *lint.Pass) {
	for b := range bondsIn(p, option.OnlyLACP) {
		value, at, known := b.value(option.ADActorSystem)
		if !known || at == nil || value != zeroMAC {
			continue
		}
		f := lint.Finding{
			Link:    b.Link,
			Span:    whole(at),
			Message: fmt.Sprintf("%q of %q is all zeros, which means none", at.Key, b.Name),
			Detail:  "Today's kernels take it and use the address of the bond, as they do without the option. The documentation of the driver forbids it, older kernels refused it, and networkd still does.",
			Fix:     drop(b.Link, at, true),
		}
		if _, lost := option.Loses(applied(b.via), at.ID, value); lost {
			f.Detail = fmt.Sprintf("%s refuses zeros, logs a warning and ignores the line. The bond uses its own address, as it does without the option.", applier(b.via))
		}
		p.Report(f)
	}
}
