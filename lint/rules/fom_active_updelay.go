package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var fomActiveUpdelay = lint.Rule{
	ID:       "fom-active-updelay",
	Title:    "the MAC follows the active port and a new port is used at once",
	Severity: diag.Info,
	Category: lint.Monitoring,
	Since:    "0.1",
	Sources:  []lint.Source{howtoOptions(option.FailOverMAC)},
	Covers:   []string{"B20"},
	Check:    checkFOMActiveUpdelay,
}

func checkFOMActiveUpdelay(p *lint.Pass) {
	for b := range bonds(p) {
		if !b.sure || b.mode != option.ActiveBackup {
			continue
		}
		fom, at, ok := b.value(option.FailOverMAC)
		mii, _, known := b.number(option.MIIMon)
		delay, _, also := b.number(option.UpDelay)
		if !ok || at == nil || !option.Same(option.FailOverMAC, fom, "active") || !known || mii <= 0 || !also || delay > 0 {
			continue
		}
		p.Report(lint.Finding{
			Link:    b.Link,
			Span:    whole(at),
			Message: fmt.Sprintf("%q moves its MAC address to a port at once when that gets a link, as %q is 0", b.Name, name(p, b, option.UpDelay)),
			Detail:  "All peers learn the new address from one gratuitous ARP. A port that reports its link before it can pass frames loses it, and the peers send to the old address until their caches expire.",
			Fix:     &lint.Fix{Message: fmt.Sprintf("set %q to the time that the port and its switch need, in multiples of %q", name(p, b, option.UpDelay), name(p, b, option.MIIMon))},
		})
	}
}
