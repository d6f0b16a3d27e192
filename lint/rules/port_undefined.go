package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var portUndefined = lint.Rule{
	ID:       "port-undefined",
	Title:    "a port is not defined",
	Severity: diag.Info,
	Category: lint.Ports,
	Since:    "0.1",
	Sources: []lint.Source{
		netplan("src/parse.c", "handle_bond_interfaces, \"must refer to already defined IDs\""),
		netplan("doc/netplan-yaml.md", "bonds, interfaces"),
		netplan("src/parse.c", "process_missing_ids (1.1)"),
	},
	Covers: []string{"D10"},
	Check:  checkPortUndefined,
}

func checkPortUndefined(p *lint.Pass) {
	if p.Absent() {
		return
	}
	for b := range bonds(p) {
		for i := range b.Bond.Ports {
			port := &b.Bond.Ports[i]
			if l := p.Host.Link(port.Name); l == nil || l.Implied {
				p.Report(undefinedPort(p, b, port))
			}
		}
	}
	if p.Host.Dialect() == "netplan" {
		for _, l := range p.Host.Links {
			reportUndefinedBelow(p, l)
		}
		reportUndefinedCosts(p)
	}
}

// reportUndefinedCosts looks for the costs and priorities of ports that are
// defined nowhere (src/parse.c, handle_bridge_path_cost; seen with 0.106 and 1.1.2).
func reportUndefinedCosts(p *lint.Pass) {
	for _, e := range p.Host.Entries {
		costs := strings.HasSuffix(e.Section, ".parameters.path-cost") || strings.HasSuffix(e.Section, ".parameters.port-priority")
		if costs && e.UsedBy == "" && p.Host.Link(e.Key) == nil {
			p.Report(lint.Finding{
				Severity: diag.Error, Link: p.Host.Link(e.Link), Span: e.KeySpan,
				Message: fmt.Sprintf("port %q of %q is not defined", e.Key, e.Link),
				Detail:  refusedWhole,
			})
		}
	}
}

// reportUndefinedBelow looks at what bridges and VLANs stand on, which netplan
// demands to be defined as well.
func reportUndefinedBelow(p *lint.Pass, l *ir.Link) {
	report := func(severity diag.Severity, name, what, detail string, span source.Span) {
		if below := p.Host.Link(name); below != nil && !below.Implied {
			return
		}
		p.Report(lint.Finding{
			Severity: severity, Link: l, Span: span,
			Message: fmt.Sprintf("%s %q of %q is not defined", what, name, l.Name),
			Detail:  detail,
		})
	}
	if l.Bridge != nil {
		for _, port := range l.Bridge.Ports {
			report(diag.Error, port.Name, "port", refusedWhole, port.Span)
		}
	}
	if l.VLAN != nil && l.VLAN.Link.Set {
		severity, detail := diag.Error, refusedWhole
		if p.Via(l) == target.NetworkManager && !p.Target.Netplan.Before("1.1") {
			if p.Target.Netplan.Known() {
				return
			}
			severity, detail = diag.Warning, "netplan before 1.1 refuses all of its files for that: none of the host's network is configured. From 1.1 on it leaves the parent of a VLAN to NetworkManager."
		}
		report(severity, l.VLAN.Link.Value, "the parent", detail, l.VLAN.Link.Span)
	}
}

const refusedWhole = "netplan refuses all of its files for that: none of the host's network is configured."

func undefinedPort(p *lint.Pass, b *bond, port *ir.Port) lint.Finding {
	f := lint.Finding{
		Link:    b.Link,
		Span:    port.Span,
		Message: fmt.Sprintf("port %q of %q is not defined", port.Name, b.Name),
		Detail:  "Nothing else is said about the port, which is enough if a device of that name exists. If none does, the bond runs without it.",
	}
	if p.Host.Dialect() == "netplan" {
		f.Severity = diag.Error
		f.Detail = refusedWhole
		f.Fix = &lint.Fix{Message: fmt.Sprintf("add %q below \"ethernets\"; an empty mapping ({}) is enough", port.Name)}
	}
	return f
}
