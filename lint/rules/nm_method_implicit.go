package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var nmMethodImplicit = lint.Rule{
	ID:       "nm-method-implicit",
	Title:    "a command gives a profile an address, and DHCP runs beside it",
	Severity: diag.Warning,
	Category: lint.NM,
	Since:    "0.1",
	Dialects: []string{"nmcli"},
	Sources: []lint.Source{
		networkManager("src/libnmc-setting/nm-meta-setting-desc.c", "the method that a new setting ipv4 begins with"),
	},
	Check: checkNMMethodImplicit,
}

// checkNMMethodImplicit is about profiles that the script makes: one that it only
// changes may have its method already. The word ip4 makes a profile static, the
// property ipv4.addresses does not (seen with nmcli 1.42.4 and 1.52.1).
func checkNMMethodImplicit(p *lint.Pass) {
	if p.Host.Dialect() != "nmcli" {
		return
	}
	main := mainProfiles(p)
	for _, l := range p.Host.Links {
		f := main[l.Name]
		if f == nil || l.IPv4.Method.Set || f.last("connection.type") == nil {
			continue
		}
		at := f.last("ipv4.addresses")
		if at == nil || at.Value == "" {
			continue
		}
		p.Report(lint.Finding{
			Link: l, Span: at.Span,
			Message: fmt.Sprintf("the profile %q has an address and no \"ipv4.method\": NetworkManager asks DHCP too", f.name),
			Detail: "A profile that nmcli makes has the method \"auto\". Where a DHCP server answers, the link gets a second address, and its routes and name servers; " +
				"where none does, the profile waits for one, and is not fully up until then.",
			Fix: &lint.Fix{
				Message: "set \"ipv4.method\" of \"" + f.name + "\" to manual, or to auto if DHCP is meant",
				Effect:  "the address is the only one",
				Changes: []ir.Change{{Kind: ir.SetKey, Link: l.Name, Key: "ipv4.method", Value: "manual", Span: at.Span}},
			},
		})
	}
}
