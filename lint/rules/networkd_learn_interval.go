package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var networkdLearnInterval = lint.Rule{
	ID:       "networkd-learn-interval",
	Title:    "networkd never passes on LearnPacketIntervalSec",
	Severity: diag.Warning,
	Category: lint.Networkd,
	Since:    "0.1",
	Dialects: []string{"networkd"},
	Sources:  []lint.Source{networkd("netdev/bond.c", "netdev_bond_fill_message_create")},
	Covers:   []string{"M03"},
	Check:    checkNetworkdLearnInterval,
}

// checkNetworkdLearnInterval is about the modes that use the interval; for the
// others option-without-effect-in-mode says that it does nothing.
func checkNetworkdLearnInterval(p *lint.Pass) {
	if p.Host.Dialect() != "networkd" {
		return
	}
	for b := range bondsIn(p, option.TLBAndALB) {
		for s := range b.settings() {
			if s.ID != option.LPInterval || s.Value == s.row.Default {
				continue
			}
			p.Report(lint.Finding{
				Link: b.Link, Span: whole(s.Setting),
				Message: fmt.Sprintf("networkd never passes %q of %q to the kernel", s.Key, b.Name),
				Detail:  fmt.Sprintf("It sends the interval only beside an ARP interval, which mode %q refuses. The bond sends its learning packets every %s s, the kernel's default.", b.mode, s.row.Default),
				Fix:     drop(b.Link, s.Setting, true),
			})
		}
	}
}
