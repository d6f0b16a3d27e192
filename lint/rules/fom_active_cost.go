package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var fomActiveCost = lint.Rule{
	ID:       "fom-active-cost",
	Title:    "all peers have to learn a new MAC address at each failover",
	Severity: diag.Info,
	Category: lint.MAC,
	Since:    "0.1",
	Sources:  []lint.Source{howtoOptions(option.FailOverMAC), virtualBoxTest()},
	Covers:   []string{"E07"},
	Check:    checkFOMActiveCost,
}

func checkFOMActiveCost(p *lint.Pass) {
	for b := range bondsIn(p, option.OnlyAB) {
		value, at, known := b.value(option.FailOverMAC)
		if !known || at == nil || value != followsPort {
			continue
		}
		p.Report(lint.Finding{
			Link:    b.Link,
			Span:    whole(at),
			Message: fmt.Sprintf("the MAC address of %q changes at each failover", b.Name),
			Detail:  "Every host that talks to it has to learn the new one, by a gratuitous ARP or neighbour advertisement of the bond. One that misses it goes on sending to the old address until its cache expires, and has no answer until then. Under the other policies only the switch has something to learn. Where the ports cannot share an address, there is no other way.",
		})
	}
}
