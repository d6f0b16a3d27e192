package ifcfg

import (
	"fmt"
	"net/netip"
	"strconv"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// gateways resolves the IPv4 default routes of the host, which DEFROUTE,
// GATEWAY and GATEWAYDEV of several files decide together (ifup-eth;
// facts/dialects.md 15, T10).
func (r *reader) gateways() {
	for _, p := range r.profiles {
		if p.link.Kind != ir.Other {
			r.gateway(p)
		}
	}
	gw, dev := r.global.get("GATEWAY"), r.global.get("GATEWAYDEV")
	if dev != nil && r.byName[dev.value()] == nil {
		dev.spare(diag.Connectivity, fmt.Sprintf("no file declares the link %q", dev.value()))
		gw.spare(diag.Connectivity, fmt.Sprintf("GATEWAYDEV gives it to %q, which no file declares", dev.value()))
		return
	}
	if gw != nil && dev == nil {
		r.globalGateway(gw)
	}
}

// gateway adds the default route of one link's own GATEWAY, or of the global
// one where GATEWAYDEV names the link.
func (r *reader) gateway(p *profile) {
	own := p.get("GATEWAY")
	for n := 0; own == nil && n < 3; n++ { // NetworkManager takes the first
		own = p.get("GATEWAY" + strconv.Itoa(n))
	}
	dev := p.get("GATEWAYDEV")
	if dev == nil {
		dev = r.global.get("GATEWAYDEV")
	}
	chosen := dev != nil && dev.value() == p.link.Name
	route := p.flag("DEFROUTE", "ipv4")
	switch {
	case dev != nil && !chosen:
		own.use("gatewaydev")
		if p.link.IPv4.Method.Value == ir.MethodDHCP {
			p.link.IPv4.NeverDefault = ir.Some(true, dev.span())
		}
		return
	case route.Set && !(chosen && p.nm): // to NetworkManager GATEWAYDEV goes before
		route.Value = !route.Value
		p.link.IPv4.NeverDefault = route
		if route.Value {
			own.use("defroute")
			return
		}
	}
	if chosen {
		dev.use("route")
		if global := r.global.get("GATEWAY"); own == nil {
			own = global
		} else {
			global.use("overridden") // the file is sourced later
		}
	}
	switch _, _, static := first4(p.link); {
	case own != nil:
		r.defaultRoute(p, own)
	case chosen && static:
		p.link.Routes = append(p.link.Routes, r.shaped(p, ir.Route{Default: true, Family: 4, Span: dev.span()}))
	}
}

// defaultRoute adds the route that GATEWAY asks for.
func (r *reader) defaultRoute(p *profile, gw *variable) {
	if _, _, static := first4(p.link); !static {
		gw.spare(diag.Behaviour, "the link has no IPv4 address of its own, so nobody installs the route")
		return
	}
	via, err := netip.ParseAddr(gw.value())
	if err != nil || !via.Is4() {
		r.bad(gw, p.link.Name, fmt.Sprintf("%q is no IPv4 address of a gateway", gw.value()))
		return
	}
	gw.use("route")
	if via.IsUnspecified() {
		via = netip.Addr{}
	}
	p.link.Routes = append(p.link.Routes, r.shaped(p, ir.Route{Default: true, Family: 4, Via: via, Span: gw.span()}))
}

// shaped adds what METRIC and SRCADDR say about a generated route.
func (r *reader) shaped(p *profile, route ir.Route) ir.Route {
	if v := p.first("METRIC", "IPV4_ROUTE_METRIC"); v != nil {
		route.Metric = r.number(p, v.item.Key, "route")
	}
	if v := p.get("SRCADDR"); v != nil {
		if addr, err := netip.ParseAddr(v.value()); err == nil && addr.Is4() {
			v.use("route")
			route.Source = addr
		}
	}
	return route
}

// globalGateway gives the GATEWAY of /etc/sysconfig/network to the link whose
// first address's network holds it. A link's own GATEWAY goes before.
func (r *reader) globalGateway(gw *variable) {
	via, err := netip.ParseAddr(gw.value())
	if err != nil || !via.Is4() {
		r.bad(gw, "", fmt.Sprintf("%q is no IPv4 address of a gateway", gw.value()))
		return
	}
	for _, p := range r.profiles {
		prefix, _, ok := first4(p.link)
		if !ok || p.link.Kind == ir.Other || r.isPort(p) || !prefix.Masked().Contains(via) {
			continue
		}
		switch {
		case p.link.IPv4.NeverDefault.Value:
			gw.use("defroute")
		case p.get("GATEWAY") != nil:
			gw.use("overridden")
		default:
			r.defaultRoute(p, gw)
			return
		}
	}
	gw.spare(diag.Connectivity, "it lies in the network of no link's first address")
}
