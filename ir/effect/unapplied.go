package effect

import (
	"fmt"
	"net/netip"
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// unapplied is what stands in a link's ifcfg file and never takes effect,
// which the two readers of these files decide differently.
type unapplied struct {
	// static4: beside BOOTPROTO=dhcp initscripts look at no address and no
	// GATEWAY of the file; alias files and route files count (ifup-eth, the
	// branches of DYNCONFIG; ifup-post). NetworkManager adds them to DHCP's
	// (nms-ifcfg-rh-reader.c, make_ip4_setting: "Read them even for AUTO
	// method").
	static4 bool
	// dns: with PEERDNS=no initscripts leave resolv.conf alone, so that DNS1
	// and DOMAIN go nowhere, unless RESOLV_MODS=yes (ifup-post;
	// facts/dialects.md 2.3; fedora-sysv/initscripts pull request 238, which
	// mends those from November 2017 to August 2018). To NetworkManager it is
	// about DHCP's name servers only.
	dns bool
	// ipv6: without IPV6INIT=yes NetworkManager's method is "ignore", and it
	// reads no IPv6 address, route or name server (nms-ifcfg-rh-reader.c,
	// make_ip6_setting, which returns early). The kernel goes on by itself: it
	// takes router advertisements and has a link-local address, which is why
	// "ignore" is not off (facts/lint-rules.md H04 against facts/dialects.md
	// 3.1, which calls it so).
	ipv6 bool
}

func unappliedOf(h *ir.Host, l *ir.Link, via target.Via) unapplied {
	if h.Dialect() != "ifcfg" {
		return unapplied{}
	}
	scripts := via == target.Initscripts
	return unapplied{
		static4: scripts && l.IPv4.Method.Value == ir.MethodDHCP,
		dns:     scripts && l.IPv4.UseDNS.Set && !l.IPv4.UseDNS.Value && !resolvMods(h, l),
		ipv6:    via == target.NetworkManager && (l.IPv6.Method.Value == ir.MethodIgnore || (!l.IPv6.Method.Set && !l.IPv6.RA.Set)),
	}
}

// resolvMods reports whether RESOLV_MODS=yes has initscripts write resolv.conf
// whatever PEERDNS says. No other tool has a word for it, so that it is no part
// of the model.
func resolvMods(h *ir.Host, l *ir.Link) bool {
	return slices.ContainsFunc(h.Entries, func(e *ir.Entry) bool {
		if e.Key != "RESOLV_MODS" || e.UsedBy != "ipv4" || (e.Link != l.Name && e.Link != "") {
			return false
		}
		return slices.Contains([]string{"yes", "y", "true", "t", "1"}, strings.ToLower(e.Value))
	})
}

func (u unapplied) address(a *ir.Address) bool {
	v6 := is6(a.Prefix.Addr())
	return (u.ipv6 && v6) || (u.static4 && !v6 && a.Label == "")
}

func (u unapplied) route(r *ir.Route) bool {
	return (u.ipv6 && r.Family == 6) || (u.static4 && r.Default && r.Family == 4 && !ofRouteFile(r.Span))
}

func (u unapplied) server(s *ir.DNSServer) bool { return u.dns || (u.ipv6 && is6(s.Addr)) }

func (u unapplied) search(*ir.Search) bool { return u.dns }

// ofRouteFile tells a default route of a route file, which is installed in any
// case, from one of GATEWAY.
func ofRouteFile(s source.Span) bool {
	if s.File == nil {
		return false
	}
	name := s.File.Path
	if name == "" {
		name = s.File.Name
	}
	return strings.HasPrefix(path.Base(name), "route")
}

func is6(a netip.Addr) bool { return a.Is6() && !a.Is4In6() }

// unapplied takes out what never took effect, and says so once for each reason.
func (p *pinner) unapplied(l *ir.Link) {
	u := unappliedOf(p.host, l, p.via)
	if u == (unapplied{}) {
		return
	}
	var four, six, names gone
	l.Addresses = slices.DeleteFunc(l.Addresses, func(a ir.Address) bool {
		to := &four
		if is6(a.Prefix.Addr()) {
			to = &six
		}
		return u.address(&a) && to.add(a.Prefix.String(), a.Span)
	})
	l.Routes = slices.DeleteFunc(l.Routes, func(r ir.Route) bool {
		to := &four
		if r.Family == 6 {
			to = &six
		}
		return u.route(&r) && to.add(RouteText(&r), r.Span)
	})
	l.DNS.Servers = slices.DeleteFunc(l.DNS.Servers, func(s ir.DNSServer) bool {
		to := &names
		if !u.dns {
			to = &six
		}
		return u.server(&s) && to.add(s.Addr.String(), s.Span)
	})
	l.DNS.Search = slices.DeleteFunc(l.DNS.Search, func(s ir.Search) bool {
		return u.search(&s) && names.add(s.Domain, s.Span)
	})
	p.never(l, four, "beside DHCP initscripts read no address and no gateway of the file",
		"The host has only what the DHCP server gives it today, and so it will after the conversion. If these lines are meant, drop DHCP from the file, or put the addresses into alias files; NetworkManager would add them to those of DHCP.")
	p.never(l, names, "with PEERDNS=no initscripts leave resolv.conf alone",
		"These lines change nothing on the host today: it resolves names by what stands in /etc/resolv.conf. Copy that, or add RESOLV_MODS=yes, which lets them count, to have them carried over.")
	p.never(l, six, "without IPV6INIT=yes NetworkManager leaves IPv6 to the kernel",
		"The host has no such address, route or name server today, only what routers advertise to the kernel. Add IPV6INIT=yes to have them carried over.")
}

// gone is what is taken out of a link for one reason.
type gone struct {
	items []string
	span  source.Span
}

// add notes an item. It returns true.
func (g *gone) add(item string, span source.Span) bool {
	if !g.span.Known() {
		g.span = span
	}
	g.items = append(g.items, item)
	return true
}

func (p *pinner) never(l *ir.Link, g gone, why, detail string) {
	if len(g.items) == 0 {
		return
	}
	span := g.span
	if !span.Known() {
		span = l.Span
	}
	p.diags.Add(diag.Diagnostic{
		Code: diag.NeverApplied, Severity: diag.Warning, Span: span, Link: l.Name,
		Message: fmt.Sprintf("%s of %q is not carried over: %s", listed(g.items), l.Name, why), Detail: detail,
	})
}

// listed names a few things in a sentence.
func listed(items []string) string {
	const most = 4
	quoted := make([]string, 0, most)
	for _, item := range items[:min(len(items), most)] {
		quoted = append(quoted, fmt.Sprintf("%q", item))
	}
	text := strings.Join(quoted, ", ")
	if more := len(items) - most; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
