package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var netplanNMSettings = lint.Rule{
	ID:       "netplan-nm-settings",
	Title:    "settings for NetworkManager on a link that networkd applies",
	Severity: diag.Error,
	Category: lint.Netplan,
	Since:    "0.1",
	Dialects: []string{"netplan"},
	Sources: []lint.Source{
		netplan("src/validation.c", "validate_netdef_grammar, has_backend_settings_nm"),
	},
	Check: checkNetplanNMSettings,
}

// checkNetplanNMSettings reports links with keys below "networkmanager" that
// NetworkManager does not apply: netplan 1.1.2 refuses them (seen), 0.106 leaves
// them out without a word (seen).
func checkNetplanNMSettings(p *lint.Pass) {
	if p.Host.Dialect() != "netplan" {
		return
	}
	severity, detail := diag.Error, "netplan 1.1 and newer stop there with an error and configure no link at all, not this one and not the others; older ones leave the keys out."
	if p.Target.Netplan.Before("1.1") {
		severity, detail = diag.Warning, "Today's netplan leaves the keys out. From 1.1 on it stops there with an error and configures no link at all: the next upgrade of the system takes the host off the network."
	}
	said := map[string]bool{}
	for _, e := range p.Host.Entries {
		if !belowNetworkManager(e) || said[e.Link] {
			continue
		}
		l := p.Host.Link(e.Link)
		if l == nil || effect.Via(p.Host, l, p.Target) != target.NetworkdVia || p.Absent() && !l.Via.Set {
			continue // another file may name the renderer
		}
		said[e.Link] = true
		p.Report(lint.Finding{
			Severity: severity, Link: l, Span: e.KeySpan,
			Message: fmt.Sprintf("%q has settings for NetworkManager, and networkd applies it", l.Name),
			Detail:  detail,
			Fix:     &lint.Fix{Message: "remove the block \"networkmanager\", or let NetworkManager apply the link (renderer: NetworkManager)"},
		})
	}
}

// belowNetworkManager reports whether an entry stands in a block "networkmanager".
func belowNetworkManager(e *ir.Entry) bool {
	return strings.HasSuffix(e.Section, ".networkmanager") || strings.Contains(e.Section, ".networkmanager.")
}
