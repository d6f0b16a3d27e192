package netplan

import (
	"fmt"

	"gopkg.in/yaml.v3"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// families writes what the link does by itself: link-local addresses, router
// advertisements, DHCP.
func (r *raiser) families(l *ir.Link, t tree) {
	r.linkLocal(l, t)
	c := &l.IPv6
	switch ra := effect.RA(c); {
	case !ra:
		t.set("accept-ra", boolean(false))
	case c.RA.Set || c.Method.Value == ir.MethodAuto:
		t.set("accept-ra", boolean(true))
	}
	if c.Privacy.Set {
		t.set("ipv6-privacy", boolean(c.Privacy.Value))
	}
	if l.IPv4.Method.Value == ir.MethodShared {
		r.ledger.Lose(l, diag.Connectivity, "ipv4", "method", l.IPv4.Method.Span, "only NetworkManager shares a connection, and netplan has no word for it",
			"Machines behind the link will have no DHCP and no way out. Set up a DHCP server and address translation on the new host.")
	}
	if l.IPv4.DAD.Set && l.IPv4.DAD.Value {
		r.ledger.Lose(l, diag.Behaviour, "ipv4", "dad", l.IPv4.DAD.Span, "netplan has no word for it",
			"The host will take its addresses without asking whether another one has them.")
	}
	r.dhcp(l, t)
	if r.via(l) == target.NetworkManager {
		if !r.toldToday(l) {
			r.untold(l)
		}
	} else if ra, dhcp := effect.RA(c), effect.AsksDHCP6(c); dhcp && !ra {
		r.ledger.Lose(l, diag.Connectivity, "ipv6", "dhcp", c.Method.Span, "networkd starts DHCPv6 only when a router advertises itself, and advertisements are off",
			"The link would get no address from DHCPv6. Accept router advertisements, or add WithoutRA=solicit in a networkd drop-in.")
	}
}

// linkLocal writes which families have link-local addresses, where that is not
// netplan's default: IPv6 only.
func (r *raiser) linkLocal(l *ir.Link, t tree) {
	v4 := l.IPv4.Method.Value == ir.MethodLinkLocal || l.IPv4.LinkLocal.Value
	v6 := l.IPv6.LinkLocal.Or(l.IPv6.Method.Value != ir.MethodDisabled)
	if !v4 && v6 && !l.IPv6.LinkLocal.Set {
		return
	}
	var items []*yaml.Node
	if v4 {
		items = append(items, text("ipv4"))
	}
	if v6 {
		items = append(items, text("ipv6"))
	}
	t.set("link-local", sequence(items))
}

// overrides is what is taken from DHCP, for one family.
type overrides struct {
	useDNS, useRoutes ir.Opt[bool]
	metric            ir.Opt[int]
	hostname          ir.Opt[string]
}

func (o *overrides) tree() tree {
	t := newTree()
	if o.useDNS.Set {
		t.set("use-dns", boolean(o.useDNS.Value))
	}
	if o.useRoutes.Set {
		t.set("use-routes", boolean(o.useRoutes.Value))
	}
	if o.metric.Set {
		t.set("route-metric", number(o.metric.Value))
	}
	if o.hostname.Set {
		t.set("hostname", text(o.hostname.Value))
	}
	return t
}

func (r *raiser) dhcp(l *ir.Link, t tree) {
	v4, v6 := l.IPv4.Method.Value == ir.MethodDHCP, effect.AsksDHCP6(&l.IPv6)
	var o4, o6 overrides
	if v4 {
		t.set("dhcp4", boolean(true))
		o4 = r.overrides4(l)
	}
	if v6 {
		t.set("dhcp6", boolean(true))
	}
	if v6 || effect.RA(&l.IPv6) {
		o6 = r.overrides6(l, t, v6)
	}
	if v4 && v6 && r.via(l) == target.NetworkdVia {
		r.combine(l, &o4, &o6)
	}
	t.add("dhcp4-overrides", o4.tree())
	t.add("dhcp6-overrides", o6.tree())
	if v4 && l.IPv4.ClientID.Set {
		r.clientID(l, t)
	}
}

// overrides4 is what the link takes from DHCPv4. netplan has no word for "all
// but the default route": refusing all routes comes nearest, because a default
// route too many cuts a host off and a classless route too few seldom does.
func (r *raiser) overrides4(l *ir.Link) overrides {
	c := &l.IPv4
	o := overrides{useDNS: c.UseDNS, useRoutes: c.UseRoutes, metric: r.metric(l, "ipv4", c.RouteMetric)}
	if c.NeverDefault.Value && c.UseRoutes.Or(true) {
		o.useRoutes = ir.Some(false, c.NeverDefault.Span)
		r.ledger.Lose(l, diag.Behaviour, "ipv4", "neverDefault", c.NeverDefault.Span, "netplan can only refuse all routes of DHCP, which is what is written",
			"The link gets no default route, as today, but no other routes from the DHCP server either. Write those that the host needs as static routes.")
		r.ledger.Add(loss.Loss{
			Link: l, Class: diag.Behaviour, What: "ipv4", Item: "useRoutes", Span: c.NeverDefault.Span,
			Message: "routes that DHCP brings for \"" + l.Name + "\" will not be used, because its default route must not be",
			Detail:  "See the server's options 33 and 121 for the routes it sends.",
		})
	}
	switch {
	case !c.Hostname.Set:
	case !loss.ValidHost(c.Hostname.Value):
		r.ledger.Lose(l, diag.Behaviour, "ipv4", "hostname", c.Hostname.Span, "it is no name of a host", "The DHCP server will see the system's own name.")
	default:
		o.hostname = c.Hostname
	}
	return o
}

// overrides6 is what the link takes from DHCPv6 and router advertisements.
// Advertisements bring the routes, so only DHCPv6 without them can do without.
func (r *raiser) overrides6(l *ir.Link, t tree, dhcp bool) overrides {
	var o overrides
	c := &l.IPv6
	ra := effect.RA(c)
	if c.UseDNS.Set {
		if dhcp {
			o.useDNS = c.UseDNS
		}
		r.advertisedDNS(l, t, ra)
	}
	const detail = "Router advertisements will bring their routes, the default route among them. Switch advertisements off (accept-ra: false) if the link must not have it, and write its addresses and routes."
	lose := func(item string, span source.Span) {
		r.ledger.Lose(l, diag.Behaviour, "ipv6", item, span, "netplan cannot refuse the routes of router advertisements", detail)
	}
	if c.UseRoutes.Set && dhcp && !ra {
		o.useRoutes = c.UseRoutes
	} else if c.UseRoutes.Set && !c.UseRoutes.Value {
		lose("useRoutes", c.UseRoutes.Span)
	}
	if c.NeverDefault.Value {
		lose("neverDefault", c.NeverDefault.Span)
	}
	if dhcp {
		o.metric = r.metric(l, "ipv6", c.RouteMetric)
	} else {
		r.advertisedMetric(l)
	}
	return o
}

// advertisedMetric announces the metric of the routes that routers bring to a link
// without DHCPv6, for which netplan has no word. For networkd netplan writes that
// of dhcp4-overrides into the section [DHCP], which is about these routes as well
// (src/networkd.c, write_network_file; systemd networkd-dhcp-common.c,
// config_parse_dhcp_route_metric).
func (r *raiser) advertisedMetric(l *ir.Link) {
	own, four := l.IPv6.RouteMetric, l.IPv4.RouteMetric
	shared := four.Set && l.IPv4.Method.Value == ir.MethodDHCP && r.via(l) == target.NetworkdVia
	switch {
	case shared && own.Set && own.Value == four.Value:
	case own.Set:
		r.ledger.Lose(l, diag.Behaviour, "ipv6", "routeMetric", own.Span, "netplan cannot set the metric of advertised routes",
			"Routes that router advertisements bring will have the renderer's own metric. Compare it with the metrics of the host's other default routes.")
	case shared:
		r.ledger.Add(loss.Loss{
			Link: l, Class: diag.Behaviour, What: "ipv6", Item: "routeMetric", Span: four.Span,
			Message: fmt.Sprintf("routes that routers advertise to %q will have the metric of DHCPv4, %d: netplan has one for both under networkd", l.Name, four.Value),
			Detail:  "Compare it with the metrics of the host's other default routes. A networkd drop-in can set RouteMetric= in [IPv6AcceptRA].",
		})
	}
}

// advertisedDNS writes whether the name servers of router advertisements are
// used, which netplan can say since 1.1 and for networkd.
func (r *raiser) advertisedDNS(l *ir.Link, t tree, ra bool) {
	switch use := l.IPv6.UseDNS; {
	case !ra:
	case r.via(l) == target.NetworkdVia && !r.target.Netplan.Before("1.1"):
		o := newTree()
		o.set("use-dns", boolean(use.Value))
		t.add("ra-overrides", o)
	case use.Value || r.via(l) == target.NetworkManager: // to untold
	default:
		r.ledger.Lose(l, diag.Behaviour, "ipv6", "useDNS", use.Span, "netplan can refuse the name servers of router advertisements only since 1.1 and under networkd",
			"Name servers that a router advertises will be used beside those that are configured.")
	}
}

// combine makes both families the same, because netplan refuses differing
// overrides under networkd (seen with netplan 0.106: "networkd requires that
// use-dns has the same value in both").
func (r *raiser) combine(l *ir.Link, o4, o6 *overrides) {
	lose := func(item string, span source.Span) {
		r.ledger.Lose(l, diag.Behaviour, "ipv6", item, span, "under networkd netplan wants one value for DHCPv4 and DHCPv6, and that of DHCPv4 is written",
			"The link treats the answers of both servers alike. Set it by hand in a networkd drop-in if they must differ.")
	}
	if o4.useDNS.Or(true) != o6.useDNS.Or(true) {
		lose("useDNS", l.IPv6.UseDNS.Span)
	}
	if o4.useRoutes.Or(true) != o6.useRoutes.Or(true) {
		lose("useRoutes", l.IPv6.UseRoutes.Span)
	}
	if o4.metric.Set != o6.metric.Set || o4.metric.Value != o6.metric.Value {
		lose("routeMetric", l.IPv6.RouteMetric.Span)
	}
	*o6 = *o4
}

// metric is the metric of the routes that DHCP brings.
func (r *raiser) metric(l *ir.Link, what string, o ir.Opt[int]) ir.Opt[int] {
	if o.Set && (o.Value < 0 || int64(o.Value) > maxUint32) {
		r.ledger.Lose(l, diag.Behaviour, what, "routeMetric", o.Span, "it is no metric", "A metric is a number in 0..4294967295.")
		return ir.Opt[int]{}
	}
	return o
}

// clientID writes which identifier the DHCP client sends.
func (r *raiser) clientID(l *ir.Link, t tree) {
	switch id := l.IPv4.ClientID; id.Value {
	case "mac", "duid":
		t.set("dhcp-identifier", text(id.Value))
	default:
		r.ledger.Lose(l, diag.Behaviour, "ipv4", "clientID", id.Span, "netplan knows the identifiers \"mac\" and \"duid\"",
			"The DHCP server will see another client identifier and may give another address.")
	}
}
