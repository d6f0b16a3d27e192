package effect

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// netplan writes out what netplan's generator adds by itself, and takes out
// what it does not pass on, unless the output is for the same generator.
func (p *pinner) netplan(l *ir.Link) {
	if p.host.Dialect() == "netplan" && p.via == target.NetworkManager && l.Bond != nil {
		numbersAsWords(l.Bond)
	}
	if p.host.Dialect() != "netplan" || p.again(l) || l.Kind == ir.Other || l.Implied {
		return
	}
	if (l.Match.Rename.Value || l.MTU.Value != 0) && !l.WakeOnLAN.Set && l.Kind == ir.Ethernet && p.via == target.NetworkdVia {
		// The .link file that renames it or sets its MTU switches this off as
		// well (write_link_file; seen with 0.106 and 1.1.2).
		l.WakeOnLAN = ir.Some(false, l.Span)
	}
	if p.via == target.NetworkManager && l.Kind == ir.Ethernet && !l.WakeOnLAN.Set {
		l.WakeOnLAN = ir.Some(false, l.Span) // src/nm.c, write_nm_conf_access_point
	}
	if p.host.BondOf(l.Name) != nil || p.host.BridgeOf(l.Name) != nil {
		return
	}
	switch p.via {
	case target.NetworkdVia:
		splitSearch(l)
		p.deafToRoutes(l)
	case target.NetworkManager:
		l.Routes = slices.Clone(l.Routes)
		p.untold(l, tell(l, p.from.Netplan))
	}
}

// again reports whether netplan's own text is written once more, for the renderer
// that has the link now: silence in it means the same then.
func (p *pinner) again(l *ir.Link) bool {
	return p.host.Dialect() == "netplan" && p.dialect == "netplan" && l.Via.Or(p.to) == p.via
}

// numbersAsWords takes numbers for the words they stand for: netplan copies what
// it does not check, and NetworkManager takes either. The mode and the LACP rate
// it does check (parse.c, handle_bond_mode; since 0.107 handle_lacp_rate).
func numbersAsWords(b *ir.Bond) {
	for i := range b.Settings {
		s := &b.Settings[i]
		if s.Problem.Kind == option.NumberRefused && s.ID != option.ModeOpt && s.ID != option.LACPRate {
			s.Problem = option.Problem{}
		}
	}
}

// deafToRoutes takes out that no routes are wanted over IPv6: netplan writes the
// overrides of both families as one section [DHCP], in which UseRoutes= is about
// DHCPv4, and routers bring the routes of IPv6 (src/networkd.c,
// combine_dhcp_overrides; seen with 0.106 and 1.1.2).
func (p *pinner) deafToRoutes(l *ir.Link) {
	var lost gone
	if RA(&l.IPv6) {
		drop(&lost, "use-routes", &l.IPv6.UseRoutes, true)
	}
	p.never(l, lost, "networkd does not hear of it for IPv6",
		"Router advertisements bring the routes of IPv6, the default route among them, and do so today. Switch advertisements off (accept-ra: false) where the link must not have them.")
}

// splitSearch makes several search domains of one with blanks in it: netplan
// joins them by blanks, and networkd parts them there again (src/networkd.c,
// write_network_file; seen with 0.106 and 1.1.2).
func splitSearch(l *ir.Link) {
	var list []ir.Search
	for _, s := range l.DNS.Search {
		for _, word := range strings.Fields(s.Domain) {
			s.Domain = word
			list = append(list, s)
		}
	}
	l.DNS.Search = list
}

func (p *pinner) untold(l *ir.Link, lost []gone) {
	for _, g := range lost {
		p.never(l, g, "netplan does not tell NetworkManager",
			"It changes nothing on the host today, as its renderer is NetworkManager; under networkd it would count. The output is what the host runs with now.")
	}
}
