package effect

import (
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/target"
)

// netplanMetric is the metric of DHCP's routes that netplan writes for networkd
// where the file names none (netplan src/networkd.c, write_network_file; seen
// with 0.106 and 1.1.2).
const netplanMetric = 100

// sharedMetric is the metric that netplan writes for networkd into the section
// [DHCP] of a link that asks for DHCP: that of dhcp4-overrides where it asks for
// DHCPv4, else that of dhcp6-overrides (src/networkd.c, combine_dhcp_overrides,
// which refuses two that differ). To networkd the section is about routes that
// routers bring too, whether DHCPv6 is asked for or not (systemd
// networkd-dhcp-common.c, config_parse_dhcp_route_metric). A link without DHCP has
// no such section. The value is not set where the file names none.
func sharedMetric(l *ir.Link) (metric ir.Opt[int], written bool) {
	switch {
	case l.IPv4.Method.Value == ir.MethodDHCP:
		return l.IPv4.RouteMetric, true
	case AsksDHCP6(&l.IPv6):
		return l.IPv6.RouteMetric, true
	}
	return ir.Opt[int]{}, false
}

// advertisedMetric is the metric of the routes that routers bring.
func advertisedMetric(h *ir.Host, l *ir.Link, via target.Via) ir.Opt[int] {
	if !RA(&l.IPv6) || via != target.NetworkdVia || !throughNetplan(h, via) {
		return l.IPv6.RouteMetric
	}
	metric, _ := sharedMetric(l)
	return metric
}

// netplanMetric writes out the one metric that netplan has networkd use for the
// routes of DHCP and of routers, and takes out one of dhcp6-overrides that goes
// nowhere. For netplan again its silence stays silence.
func (p *pinner) netplanMetric(l *ir.Link) {
	port := p.host.BondOf(l.Name) != nil || p.host.BridgeOf(l.Name) != nil
	if p.via != target.NetworkdVia || !throughNetplan(p.host, p.via) || l.Implied || l.Kind == ir.Other || port {
		return
	}
	metric, written := sharedMetric(l)
	if written && !metric.Set && p.dialect != "netplan" {
		span := l.IPv4.Method.Span
		if l.IPv4.Method.Value != ir.MethodDHCP {
			span = l.IPv6.Method.Span
		}
		metric = ir.Some(netplanMetric, span)
	}
	if own := l.IPv6.RouteMetric; own.Set && (!metric.Set || own.Value != metric.Value) {
		p.never(l, gone{items: []string{"route-metric"}, span: own.Span}, "netplan does not tell networkd",
			"netplan passes on the metric of dhcp6-overrides only where the link asks for DHCPv6, and that of dhcp4-overrides where it asks for DHCPv4; networkd uses the one it is told for routes of DHCP and of routers. The output is what the host runs with now.")
	}
	if l.IPv4.Method.Value == ir.MethodDHCP {
		l.IPv4.RouteMetric = metric
	}
	if l.IPv6.RouteMetric = metric; !RA(&l.IPv6) {
		l.IPv6.RouteMetric = ir.Opt[int]{} // DHCPv6 brings no routes
	}
}
