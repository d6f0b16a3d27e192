package rules

import (
	"fmt"
	"iter"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var netplanNMRefused = lint.Rule{
	ID:       "netplan-nm-refused",
	Title:    "netplan stops at what it cannot hand to NetworkManager",
	Severity: diag.Error,
	Category: lint.Netplan,
	Since:    "0.1",
	Dialects: []string{"netplan"},
	Sources: []lint.Source{
		netplan("src/nm.c", "_netplan_netdef_write_nm, write_nm_conf_access_point, write_routes_nm"),
	},
	Check: checkNetplanNMRefused,
}

// checkNetplanNMRefused reports what the generator for NetworkManager stops at:
// drivers, activation-mode other than "manual", routes that are not unicast, and
// ipv6-mtu, seen with netplan 0.106 and 1.1.2. Addresses' options have a rule of
// their own.
func checkNetplanNMRefused(p *lint.Pass) {
	if p.Host.Dialect() != "netplan" {
		return
	}
	for _, l := range p.Host.Links {
		if l.Kind == ir.Other || l.Implied || effect.Via(p.Host, l, p.Target) != target.NetworkManager {
			continue
		}
		for what, span := range refusedForNM(p.Host, l) {
			p.Report(lint.Finding{
				Link: l, Span: span,
				Message: fmt.Sprintf("%q has %s, which netplan refuses under NetworkManager", l.Name, what),
				Detail:  "netplan stops there with an error and configures no link at all, not this one and not the others. Remove it, or leave the link to networkd.",
			})
		}
	}
}

func refusedForNM(h *ir.Host, l *ir.Link) iter.Seq2[string, source.Span] {
	return func(yield func(string, source.Span) bool) {
		ok := true
		if l.Match.Driver.Set {
			ok = yield("a driver to match", l.Match.Driver.Span)
		}
		if a := l.Activation; ok && a.Set && a.Value == ir.Off {
			ok = yield("activation-mode \"off\"", a.Span)
		}
		for i := range l.Routes {
			if r := &l.Routes[i]; ok && r.Type != "" && r.Type != "unicast" {
				ok = yield(fmt.Sprintf("a route of type %q", r.Type), r.Span)
			}
		}
		for _, e := range h.Entries {
			if ok && e.Key == "ipv6-mtu" && e.Link == l.Name {
				ok = yield("ipv6-mtu", e.Span)
			}
		}
	}
}
