package effect

import (
	"fmt"
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

// mostShared bounds what becomes of the name servers and domains of no link, each of
// which every link gets: fifty for each of the most links that a host may have.
const mostShared = 50 * ir.MostLinks

// sharedDNS gives the name servers and domains of no link to the links that
// cloud-init gives them to: its renderer for netplan to those with a static
// address that have none of either kind, that for NetworkManager to each that has
// none of the kind (netplan.py, _render_content; network_manager.py,
// render_interface; seen with 22.4.2 and 25.1.4, NetworkManager's with 25.1.4).
// Those for ifupdown and sysconfig leave them to the host.
func (p *pinner) sharedDNS() {
	shared := &p.host.DNS
	n := len(shared.Servers) + len(shared.Search)
	if p.host.Dialect() != "cloudinit" || n == 0 || n*len(p.host.Links) > mostShared {
		return
	}
	taken, links := false, false
	for _, l := range p.host.Links {
		if l.Implied || p.host.BondOf(l.Name) != nil || p.host.BridgeOf(l.Name) != nil {
			continue
		}
		switch Via(p.host, l, p.from) {
		case target.NetworkdVia:
			links = true
			if len(l.Addresses) == 0 || len(l.DNS.Servers)+len(l.DNS.Search) > 0 {
				continue
			}
		case target.NetworkManager:
			links = true
			if len(l.Addresses) == 0 && l.IPv4.Method.Value != ir.MethodDHCP && !AsksDHCP6(&l.IPv6) {
				continue // switched off, or left to routers
			}
		default:
			continue
		}
		if len(l.DNS.Servers) == 0 {
			l.DNS.Servers, taken = slices.Clip(shared.Servers), true
		}
		if len(l.DNS.Search) == 0 {
			l.DNS.Search, taken = slices.Clip(shared.Search), true
		}
	}
	if links && !taken {
		p.unshared(shared)
	}
	if links {
		*shared = ir.DNS{}
	}
}

// unshared reports what no link takes.
func (p *pinner) unshared(shared *ir.DNS) {
	var lost gone
	for i := range shared.Servers {
		lost.add(shared.Servers[i].Addr.String(), shared.Servers[i].Span)
	}
	for i := range shared.Search {
		lost.add(shared.Search[i].Domain, shared.Search[i].Span)
	}
	p.diags.Add(diag.Diagnostic{
		Code: diag.NeverApplied, Severity: diag.Warning, Span: lost.span,
		Message: fmt.Sprintf("%s is not carried over: cloud-init gives it to no link", listed(lost.items)),
		Detail: "Name servers and domains of no link go to each link with a static address that has none of its own, and there is none. " +
			"The output is what the host runs with now; write them below the subnet of a link with a static address where they should count.",
	})
}
