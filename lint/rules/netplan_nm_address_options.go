package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var netplanNMAddressOptions = lint.Rule{
	ID:       "netplan-nm-address-options",
	Title:    "an address has options that netplan cannot hand to NetworkManager",
	Severity: diag.Error,
	Category: lint.Netplan,
	Since:    "0.1",
	Dialects: []string{"netplan"},
	Sources: []lint.Source{
		netplan("src/nm.c", "write_nm_conf_access_point"),
	},
	Check: checkNetplanNMAddressOptions,
}

// checkNetplanNMAddressOptions reports labels and lifetimes under NetworkManager:
// the generator stops there, seen with netplan 0.106 and 1.1.2.
func checkNetplanNMAddressOptions(p *lint.Pass) {
	if p.Host.Dialect() != "netplan" {
		return
	}
	for _, l := range p.Host.Links {
		if effect.Via(p.Host, l, p.Target) != target.NetworkManager {
			continue
		}
		for i := range l.Addresses {
			a := &l.Addresses[i]
			if a.Label == "" && a.Lifetime == "" {
				continue
			}
			p.Report(lint.Finding{
				Link: l, Span: a.Span,
				Message: fmt.Sprintf("%s has a label or lifetime, which netplan refuses under NetworkManager", a.Prefix),
				Detail:  "netplan stops there with an error and configures no link at all, not this one and not the others. Write the bare address, or leave the link to networkd.",
			})
		}
	}
}
