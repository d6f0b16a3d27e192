package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var netplanGatewayNoAddress = lint.Rule{
	ID:       "netplan-gateway-no-address",
	Title:    "a gateway stands on a link without an address",
	Severity: diag.Warning,
	Category: lint.Netplan,
	Since:    "0.1",
	Dialects: []string{"netplan"},
	Sources: []lint.Source{
		netplan("doc/netplan-yaml.md", "gateway4, gateway6"),
	},
	Covers: []string{"H02"},
	Check:  checkNetplanGatewayNoAddress,
}

func checkNetplanGatewayNoAddress(p *lint.Pass) {
	for e := range netplanEntries(p, "gateway4", "gateway6") {
		l := p.Host.Link(e.Link)
		if l == nil || l.Kind == ir.Other || strings.Count(e.Section, ".") == 0 || e.UsedBy == "" {
			continue
		}
		v4 := e.Key == "gateway4"
		if slices.ContainsFunc(l.Addresses, func(a ir.Address) bool { return a.Prefix.Addr().Is4() == v4 }) {
			continue
		}
		p.Report(lint.Finding{
			Link: l, Span: e.Span,
			Message: fmt.Sprintf("%q has a %s, and no address of that family", l.Name, e.Key),
			Detail:  "netplan documents that the key needs \"addresses\". The kernel refuses a default route whose gateway it cannot reach, so that there is none until an address happens to fit. DHCP and router advertisements bring a gateway of their own.",
			Fix:     &lint.Fix{Message: fmt.Sprintf("add the address to %q, or remove %s", l.Name, e.Key)},
		})
	}
}
