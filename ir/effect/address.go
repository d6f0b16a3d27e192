package effect

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/target"
)

func (f *facts) families(l *ir.Link) {
	f.ipv4(l)
	f.ipv6(l)
}

func (f *facts) ipv4(l *ir.Link) {
	c := &l.IPv4
	method, span := c.Method.Value, c.Method.Span
	if c.LinkLocal.Value && method != ir.MethodDHCP && method != ir.MethodStatic && method != ir.MethodShared {
		// A link-local address beside no other is the method.
		method, span = ir.MethodLinkLocal, c.LinkLocal.Span
	}
	asked := method == ir.MethodDHCP
	switch {
	case method == "" && silentDHCP(f.host.Dialect(), l):
		asked = true
		f.silent(l, "ipv4", "method", ir.MethodDHCP)
	case asked || method == ir.MethodShared || method == ir.MethodLinkLocal:
		f.add(l, "ipv4", "method", method, span)
	default:
		f.silent(l, "ipv4", "method", ir.MethodNone)
	}
	if method != ir.MethodLinkLocal {
		addFlag(f, l, "ipv4", "linkLocal", c.LinkLocal, false)
	}
	addFlag(f, l, "ipv4", "dad", c.DAD, c.DAD.Value)
	if !asked {
		return
	}
	addFlag(f, l, "ipv4", "useDNS", c.UseDNS, true)
	addFlag(f, l, "ipv4", "useRoutes", c.UseRoutes, true)
	if c.UseRoutes.Or(true) {
		addFlag(f, l, "ipv4", "neverDefault", c.NeverDefault, false)
	}
	addInt(f, l, "ipv4", "routeMetric", c.RouteMetric)
	addText(f, l, "ipv4", "clientID", c.ClientID)
	addText(f, l, "ipv4", "hostname", c.Hostname)
}

// silentDHCP reports whether a profile that does not say how it gets its IPv4
// addresses asks for them: NetworkManager's method is then "auto" (facts/dialects.md
// 14, IPv4 without settings; seen with nmcli --offline 1.42.4, which writes it
// down). A link that no profile declares has none.
func silentDHCP(dialect string, l *ir.Link) bool {
	return (dialect == "nmcli" || dialect == "keyfile") && !l.Implied && !l.IPv4.Method.Set && l.Kind != ir.Other
}

// ipv6 turns method and flags into what the kernel does: whether router
// advertisements are taken, whether there is a link-local address, whether
// DHCPv6 runs. Silence takes advertisements everywhere (facts/dialects.md 14),
// and so does NetworkManager's "ignore", which leaves the link to the kernel
// (nm-device.c, activate_stage3_ip_config; facts/lint-rules.md H04): that is
// also what an ifcfg file without IPV6INIT means to it.
func (f *facts) ipv6(l *ir.Link) {
	c := &l.IPv6
	known := c.Method.Set || c.RA.Set || c.LinkLocal.Set || c.DHCP.Set
	span := c.Method.Span
	if c.RA.Set && !c.Method.Set {
		span = c.RA.Span
	}
	note := func(item string, value bool) {
		if known {
			f.add(l, "ipv6", item, strconv.FormatBool(value), span)
		} else {
			f.silent(l, "ipv6", item, strconv.FormatBool(value))
		}
	}
	note("ra", RA(c))
	note("linkLocal", c.LinkLocal.Or(c.Method.Value != ir.MethodDisabled))
	dhcp := RunsDHCP6(f.host, l, f.via)
	note("dhcp", dhcp)
	if !RA(c) && !dhcp {
		return
	}
	if RA(c) { // temporary addresses are made of advertised prefixes (RFC 8981)
		addFlag(f, l, "ipv6", "privacy", c.Privacy, false)
	}
	addFlag(f, l, "ipv6", "useDNS", c.UseDNS, true)
	addFlag(f, l, "ipv6", "useRoutes", c.UseRoutes, true)
	if c.UseRoutes.Or(true) {
		addFlag(f, l, "ipv6", "neverDefault", c.NeverDefault, false)
	}
	addInt(f, l, "ipv6", "routeMetric", advertisedMetric(f.host, l, f.via))
}

// RA reports whether router advertisements are accepted: what was written,
// else what the method implies.
func RA(c *ir.IPv6) bool {
	switch c.Method.Value {
	case ir.MethodDisabled, ir.MethodLinkLocal, ir.MethodNone:
		return c.RA.Or(false)
	}
	return c.RA.Or(true)
}

func (f *facts) addresses(l *ir.Link) {
	for _, a := range held(l, f.via) {
		if f.skip.address(&a) {
			continue
		}
		order := FirstIPv6
		if a.Prefix.Addr().Is4() {
			order = FirstIPv4
		}
		f.ordered(order, l, "address", a.Prefix.String(), notes(l, &a), a.Span)
	}
}

// notes are what an address has beside itself. The label that the kernel gives
// by itself is the link's name (net/ipv4/devinet.c, rtm_to_ifaddr).
func notes(l *ir.Link, a *ir.Address) string {
	var notes []string
	if a.Label != "" && a.Label != l.Name {
		notes = append(notes, "label "+a.Label)
	}
	if a.Lifetime != "" && a.Lifetime != "forever" {
		notes = append(notes, "lifetime "+a.Lifetime)
	}
	return strings.Join(notes, " ")
}

func (f *facts) routes(l *ir.Link) {
	for i := range l.Routes {
		r := &l.Routes[i]
		if f.skip.route(r) || (f.via == target.Initscripts && dropped(l, r)) {
			continue
		}
		f.add(l, "route", RouteText(r), "", r.Span)
	}
}

// OffSubnet reports whether the route is a plain default route whose gateway
// lies outside the network of the link's first address of its family. For
// such a GATEWAY initscripts install nothing, without a word (ifup-eth; lint
// rule R01), while all other tools install the route or refuse it.
func OffSubnet(l *ir.Link, r *ir.Route) bool {
	if !r.Default || r.Family != 4 || !r.Via.IsValid() || r.Table.Set || r.OnLink.Value || r.Source.IsValid() {
		return false
	}
	first := firstOf(l, true)
	return first != nil && !first.Prefix.Masked().Contains(r.Via)
}

// dropped reports whether initscripts install no route for a GATEWAY. What
// stands in a route file is handed to ip(8) as it is.
func dropped(l *ir.Link, r *ir.Route) bool { return OffSubnet(l, r) && !ofRouteFile(r.Span) }

// RouteText returns the route in ip-route(8)'s words, without what is default. A
// gateway of zeros is none (net/ipv4/fib_frontend.c, rtm_to_fib_config;
// NetworkManager takes :: for none too).
func RouteText(r *ir.Route) string {
	var b strings.Builder
	b.WriteString(r.Dest())
	if r.Default && r.Family == 6 {
		b.WriteString(" inet6")
	}
	gateway := r.Via.IsValid() && !r.Via.IsUnspecified()
	if gateway {
		b.WriteString(" via " + r.Via.String())
	}
	if r.Metric.Value != 0 {
		fmt.Fprintf(&b, " metric %d", r.Metric.Value)
	}
	if table := r.Table.Or(mainTable); table != mainTable {
		fmt.Fprintf(&b, " table %d", table)
	}
	if r.OnLink.Value {
		b.WriteString(" onlink")
	}
	if r.Source.IsValid() {
		b.WriteString(" src " + r.Source.String())
	}
	if r.Family != 6 { // net/ipv6/route.c, rtm_to_fib6_config, does not look at a scope
		scope := "link"
		if gateway {
			scope = "global"
		}
		if r.Scope != "" && r.Scope != scope {
			b.WriteString(" scope " + r.Scope)
		}
	}
	if r.Type != "" && r.Type != "unicast" {
		b.WriteString(" type " + r.Type)
	}
	number(&b, " mtu ", r.MTU)
	number(&b, " advmss ", r.AdvMSS)
	number(&b, " initcwnd ", r.CongestionWindow)
	number(&b, " initrwnd ", r.ReceiveWindow)
	return b.String()
}

// mainTable is RT_TABLE_MAIN (include/uapi/linux/rtnetlink.h).
const mainTable = 254

func number(b *strings.Builder, word string, o ir.Opt[int]) {
	if o.Set {
		b.WriteString(word)
		b.WriteString(strconv.Itoa(o.Value))
	}
}

func (f *facts) rules(l *ir.Link) {
	for i := range l.Rules {
		f.add(l, "rule", RuleText(&l.Rules[i]), "", l.Rules[i].Span)
	}
}

// RuleText returns the rule in ip-rule(8)'s words.
func RuleText(r *ir.Rule) string {
	var b strings.Builder
	family(&b, r)
	prefix(&b, "from ", r.From)
	prefix(&b, " to ", r.To)
	number(&b, " table ", r.Table)
	number(&b, " priority ", r.Priority)
	number(&b, " fwmark ", r.Mark)
	number(&b, " tos ", r.TOS)
	if r.IIF != "" {
		b.WriteString(" iif " + r.IIF)
	}
	if r.OIF != "" {
		b.WriteString(" oif " + r.OIF)
	}
	return strings.TrimSpace(b.String())
}

func family(b *strings.Builder, r *ir.Rule) {
	if !selects(r.From) && !selects(r.To) && r.Family == 6 {
		b.WriteString("inet6 ")
	}
}

// selects reports whether a rule's prefix narrows anything: "from all" is the
// same rule as one without "from" (ip-rule(8)).
func selects(p netip.Prefix) bool { return p.IsValid() && p.Bits() > 0 }

func prefix(b *strings.Builder, word string, p netip.Prefix) {
	if selects(p) {
		b.WriteString(word + p.String())
	}
}

func (f *facts) dns(l *ir.Link, d *ir.DNS) {
	for _, s := range d.Servers {
		if !f.skip.server(&s) {
			f.ordered(OfServers, l, "dns", s.Addr.String(), "", s.Span)
		}
	}
	for _, s := range d.Search {
		if !f.skip.search(&s) {
			f.ordered(OfSearch, l, "dns", s.Domain, "search", s.Span)
		}
	}
}
