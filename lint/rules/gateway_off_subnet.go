package rules

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var gatewayOffSubnet = lint.Rule{
	ID:       "gateway-off-subnet",
	Title:    "the default gateway lies outside the network of its link",
	Severity: diag.Warning,
	Category: lint.Addressing,
	Since:    "0.1",
	Sources: []lint.Source{
		initscripts("ifup-eth", "the default route of GATEWAY"),
		networkd("networkd-route.c", "GatewayOnLink="),
		netplan("doc/netplan-yaml.md", "routes, on-link"),
	},
	Covers: []string{"R01"},
	Check:  checkGatewayOffSubnet,
}

func checkGatewayOffSubnet(p *lint.Pass) {
	for _, l := range p.Host.Links {
		if l.Kind == ir.Other || p.Host.BondOf(l.Name) != nil || p.Host.BridgeOf(l.Name) != nil {
			continue
		}
		for i := range l.Routes {
			r := &l.Routes[i]
			if !effect.OffSubnet(l, r) {
				continue
			}
			if via := p.Via(l); via == target.Initscripts && !routeFile(r) || via != target.Initscripts && !reached(l, r) {
				p.Report(offSubnet(l, r, via))
			}
		}
	}
}

// routeFile reports whether a route stands in a file that is handed to ip(8)
// line by line.
func routeFile(r *ir.Route) bool {
	return r.Span.Known() && strings.HasPrefix(path.Base(r.Span.File.Path), "route")
}

// reached reports whether another address of the link, or a route on it, leads
// to the gateway.
func reached(l *ir.Link, r *ir.Route) bool {
	return slices.ContainsFunc(l.Addresses, func(a ir.Address) bool { return a.Prefix.Masked().Contains(r.Via) }) ||
		slices.ContainsFunc(l.Routes, func(o ir.Route) bool { return !o.Default && o.To.IsValid() && o.To.Contains(r.Via) })
}

func offSubnet(l *ir.Link, r *ir.Route, via target.Via) lint.Finding {
	f := lint.Finding{
		Link:    l,
		Span:    r.Span,
		Message: fmt.Sprintf("the gateway %s of %q is not in the network of its address", r.Via, l.Name),
		Fix:     &lint.Fix{Message: "correct the gateway or the prefix length; if the gateway really lies outside, say that it is reached on the link"},
	}
	for i := range l.Addresses {
		if a := &l.Addresses[i]; a.Prefix.Addr().Is4() {
			f.Related = []diag.Related{{Message: "the address is " + a.Prefix.String(), Span: a.Span}}
			break
		}
	}
	switch via {
	case target.Initscripts:
		f.Detail = "The initscripts install GATEWAY only where it lies in the network of the first address, and say nothing if it does not: the host has no default route by this line. NetworkManager, reading the same line, installs one."
	case target.NetworkManager:
		f.Severity = diag.Info
		f.Detail = "NetworkManager adds a route to the gateway on the link, so that it works if the gateway answers there. Initscripts, reading the same line, would install no default route, and networkd needs to be told."
	case target.NetworkdVia:
		f.Detail = "The kernel refuses a gateway that no route leads to: the host has no default route by this line. A gateway that is reached on the link itself needs on-link: true (GatewayOnLink=yes in a unit)."
	default:
		f.Detail = "The kernel refuses a gateway that no route leads to (\"Nexthop has invalid gateway\"): the host has no default route by this line."
	}
	return f
}
