package rules

import (
	"fmt"
	"strconv"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

// From which bare number on an interval looks as if another unit was meant:
// monitoring a link every few milliseconds, or every ten seconds and more, is
// what nobody wants. The limits are ours.
const (
	fewMilliseconds = 10
	manySeconds     = 10
)

var intervalUnit = lint.Rule{
	ID:       "interval-unit",
	Title:    "a time is probably meant in another unit",
	Severity: diag.Warning,
	Category: lint.Monitoring,
	Since:    "0.1",
	Dialects: []string{"netplan", "networkd"},
	Sources: []lint.Source{
		netplan("src/networkd.c", "write_bond_parameters"),
		networkd("netdev/netdev-gperf.gperf", "config_parse_sec"),
	},
	Covers: []string{"B23"},
	Check:  checkIntervalUnit,
}

func checkIntervalUnit(p *lint.Pass) {
	dialect := p.Host.Dialect()
	if dialect != "netplan" && dialect != "networkd" {
		return
	}
	for b := range bonds(p) {
		for s := range b.settings() {
			n, err := strconv.ParseInt(s.Raw, 10, 64)
			if err != nil && dialect == "networkd" && (s.ID == option.MIIMon || s.ID == option.ARPInterval) {
				checkLongInterval(p, b, s)
			}
			if err != nil || n <= 0 || s.row.Unit != option.Milliseconds {
				continue
			}
			switch {
			case dialect == "netplan" && n < fewMilliseconds && s.ID != option.PeerNotifDelay:
				p.Report(lint.Finding{
					Link:    b.Link,
					Span:    whole(s.Setting),
					Message: fmt.Sprintf("%s of %q is %d ms: netplan counts in milliseconds", s.Key, b.Name, n),
					Detail:  "If seconds were meant, the bond looks far too often or waits far too little. A suffix says it for every reader: ms or s.",
					Fix:     &lint.Fix{Message: fmt.Sprintf("write %ds if seconds are meant, %dms if not", n, n)},
				})
			case dialect == "networkd" && n >= manySeconds:
				p.Report(lint.Finding{
					Link:    b.Link,
					Span:    whole(s.Setting),
					Message: fmt.Sprintf("%s of %q is %d seconds: networkd counts in seconds", s.Key, b.Name, n),
					Detail:  "If milliseconds were meant, as everywhere else, the bond notices a dead link only after that time, or waits that long. A suffix says it for every reader: ms or s.",
					Fix:     &lint.Fix{Message: fmt.Sprintf("write %dms if milliseconds are meant, %ds if not", n, n)},
				})
			}
		}
	}
}

// checkLongInterval reports an interval of monitoring that is so long although
// its unit is written. A delay may be that long on purpose.
func checkLongInterval(p *lint.Pass, b *bond, s setting) {
	if ms, err := strconv.ParseInt(s.Value, 10, 64); err == nil && ms >= manySeconds*1000 {
		p.Report(lint.Finding{
			Link:    b.Link,
			Span:    whole(s.Setting),
			Message: fmt.Sprintf("%s of %q is %d seconds", s.Key, b.Name, ms/1000),
			Detail:  "For that long nobody looks at the links, and the bond sends into a dead one. All documentation of bonding counts in milliseconds: probably ms was meant.",
			Fix:     &lint.Fix{Message: fmt.Sprintf("write %dms if milliseconds are meant", ms/1000)},
		})
	}
}
