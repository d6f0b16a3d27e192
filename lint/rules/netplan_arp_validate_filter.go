package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var netplanArpValidateFilter = lint.Rule{
	ID:       "netplan-arp-validate-filter",
	Title:    "networkd does not know the kind of ARP validation",
	Severity: diag.Warning,
	Category: lint.Netplan,
	Since:    "0.1",
	Dialects: []string{"netplan"},
	Sources: []lint.Source{
		netplan("src/parse.c", "bond_params_handlers: the text is not checked"),
		networkd("netdev/bond.c", "bond_arp_validate_table"),
	},
	Covers: []string{"J07"},
	Check:  checkNetplanArpValidateFilter,
}

func checkNetplanArpValidateFilter(p *lint.Pass) {
	lostByNetworkd(p, option.ARPValidate, func(b *bond, s setting, why string) {
		p.Report(lint.Finding{
			Link: b.Link, Span: whole(s.Setting),
			Message: fmt.Sprintf("%q of %q is lost: %s", s.Value, s.Key, why),
			Detail:  fmt.Sprintf("netplan passes the text on unread. %q takes any frame for a sign of life: a port behind which nobody answers may look alive.", b.Name),
			Fix:     &lint.Fix{Message: "use none, active, backup or all, or let NetworkManager apply the bond (renderer: NetworkManager)"},
		})
	})
}
