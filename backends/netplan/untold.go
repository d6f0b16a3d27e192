package netplan

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// untold announces what stands in the definition and netplan does not tell
// NetworkManager, and what it tells without being asked. Most of it can be had
// by a property of the profile, which the definition hands on below
// networkmanager and passthrough (seen with netplan 0.106 and 1.1.2: it replaces
// what netplan writes itself).
func (r *raiser) untold(l *ir.Link) {
	if r.ledger.Owner(l.Name) != nil {
		return
	}
	if l.Implied {
		if l.Kind == ir.Ethernet {
			r.selfAssigned(l)
		}
		return
	}
	told := effect.Told(r.host, l, r.target.Netplan)
	u := untold{raiser: r, link: l}
	u.names4(told)
	u.names6(told)
	u.advertised(told)
	u.routes(told)
	u.added(told)
	if effect.Raised(r.host, l) {
		u.lose(diag.Connectivity, "activation", "", l.Activation.Span, "NetworkManager brings it up with its ports",
			fmt.Sprintf("%q is not brought up at boot today, and would be then: the profile of each port starts its controller. Keep the ports down as well (activation-mode: manual in their definitions), and have a person's nmcli connection up start them: %s.", l.Name, property("connection.autoconnect-slaves", "1")))
	}
}

// toldToday reports whether netplan tells NetworkManager of the link already, so
// that nothing changes.
func (r *raiser) toldToday(l *ir.Link) bool {
	return r.host.Dialect() == dialect && !l.Implied && effect.Via(r.host, l, target.Target{}) == target.NetworkManager
}

// heeded is the link without IPv6 name servers where it has no IPv6 addresses:
// netplan makes the profile's method "manual" of them, and NetworkManager refuses a
// profile of that method without an address, with all that is in it
// (nm-setting-ip6-config.c, verify; seen with netplan 0.106 and 1.1.2).
func (r *raiser) heeded(l *ir.Link) *ir.Link {
	six := func(a netip.Addr) bool { return a.Is6() && !a.Is4In6() }
	if effect.AsksDHCP6(&l.IPv6) || slices.ContainsFunc(l.Addresses, func(a ir.Address) bool { return six(a.Prefix.Addr()) }) {
		return l
	}
	c := *l
	c.DNS.Servers = nil
	for _, s := range l.DNS.Servers {
		if six(s.Addr) {
			r.ledger.Lose(l, diag.Connectivity, "dns", s.Addr.String(), s.Span, "NetworkManager refuses a profile with an IPv6 name server and no IPv6 address",
				"The host does not use it to resolve names. Write it on a link that has IPv6 addresses, or give this one an address.")
			continue
		}
		c.DNS.Servers = append(c.DNS.Servers, s)
	}
	return &c
}

// untold is the link at hand.
type untold struct {
	*raiser
	link *ir.Link
}

func (u *untold) lose(class diag.Class, what, item string, span source.Span, why, detail string) {
	u.ledger.Lose(u.link, class, what, item, span, why, detail)
}

const unsaid = "netplan does not tell NetworkManager"

// property is how a definition hands a property of a profile on.
func property(name, value string) string {
	return fmt.Sprintf("add networkmanager: {passthrough: {%s: %q}} to the definition", name, value)
}

// names4 is what is taken from a DHCPv4 server.
func (u *untold) names4(told *ir.Link) {
	is, c := &u.link.IPv4, &told.IPv4
	if is.Method.Value != ir.MethodDHCP {
		return
	}
	if is.UseDNS.Or(true) != c.UseDNS.Or(true) {
		u.lose(diag.Behaviour, "ipv4", "useDNS", is.UseDNS.Span, unsaid,
			"Name servers from DHCP will be used beside those that are configured. To refuse them, "+property("ipv4.ignore-auto-dns", "true")+".")
	}
	if is.Hostname.Set && !c.Hostname.Set {
		u.lose(diag.Behaviour, "ipv4", "hostname", is.Hostname.Span, unsaid,
			"The DHCP server will see the system's own name. To send this one, "+property("ipv4.dhcp-hostname", is.Hostname.Value)+".")
	}
	if is.ClientID.Set && !c.ClientID.Set {
		u.lose(diag.Behaviour, "ipv4", "clientID", is.ClientID.Span, unsaid,
			"The DHCP server will see another client identifier and may give another address. To send this one, "+property("ipv4.dhcp-client-id", is.ClientID.Value)+".")
	}
}

// names6 is what is taken from DHCPv6 servers and routers, where there are any
// to listen to.
func (u *untold) names6(told *ir.Link) {
	is, c := &u.link.IPv6, &told.IPv6
	if is.UseDNS.Or(true) != c.UseDNS.Or(true) && (effect.RA(c) || effect.AsksDHCP6(c)) {
		u.lose(diag.Behaviour, "ipv6", "useDNS", is.UseDNS.Span, unsaid,
			"Name servers from DHCPv6 and router advertisements will be used beside those that are configured. To refuse them, "+property("ipv6.ignore-auto-dns", "true")+".")
	}
	if is.Privacy.Value && !c.Privacy.Set {
		u.lose(diag.Behaviour, "ipv6", "privacy", is.Privacy.Span, unsaid+", as it leaves IPv6 to the kernel",
			"The link has no temporary addresses unless the system's own setting makes them (net.ipv6.conf.default.use_tempaddr). To have NetworkManager make them, "+property("ipv6.method", "auto")+", and the same for ipv6.ip6-privacy: \"2\".")
	}
}

// advertised is what the link takes from routers, and its link-local address:
// an IPv6 address or name server makes the profile's method "manual", which
// listens to no router, and without either the kernel listens to all.
func (u *untold) advertised(told *ir.Link) {
	is, c := &u.link.IPv6, &told.IPv6
	span := is.RA.Span
	if !is.RA.Set {
		span = is.Method.Span
	}
	switch was, will := effect.RA(is), effect.RA(c); {
	case was && !will:
		class := diag.Connectivity
		if !is.RA.Set && slices.ContainsFunc(u.link.Routes, func(x ir.Route) bool { return x.Default && x.Family == 6 }) {
			class = diag.Behaviour // the link has its way out
		}
		u.lose(class, "ipv6", "ra", span, "beside a static IPv6 address or name server it tells NetworkManager to listen to no router",
			"The link loses the addresses and routes that routers advertise, if any do. To keep them, "+property("ipv6.method", "auto")+".")
	case !was && will:
		u.lose(diag.Behaviour, "ipv6", "ra", span, unsaid,
			"The kernel will accept router advertisements on the link, and the addresses and routes in them. To keep routers out, "+property("ipv6.method", "link-local")+", or \"disabled\" to switch IPv6 off.")
	}
	if effect.AsksDHCP6(is) && !effect.AsksDHCP6(c) {
		u.lose(diag.Behaviour, "ipv6", "dhcp", is.Method.Span, "it tells NetworkManager \"auto\", which asks a DHCPv6 server only where a router says so",
			"Where routers advertise, and tell hosts to ask (the managed flag), nothing changes; where none does, the link gets no address. To ask in any case, "+property("ipv6.method", "dhcp")+".")
	}
	if !is.LinkLocal.Or(is.Method.Value != ir.MethodDisabled) {
		u.lose(diag.Behaviour, "ipv6", "linkLocal", is.Method.Span, unsaid,
			"The link will have an IPv6 link-local address. To have none, "+property("ipv6.method", "disabled")+".")
	}
}

// routes are the IPv6 routes of a link without an IPv6 address. Those that
// cannot be written anyhow have been announced.
func (u *untold) routes(told *ir.Link) {
	for i := range u.link.Routes {
		x := &u.link.Routes[i]
		if u.unroutable(u.link, x) != "" || slices.ContainsFunc(told.Routes, func(t ir.Route) bool { return t == *x }) {
			continue
		}
		u.ledger.LoseRoute(u.link, diag.Connectivity, x, "on a link without an IPv6 address "+unsaid,
			"The host will not have the route. Give the link an IPv6 address, or "+property("ipv6.method", "auto")+" and the route by ipv6.route1 beside it.")
	}
}

// added is what netplan tells NetworkManager without being asked.
func (u *untold) added(told *ir.Link) {
	l := u.link
	if asked := l.IPv4.Method.Value; told.IPv4.Method.Value == ir.MethodLinkLocal && asked != ir.MethodLinkLocal && asked != ir.MethodShared && !l.IPv4.LinkLocal.Value {
		u.selfAssigned(l)
	}
	if l.IPv4.LinkLocal.Value && told.IPv4.Method.Value != ir.MethodLinkLocal {
		u.lose(diag.Behaviour, "ipv4", "linkLocal", l.IPv4.LinkLocal.Span, unsaid+" beside other addresses",
			"The link has its other addresses only. Devices that have nothing but a link-local address cannot reach it. To have both, "+property("ipv4.link-local", "3")+" (NetworkManager 1.40).")
	}
}

// selfAssigned announces the address that a link without one gets.
func (r *raiser) selfAssigned(l *ir.Link) {
	r.ledger.Add(loss.Loss{
		Link: l, Class: diag.Behaviour, What: "ipv4", Item: "method",
		Message: fmt.Sprintf("%q gets an IPv4 link-local address: netplan tells NetworkManager so where a link has no IPv4 address", l.Name),
		Detail:  "An address from 169.254.0.0/16 appears on the link. To have none, " + property("ipv4.method", "disabled") + ".",
	})
}
