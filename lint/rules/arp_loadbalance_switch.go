package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var arpLoadbalanceSwitch = lint.Rule{
	ID:       "arp-loadbalance-switch",
	Title:    "ARP monitoring of a group depends on how the switch spreads the replies",
	Severity: diag.Info,
	Category: lint.Monitoring,
	Since:    "0.1",
	Sources:  []lint.Source{howtoOptions(option.ARPInterval)},
	Covers:   []string{"B22"},
	Check:    checkARPLoadbalanceSwitch,
}

func checkARPLoadbalanceSwitch(p *lint.Pass) {
	for b := range bondsIn(p, option.ARPCapable&^option.OnlyAB&^(1<<option.Broadcast)) {
		if n, at, known := b.number(option.ARPInterval); known && at != nil && n > 0 {
			p.Report(unevenReplies(b, at))
		}
	}
}

func unevenReplies(b *bond, at *ir.Setting) lint.Finding {
	return lint.Finding{
		Link:    b.Link,
		Span:    whole(at),
		Message: fmt.Sprintf("ARP monitoring of %q in %s wants a switch that spreads the replies over all ports", b.Name, modeText(b)),
		Detail:  "A switch that chooses the port by addresses sends all replies of a target down one port, and the others, which hear nothing, are taken for dead.",
		Fix:     &lint.Fix{Message: "set the switch to round robin, or watch the links with the MII monitor"},
	}
}
