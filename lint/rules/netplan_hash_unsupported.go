package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var netplanHashUnsupported = lint.Rule{
	ID:       "netplan-hash-unsupported",
	Title:    "networkd does not know the hash policy",
	Severity: diag.Warning,
	Category: lint.Netplan,
	Since:    "0.1",
	Dialects: []string{"netplan"},
	Sources: []lint.Source{
		netplan("src/parse.c", "bond_params_handlers: the text is not checked"),
		networkd("netdev/bond.c", "bond_xmit_hash_policy_table"),
	},
	Covers: []string{"J06"},
	Check:  checkNetplanHashUnsupported,
}

func checkNetplanHashUnsupported(p *lint.Pass) {
	lostByNetworkd(p, option.XmitHashPolicy, func(b *bond, s setting, why string) {
		p.Report(lint.Finding{
			Link: b.Link, Span: whole(s.Setting),
			Message: fmt.Sprintf("%q of %q is lost: %s", s.Value, s.Key, why),
			Detail:  fmt.Sprintf("netplan passes the text on unread. %q spreads its traffic by %q, the kernel's default: all that goes to one neighbour takes one port.", b.Name, s.row.Default),
			Fix:     &lint.Fix{Message: "choose a policy that networkd knows, or let NetworkManager apply the bond (renderer: NetworkManager)"},
		})
	})
}
