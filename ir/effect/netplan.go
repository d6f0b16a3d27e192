package effect

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/target"
)

// netplanMetric is the metric of DHCP's routes that netplan writes for networkd
// where the file names none (netplan src/networkd.c, write_network_file; seen
// with 0.106 and 1.1.2).
const netplanMetric = 100

// netplan writes out what netplan's generator adds by itself, and takes out
// what it does not pass on, unless the output is for the same generator.
func (p *pinner) netplan(l *ir.Link) {
	if p.host.Dialect() != "netplan" || p.dialect == "netplan" || l.Kind == ir.Other {
		return
	}
	if l.Match.Rename.Value && !l.WakeOnLAN.Set && l.Kind == ir.Ethernet && p.via == target.NetworkdVia {
		// The .link file that renames it switches this off as well
		// (write_link_file; seen with 0.106 and 1.1.2).
		l.WakeOnLAN = ir.Some(false, l.Span)
	}
	if p.via == target.NetworkManager && l.Kind == ir.Ethernet && !l.WakeOnLAN.Set {
		l.WakeOnLAN = ir.Some(false, l.Span) // src/nm.c, write_nm_conf_access_point
	}
	if l.Implied || p.host.BondOf(l.Name) != nil || p.host.BridgeOf(l.Name) != nil {
		return
	}
	switch p.via {
	case target.NetworkdVia:
		splitSearch(l)
		if l.IPv4.Method.Value == ir.MethodDHCP && !l.IPv4.RouteMetric.Set {
			l.IPv4.RouteMetric = ir.Some(netplanMetric, l.IPv4.Method.Span)
		}
	case target.NetworkManager:
		p.profile4(l)
		p.profile6(l)
		p.profileRules(l)
	}
}

// profile4 is the IPv4 half of the profile that netplan makes for NetworkManager:
// a link without any address gets a link-local one, and of what a DHCP server says
// only the routes can be refused (src/nm.c, write_nm_conf_access_point and
// write_dhcp_overrides; seen with 0.106 and 1.1.2).
func (p *pinner) profile4(l *ir.Link) {
	c := &l.IPv4
	if c.Method.Value != ir.MethodDHCP && firstOf(l, true) == nil {
		c.Method = ir.Some(ir.MethodLinkLocal, l.Span)
	}
	c.LinkLocal = ir.Opt[bool]{}
	var lost gone
	drop(&lost, "use-dns", &c.UseDNS, true)
	drop(&lost, "hostname", &c.Hostname, "")
	drop(&lost, "dhcp-identifier", &c.ClientID, "")
	p.untold(l, lost)
}

// profile6 is the IPv6 half: DHCPv6 is NetworkManager's "auto", an address or a
// name server its "manual", which takes no advertisements, and with neither the
// link is left to the kernel, whatever the file says about advertisements, and
// its IPv6 routes go nowhere (src/nm.c, write_nm_conf_access_point; seen with 0.106
// and 1.1.2).
func (p *pinner) profile6(l *ir.Link) {
	c := &l.IPv6
	var lost gone
	drop(&lost, "accept-ra", &c.RA, !AsksDHCP6(c) && firstOf(l, false) == nil)
	drop(&lost, "link-local", &c.LinkLocal, c.LinkLocal.Value)
	drop(&lost, "use-dns", &c.UseDNS, true)
	named := slices.ContainsFunc(l.DNS.Servers, func(s ir.DNSServer) bool { return is6(s.Addr) })
	switch {
	case AsksDHCP6(c):
		c.Method = ir.Some(ir.MethodAuto, l.Span)
		c.DHCP = ir.Opt[bool]{}
	case firstOf(l, false) != nil || named:
		c.Method, c.RA = ir.Some(ir.MethodStatic, l.Span), ir.Some(false, l.Span)
	default:
		c.Method, c.Privacy = ir.Some(ir.MethodIgnore, l.Span), ir.Opt[bool]{}
		l.Routes = slices.DeleteFunc(l.Routes, func(r ir.Route) bool {
			return r.Family == 6 && lost.add(RouteText(&r), r.Span)
		})
	}
	p.untold(l, lost)
}

// profileRules takes out the policy rules that netplan leaves out of the
// profile: all of them before 1.1, and then those without a priority (seen with
// 0.106 and 1.1.2).
func (p *pinner) profileRules(l *ir.Link) {
	var lost gone
	l.Rules = slices.DeleteFunc(l.Rules, func(r ir.Rule) bool {
		told := r.Priority.Set && !p.from.Netplan.Before("1.1")
		return !told && lost.add(RuleText(&r), r.Span)
	})
	p.untold(l, lost)
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

// drop takes out a setting that is not passed on, and notes it unless silence
// says the same.
func drop[T comparable](lost *gone, name string, o *ir.Opt[T], silence T) {
	if o.Set && o.Value != silence {
		lost.add(name, o.Span)
	}
	*o = ir.Opt[T]{}
}

func (p *pinner) untold(l *ir.Link, lost gone) {
	p.never(l, lost, "netplan does not tell NetworkManager",
		"It changes nothing on the host today, as its renderer is NetworkManager; under networkd it would count. The output is what the host runs with now.")
}
