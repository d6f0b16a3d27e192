package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var netplanOVSMode = lint.Rule{
	ID:       "netplan-ovs-mode",
	Title:    "the mode makes the bond one of Open vSwitch",
	Severity: diag.Info,
	Category: lint.Netplan,
	Since:    "0.1",
	Dialects: []string{"netplan"},
	Sources: []lint.Source{
		netplan("src/parse.c", "handle_bond_mode"),
	},
	Covers: []string{"J09"},
	Check:  checkNetplanOVSMode,
}

func checkNetplanOVSMode(p *lint.Pass) {
	for e := range netplanEntries(p, "mode") {
		if !inParameters(e) || e.Value != "balance-tcp" && e.Value != "balance-slb" {
			continue
		}
		p.Report(lint.Finding{
			Link: p.Host.Link(e.Link), Span: e.Span,
			Message: fmt.Sprintf("mode %q makes %q a bond of Open vSwitch", e.Value, e.Link),
			Detail:  "It is none of the kernel's modes. netplan takes it for the wish that Open vSwitch has the bond and its ports, without a word, and wants ovs-vsctl for it. The other parameters of the kernel's driver do nothing there.",
		})
	}
}
