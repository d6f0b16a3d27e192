package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var arpSingleTarget = lint.Rule{
	ID:       "arp-single-target",
	Title:    "the whole bond hangs on one ARP target",
	Severity: diag.Info,
	Category: lint.Monitoring,
	Since:    "0.1",
	Sources:  []lint.Source{howto("chapters 7.2 and 11.2.2")},
	Covers:   []string{"B12"},
	Check:    checkARPSingleTarget,
}

func checkARPSingleTarget(p *lint.Pass) {
	for b := range bondsIn(p, option.ARPCapable) {
		interval, _, known := b.number(option.ARPInterval)
		if !known || interval <= 0 {
			continue
		}
		var targets []string
		var last *ir.Setting
		for _, id := range []option.ID{option.ARPIPTarget, option.NSIP6Target} {
			value, at, ok := b.value(id)
			known = known && ok
			if at != nil && value != "" {
				targets, last = append(targets, strings.Split(value, ",")...), at
			}
		}
		if known && len(targets) == 1 {
			p.Report(oneTarget(b, last, targets[0]))
		}
	}
}

func oneTarget(b *bond, at *ir.Setting, target string) lint.Finding {
	return lint.Finding{
		Link:    b.Link,
		Span:    whole(at),
		Message: fmt.Sprintf("%q is the only target that %q probes", target, b.Name),
		Detail:  "When that host is restarted, or the way to it fails behind the switch, all ports look dead though their links work. The documentation of the driver advises several targets, and one at each switch where the ports lead to several.",
		Fix:     &lint.Fix{Message: "name a second host that is always up"},
	}
}
