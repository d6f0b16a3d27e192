package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var rrOrBroadcastUnsuited = lint.Rule{
	ID:       "rr-or-broadcast-unsuited",
	Title:    "a mode for special purposes",
	Severity: diag.Info,
	Category: lint.Settings,
	Since:    "0.1",
	Sources:  []lint.Source{howto("chapters 11.2.1 and 12.1.1"), bridgeSolution()},
	Covers:   []string{"A28"},
	Check:    checkRRorBroadcastUnsuited,
}

func checkRRorBroadcastUnsuited(p *lint.Pass) {
	for b := range bondsIn(p, option.OnlyRR|1<<option.Broadcast) {
		if b.modeAt == nil || bridgeAbove(p.Host, b) != nil {
			continue // mode-implicit and bridge-rr-broadcast say more
		}
		f := lint.Finding{
			Link:    b.Link,
			Span:    whole(b.modeAt),
			Message: fmt.Sprintf("%s of %q puts the packets of one connection out of order", modeText(b), b.Name),
			Detail:  "They leave by all ports in turn and arrive as the links let them. TCP takes that for loss and sends again: one connection seldom gets more than the throughput of one link, and often less. The mode is for traffic that does not mind, between hosts that are wired for it.",
		}
		if b.mode == option.Broadcast {
			f.Message = fmt.Sprintf("%s of %q sends every frame on all ports", modeText(b), b.Name)
			f.Detail = "It adds no throughput, and everything arrives as often as there are ways to the receiver. The mode is for separate networks on which nothing may be lost even for the moment of a failover; for a spare link, active-backup does without the doubles."
		}
		p.Report(f)
	}
}
