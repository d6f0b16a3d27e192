package rules

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var netplanGateway4 = lint.Rule{
	ID:       "netplan-gateway4",
	Title:    "the gateway is written in a deprecated way",
	Severity: diag.Warning,
	Category: lint.Netplan,
	Since:    "0.1",
	Dialects: []string{"netplan"},
	Sources: []lint.Source{
		netplan("src/parse.c", "handle_gateway4"),
		netplan("doc/netplan-yaml.md", "gateway4, gateway6 and routes"),
	},
	Covers: []string{"H01"},
	Check:  checkNetplanGateway4,
}

func checkNetplanGateway4(p *lint.Pass) {
	for _, e := range p.Host.Entries {
		if e.Dialect == "netplan" && isGateway(e) {
			p.Report(oldGateway(p, e))
		}
	}
}

func isGateway(e *ir.Entry) bool { return e.Key == "gateway4" || e.Key == "gateway6" }

func oldGateway(p *lint.Pass, e *ir.Entry) lint.Finding {
	return lint.Finding{
		Link:    p.Host.Link(e.Link),
		Span:    e.Span,
		Message: fmt.Sprintf("%q is deprecated", e.Key),
		Detail:  "netplan still understands it and prints a warning at each run. It can name one gateway only, has no metric and no table, and may go away.",
		Fix:     routeFix(p, e),
	}
}

// routeFix proposes the same gateway as a route: in the place of the key, or
// among the routes that the link has.
func routeFix(p *lint.Pass, e *ir.Entry) *lint.Fix {
	// Before 0.103 netplan does not know the word "default".
	to := "default"
	if p.Target.Netplan.Before("0.103") {
		to = "0.0.0.0/0"
		if e.Key == "gateway6" {
			to = `"::/0"`
		}
	}
	via := e.Value
	if strings.Contains(via, ":") {
		via = `"` + via + `"`
	}
	route := fmt.Sprintf("{to: %s, via: %s}", to, via)
	text := fmt.Sprintf("routes: [%s]", route)
	fix := &lint.Fix{Message: "write " + text, Safe: true}
	switch addr, err := netip.ParseAddr(e.Value); {
	case err != nil, addr.Is4() != (e.Key == "gateway4"), overridden(p.Host, e):
	case aloneWithRoutes(p.Host, e):
		fix.Changes = []ir.Change{{Kind: ir.Replace, Link: e.Link, Value: text, Span: e.Span}}
	default:
		fix.Changes = []ir.Change{
			{Kind: ir.AddItem, Link: e.Link, Key: "routes", Value: route},
			{Kind: ir.DropKey, Link: e.Link, Span: e.Span},
		}
	}
	return fix
}

// overridden reports whether the key is written for the link elsewhere too, in
// another file: of gateways the last one counts, of routes all do.
func overridden(h *ir.Host, gateway *ir.Entry) bool {
	for _, e := range h.Entries {
		if e != gateway && e.Dialect == gateway.Dialect && e.Link == gateway.Link && e.Key == gateway.Key {
			return true
		}
	}
	return false
}

// aloneWithRoutes reports whether no other key of the mapping writes routes.
func aloneWithRoutes(h *ir.Host, gateway *ir.Entry) bool {
	for _, e := range h.Entries {
		other := e != gateway && e.Dialect == gateway.Dialect && e.Link == gateway.Link
		if other && (isGateway(e) || e.Key == "routes" || strings.Contains(e.Section, "routes")) {
			return false
		}
	}
	return true
}
