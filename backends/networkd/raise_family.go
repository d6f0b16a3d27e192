package networkd

import (
	"cmp"
	"fmt"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
)

// families writes what the link does by itself: DHCP, link-local addresses,
// router advertisements.
func (r *raiser) families(l *ir.Link, u *unit, s *section) {
	c4, c6 := &l.IPv4, &l.IPv6
	v4, v6 := c4.Method.Value == ir.MethodDHCP, c6.DHCP.Or(c6.Method.Value == ir.MethodDHCP)
	switch {
	case v4 && v6:
		s.set("DHCP", "yes")
	case v4:
		s.set("DHCP", "ipv4")
	case v6:
		s.set("DHCP", "ipv6")
	}
	r.linkLocal(l, s)
	ra := effect.RA(c6)
	switch {
	case !ra:
		s.set("IPv6AcceptRA", "no")
	case c6.RA.Set || c6.Method.Value == ir.MethodAuto:
		s.set("IPv6AcceptRA", "yes")
	}
	if c6.Privacy.Set {
		s.set("IPv6PrivacyExtensions", yesNo(c6.Privacy.Value))
	}
	if c4.Method.Value == ir.MethodShared {
		r.lose(l, diag.Connectivity, "ipv4", "method", c4.Method.Span, "only NetworkManager shares a connection",
			"Machines behind the link will have no DHCP and no way out. Set up a DHCP server and address translation on the new host.")
	}
	if c4.DAD.Value && r.before("246") {
		r.lose(l, diag.Behaviour, "ipv4", "dad", c4.DAD.Span, r.lacks("246"), "The host will take its addresses without asking whether another one has them.")
	}
	if v4 {
		r.dhcp4(l, u)
	}
	if v6 {
		r.dhcp6(l, u, ra)
	}
	if ra {
		r.advertised(l, u)
	} else if v6 {
		r.unadvertised(l)
	}
}

// linkLocal writes which families have link-local addresses, where that is not
// networkd's default: IPv6 only.
func (r *raiser) linkLocal(l *ir.Link, s *section) {
	v4 := l.IPv4.Method.Value == ir.MethodLinkLocal || l.IPv4.LinkLocal.Value
	v6 := l.IPv6.LinkLocal.Or(l.IPv6.Method.Value != ir.MethodDisabled)
	switch {
	case v4 && v6:
		s.set("LinkLocalAddressing", "yes")
	case v4:
		s.set("LinkLocalAddressing", "ipv4")
	case !v6:
		s.set("LinkLocalAddressing", "no")
	case l.IPv6.LinkLocal.Set:
		s.set("LinkLocalAddressing", "ipv6")
	}
}

// dhcp4 writes what is taken from DHCPv4. Before systemd 243 both families
// share one section.
func (r *raiser) dhcp4(l *ir.Link, u *unit) {
	name := "DHCPv4"
	if r.before("243") {
		name = "DHCP"
	}
	s := u.section(name)
	c := &l.IPv4
	switch id := c.ClientID; {
	case !id.Set:
	case id.Value == "mac" || id.Value == "duid":
		s.set("ClientIdentifier", id.Value)
	default:
		r.lose(l, diag.Behaviour, "ipv4", "clientID", id.Span, "networkd knows the identifiers \"mac\" and \"duid\"", "The DHCP server will see another client identifier and may give another address.")
	}
	switch host := c.Hostname; {
	case !host.Set:
	case !loss.ValidHost(host.Value):
		r.lose(l, diag.Behaviour, "ipv4", "hostname", host.Span, "it is no name of a host", "The DHCP server will see the system's own name.")
	default:
		s.set("Hostname", host.Value)
	}
	if c.UseDNS.Set {
		s.set("UseDNS", yesNo(c.UseDNS.Value))
	}
	r.routes4(l, s)
	r.number(l, s, "RouteMetric", "ipv4", "routeMetric", c.RouteMetric, 0, maxUint32)
	if c.DAD.Value && !r.before("246") {
		s.set("SendDecline", "yes")
	}
}

// routes4 writes which routes are taken from DHCPv4. Before systemd 246 the
// default route cannot be refused alone: refusing all comes nearest, because a
// default route too many cuts a host off and another route too few seldom does.
func (r *raiser) routes4(l *ir.Link, s *section) {
	c := &l.IPv4
	never := c.NeverDefault
	if !never.Value || !r.before("246") {
		if c.UseRoutes.Set {
			s.set("UseRoutes", yesNo(c.UseRoutes.Value))
		}
		if never.Set {
			s.set("UseGateway", yesNo(!never.Value))
		}
		return
	}
	s.set("UseRoutes", "no")
	const detail = "The link gets no default route, as today, but no other routes from the DHCP server either. Write those that the host needs as static routes."
	r.lose(l, diag.Behaviour, "ipv4", "neverDefault", never.Span, r.lacks("246")+", so all routes of DHCP are refused", detail)
	if c.UseRoutes.Or(true) {
		r.ledger.Add(loss.Loss{
			Link: l, Class: diag.Behaviour, What: "ipv4", Item: "useRoutes", Span: never.Span,
			Message: "routes that DHCP brings for \"" + l.Name + "\" will not be used, because its default route must not be",
			Detail:  "See the server's options 33 and 121 for the routes it sends.",
		})
	}
}

// dhcp6 writes what is taken from DHCPv6, which without router advertisements
// starts only where that is asked for.
func (r *raiser) dhcp6(l *ir.Link, u *unit, ra bool) {
	s := u.section("DHCPv6")
	switch {
	case ra:
	case r.before("246"):
		r.lose(l, diag.Connectivity, "ipv6", "dhcp", cmp.Or(l.IPv6.DHCP.Span, l.IPv6.Method.Span),
			"networkd starts DHCPv6 only when a router advertises itself, and advertisements are off (to ask without one, "+r.lacks("246")+")",
			"The link would get no address from DHCPv6. Accept router advertisements before converting.")
	default:
		s.set("WithoutRA", "solicit")
	}
	switch use := l.IPv6.UseDNS; {
	case !use.Set:
	case r.before("243"):
		r.lose(l, diag.Behaviour, "ipv6", "useDNS", use.Span, r.lacks("243"), "The name servers of DHCPv6 are treated like those of DHCPv4.")
	default:
		s.set("UseDNS", yesNo(use.Value))
	}
}

// advertised writes what is taken from router advertisements, which bring the
// routes of IPv6.
func (r *raiser) advertised(l *ir.Link, u *unit) {
	s := u.section("IPv6AcceptRA")
	c := &l.IPv6
	const detail = "Router advertisements will bring their routes, the default route among them. Switch them off if the link must not have it, and write its addresses and routes."
	if c.UseDNS.Set {
		s.set("UseDNS", yesNo(c.UseDNS.Value))
	}
	refuse := func(item string, o ir.Opt[bool], refused bool, keys ...string) {
		switch {
		case !o.Set:
		case r.before("250"):
			if refused {
				r.lose(l, diag.Behaviour, "ipv6", item, o.Span, r.lacks("250"), detail)
			}
		default:
			for _, key := range keys {
				s.set(key, yesNo(!refused))
			}
		}
	}
	refuse("useRoutes", c.UseRoutes, !c.UseRoutes.Value, "UseRoutePrefix")
	if c.UseRoutes.Set && !c.UseRoutes.Value && !c.NeverDefault.Set {
		refuse("useRoutes", c.UseRoutes, true, "UseGateway")
	}
	refuse("neverDefault", c.NeverDefault, c.NeverDefault.Value, "UseGateway")
	r.advertisedMetric(l, u)
}

// advertisedMetric writes the metric of the routes that routers bring: into
// [IPv6AcceptRA], between systemd 243 and 248 into [DHCPv6], and before into the
// one section [DHCP] that DHCPv4 shares (networkd-ndisc.c takes it from there).
func (r *raiser) advertisedMetric(l *ir.Link, u *unit) {
	own, shared := l.IPv6.RouteMetric, l.IPv4.RouteMetric
	section := "IPv6AcceptRA"
	switch v4 := l.IPv4.Method.Value == ir.MethodDHCP; {
	case !r.before("249"):
	case !r.before("243"):
		section = "DHCPv6"
	case v4 && shared.Set && (!own.Set || own.Value != shared.Value):
		r.ledger.Add(loss.Loss{
			Link: l, Class: diag.Behaviour, What: "ipv6", Item: "routeMetric", Span: shared.Span,
			Message: fmt.Sprintf("routes that routers advertise to %q will have the metric of DHCPv4, %d: networkd has one for both before systemd 243", l.Name, shared.Value),
			Detail:  "Compare it with the metrics of the host's other default routes.",
		})
		return
	case v4 && shared.Set:
		return // dhcp4 has written it
	case v4 && own.Set:
		r.lose(l, diag.Behaviour, "ipv6", "routeMetric", own.Span, "before systemd 243 the metric for routers is also that for DHCPv4",
			"Routes that router advertisements bring will have the metric 1024. Compare it with the metrics of the host's other default routes.")
		return
	default:
		section = "DHCP"
	}
	r.number(l, u.section(section), "RouteMetric", "ipv6", "routeMetric", own, 0, maxUint32)
}

// unadvertised announces settings about routes that nobody brings: DHCPv6 has
// none.
func (r *raiser) unadvertised(l *ir.Link) {
	c := &l.IPv6
	lose := func(item string, set bool, o ir.Opt[bool]) {
		if set {
			r.lose(l, diag.Bookkeeping, "ipv6", item, o.Span, "router advertisements are off and DHCPv6 brings no routes", "Nothing changes on the machine.")
		}
	}
	lose("useRoutes", c.UseRoutes.Set, c.UseRoutes)
	lose("neverDefault", c.NeverDefault.Set, c.NeverDefault)
	lose("routeMetric", c.RouteMetric.Set, ir.Opt[bool]{Span: c.RouteMetric.Span})
}
