package effect

import (
	"fmt"
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// resolver reports name servers and domains that stand in /etc/resolv.conf alone:
// no file about links has them, and the new host does not get that file. Where a
// link asks DHCP for name servers, they are probably DHCP's.
func (p *pinner) resolver() {
	own := &p.host.Evidence.Resolver
	if len(own.Servers)+len(own.Search) == 0 || Running(p.host) || slices.ContainsFunc(p.host.Links, asksForServers) {
		return
	}
	known := p.names()
	var lost gone
	for i := range own.Servers {
		if s := &own.Servers[i]; !known[s.Addr.String()] {
			lost.add(s.Addr.String(), s.Span)
		}
	}
	for i := range own.Search {
		if s := &own.Search[i]; !known[s.Domain] {
			lost.add(s.Domain, s.Span)
		}
	}
	if len(lost.items) == 0 {
		return
	}
	p.diags.Add(diag.Diagnostic{
		Code: diag.LossDNS, Severity: diag.Warning, Span: lost.span,
		Message: fmt.Sprintf("%s is not carried over: it stands in /etc/resolv.conf, and with no link", listed(lost.items)),
		Detail: "The host resolves names by that file today. The new host gets its own, and does not know these servers and domains until they are written there, " +
			"or with the link over which the servers are reached before converting.",
		Loss: &diag.Loss{Class: diag.Behaviour, What: "dns"},
	})
}

// names returns the name servers and domains that a link, or the host, has.
func (p *pinner) names() map[string]bool {
	known := map[string]bool{}
	add := func(d *ir.DNS) {
		for i := range d.Servers {
			known[d.Servers[i].Addr.String()] = true
		}
		for i := range d.Search {
			known[d.Search[i].Domain] = true
		}
	}
	add(&p.host.DNS)
	for _, l := range p.host.Links {
		add(&l.DNS)
	}
	return known
}

// asksForServers reports whether a link takes name servers from DHCP.
func asksForServers(l *ir.Link) bool {
	four := l.IPv4.Method.Value == ir.MethodDHCP && l.IPv4.UseDNS.Or(true)
	six := AsksDHCP6(&l.IPv6) && l.IPv6.UseDNS.Or(true)
	return four || six
}
