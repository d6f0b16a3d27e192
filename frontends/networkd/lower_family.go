package networkd

import (
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// families reads what the link does by itself: DHCP, link-local addresses,
// router advertisements.
func (l *lowering) families(link *ir.Link, d *document, s *section) {
	v4, v6 := l.both(s, "DHCP", "dhcp")
	l.linkLocal(link, s)
	c4, c6 := &link.IPv4, &link.IPv6
	l.accept(link, s)
	c6.Privacy = l.privacy(s)
	first4, first6 := firstAddresses(link)
	switch {
	case v4.Value:
		c4.Method = ir.Some(ir.MethodDHCP, v4.Span)
	case first4.Known():
		c4.Method = ir.Some(ir.MethodStatic, first4)
	}
	if v6.Value {
		c6.DHCP = v6
	}
	switch {
	case v6.Value:
		c6.Method = ir.Some(ir.MethodDHCP, v6.Span)
	case c6.LinkLocal.Set && !c6.LinkLocal.Value && c6.RA.Set && !c6.RA.Value && !first6.Known():
		c6.Method = ir.Some(ir.MethodDisabled, c6.RA.Span)
	case c6.RA.Value:
		c6.Method = ir.Some(ir.MethodAuto, c6.RA.Span)
	case first6.Known():
		c6.Method = ir.Some(ir.MethodStatic, first6)
	}
	l.dhcp(c4, d.merged("DHCPv4", "DHCP"))
	l.dhcp6(c6, d.merged("DHCPv6"))
	l.advertised(c6, d.merged("IPv6AcceptRA"))
	l.advertisedMetric(c6, d)
}

func firstAddresses(link *ir.Link) (v4, v6 source.Span) {
	for i := range link.Addresses {
		a := &link.Addresses[i]
		switch {
		case a.Prefix.Addr().Is4() && !v4.Known():
			v4 = a.Span
		case !a.Prefix.Addr().Is4() && !v6.Known():
			v6 = a.Span
		}
	}
	return v4, v6
}

// both reads a key that says yes, no, or one of the two families.
func (l *lowering) both(s *section, name, use string) (v4, v6 ir.Opt[bool]) {
	k := s.last(name)
	if k == nil {
		return v4, v6
	}
	set := func(on4, on6 bool) {
		k.use(use)
		v4, v6 = ir.Some(on4, k.ValueSpan), ir.Some(on6, k.ValueSpan)
	}
	on, p := option.DecodeFlag(k.Value)
	switch {
	case p.Kind == option.NoProblem:
		set(on, on)
	case k.Value == "ipv4" || k.Value == "v4":
		set(true, false)
	case k.Value == "ipv6" || k.Value == "v6":
		set(false, true)
	case k.Value == "both":
		set(true, true)
	case k.Value == "none":
		set(false, false)
	default:
		l.bad(k, "it is none of yes, no, ipv4, ipv6")
	}
	return v4, v6
}

func (l *lowering) linkLocal(link *ir.Link, s *section) {
	k := s.last("LinkLocalAddressing")
	if k != nil && (k.Value == "fallback" || k.Value == "ipv4-fallback") {
		k.entry.Reason = "an address that is taken only while DHCP finds none is known to networkd alone"
		return
	}
	v4, v6 := l.both(s, "LinkLocalAddressing", "link-local")
	if v4.Value {
		link.IPv4.LinkLocal = v4
	}
	link.IPv6.LinkLocal = v6
}

func (l *lowering) accept(link *ir.Link, s *section) {
	link.IPv6.RA = l.flag(s, "ra", "IPv6AcceptRA", "IPv6AcceptRouterAdvertisements")
}

func (l *lowering) privacy(s *section) ir.Opt[bool] {
	if k := s.last("IPv6PrivacyExtensions"); k != nil && (k.Value == "prefer-public" || k.Value == "kernel") {
		k.entry.Reason = "the model knows temporary addresses that are preferred, or none"
		return ir.Opt[bool]{}
	}
	return l.flag(s, "privacy", "IPv6PrivacyExtensions")
}

const maxUint32 = 1<<32 - 1

// dhcp reads [DHCPv4], or [DHCP] of systemd 242 and older, which all later ones
// read too and netplan writes.
func (l *lowering) dhcp(c *ir.IPv4, s *section) {
	if o := text(s, "dhcp", "ClientIdentifier"); o.Set {
		c.ClientID = o
	}
	c.Hostname = text(s, "dhcp", "Hostname")
	c.UseDNS = l.flag(s, "dhcp", "UseDNS")
	c.UseRoutes = l.flag(s, "dhcp", "UseRoutes")
	c.NeverDefault = l.refused(s, c.UseRoutes)
	c.RouteMetric = l.number(s, "dhcp", 0, maxUint32, "RouteMetric")
	if o := l.flag(s, "dad", "SendDecline"); o.Value {
		c.DAD = o
	}
}

// refused reads whether the default route is refused. Where all routes are,
// nothing is left to refuse.
func (l *lowering) refused(s *section, routes ir.Opt[bool]) ir.Opt[bool] {
	o := l.flag(s, "dhcp", "UseGateway")
	if !o.Set || routes.Set && !routes.Value && !o.Value {
		return ir.Opt[bool]{}
	}
	o.Value = !o.Value
	return o
}

func (l *lowering) dhcp6(c *ir.IPv6, s *section) {
	if k := s.last("WithoutRA"); k != nil && k.Value == "solicit" {
		k.use("dhcp")
	}
	c.UseDNS = l.flag(s, "dhcp", "UseDNS")
}

func (l *lowering) advertised(c *ir.IPv6, s *section) {
	if o := l.flag(s, "ra", "UseDNS"); o.Set {
		c.UseDNS = o
	}
	c.UseRoutes = l.flag(s, "ra", "UseRoutePrefix")
	c.NeverDefault = l.refused(s, c.UseRoutes)
}

// advertisedMetric reads the metric of the routes that routers bring. It has been
// a key of [IPv6AcceptRA] since systemd 249 and of [DHCPv6] since 243, which is
// read to this day; where neither has it, that of [DHCP] counts for routers as
// well (networkd-dhcp-common.c, config_parse_dhcp_route_metric: "for backward
// compatibility"; before 243 networkd-ndisc.c has no other). That of [DHCPv4]
// does not.
func (l *lowering) advertisedMetric(c *ir.IPv6, d *document) {
	c.RouteMetric = l.number(d.merged("DHCPv6", "IPv6AcceptRA"), "ra", 0, maxUint32, "RouteMetric")
	if s := d.merged("DHCP"); !c.RouteMetric.Set && c.RA.Or(true) && s.last("RouteMetric") != nil {
		c.RouteMetric = l.number(s, "dhcp", 0, maxUint32, "RouteMetric")
	}
}
