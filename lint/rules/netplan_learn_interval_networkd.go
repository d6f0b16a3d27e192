package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var netplanLearnIntervalNetworkd = lint.Rule{
	ID:       "netplan-learn-interval-networkd",
	Title:    "networkd never sets the interval of learning packets",
	Severity: diag.Warning,
	Category: lint.Netplan,
	Since:    "0.1",
	Dialects: []string{"netplan"},
	Sources: []lint.Source{
		networkd("netdev/bond.c", "netdev_bond_fill_message_create"),
	},
	Covers: []string{"J05"},
	Check:  checkNetplanLearnIntervalNetworkd,
}

func checkNetplanLearnIntervalNetworkd(p *lint.Pass) {
	for b, s := range netplanParameters(p) {
		if s.ID != option.LPInterval || s.via != target.NetworkdVia || !b.sure || s.Value == s.row.Default {
			continue
		}
		p.Report(lint.Finding{
			Link: b.Link, Span: whole(s.Setting),
			Message: fmt.Sprintf("networkd never passes %q of %q to the kernel", s.Key, b.Name),
			Detail:  fmt.Sprintf("It sends the interval only beside an ARP interval, which mode %q refuses. The bond sends its learning packets every %s s, the kernel's default.", b.mode, s.row.Default),
			Fix:     &lint.Fix{Message: "remove the line, or let NetworkManager apply the bond (renderer: NetworkManager)"},
		})
	}
}
