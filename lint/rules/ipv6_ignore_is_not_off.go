package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var ipv6IgnoreIsNotOff = lint.Rule{
	ID:       "ipv6-ignore-is-not-off",
	Title:    "the method \"ignore\" does not switch IPv6 off",
	Severity: diag.Info,
	Category: lint.Addressing,
	Since:    "0.1",
	Sources: []lint.Source{
		networkManager("src/libnm-core-impl/nm-setting-ip6-config.c", "method"),
		kernelTree("net/ipv6/addrconf.c", "addrconf_notify"),
	},
	Covers: []string{"H04"},
	Check:  checkIPv6IgnoreIsNotOff,
}

func checkIPv6IgnoreIsNotOff(p *lint.Pass) {
	for _, l := range p.Host.Links {
		port := p.Host.BondOf(l.Name) != nil || p.Host.BridgeOf(l.Name) != nil
		applies := p.Via(l) == target.NetworkManager || p.Host.Dialect() == "hcl"
		if l.IPv6.Method.Value != ir.MethodIgnore || port || !applies {
			continue
		}
		f := lint.Finding{
			Link:    l,
			Span:    l.IPv6.Method.Span,
			Message: fmt.Sprintf("IPv6 on %q is not off: \"ignore\" leaves it to the kernel", l.Name),
			Detail:  "NetworkManager keeps its hands off, and the kernel gives the link a link-local address and takes whatever routers advertise: the host is reachable by IPv6 where there is such a router, past firewall rules that only know IPv4.",
			Fix:     &lint.Fix{Message: "write \"disabled\" if IPv6 is meant to be off (NetworkManager 1.20 and newer)"},
		}
		if inProfiles(p.Host) && !p.Target.NM.Before("1.20") {
			f.Fix.Changes = []ir.Change{{Kind: ir.SetKey, Link: l.Name, Key: "ipv6.method", Value: "disabled", Span: l.IPv6.Method.Span}}
		}
		p.Report(f)
	}
}
