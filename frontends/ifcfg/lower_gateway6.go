package ifcfg

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// gateways6 resolves IPV6_DEFAULTGW, which may name its link behind a percent
// sign, and IPV6_DEFAULTDEV (network-functions-ipv6, ipv6_set_default_route).
func (r *reader) gateways6() {
	for _, p := range r.profiles {
		if p.link.Kind == ir.Other || p.link.IPv6.Method.Value == ir.MethodDisabled {
			continue
		}
		gw := p.get("IPV6_DEFAULTGW")
		if p.link.IPv6.NeverDefault.Value {
			gw.use("defroute")
			continue
		}
		r.gateway6(p, gw, p.get("IPV6_DEFAULTDEV"))
	}
	r.gateway6(nil, r.global.get("IPV6_DEFAULTGW"), r.global.get("IPV6_DEFAULTDEV"))
}

// gateway6 adds the default route of a gateway, a device or both. p is the
// link whose file says so, nil for /etc/sysconfig/network.
func (r *reader) gateway6(p *profile, gw, dev *variable) {
	if gw == nil && dev == nil {
		return
	}
	route := ir.Route{Default: true, Family: 6}
	name, by := "", dev
	if gw != nil {
		by = gw
		text, zone, _ := strings.Cut(gw.value(), "%")
		via, err := netip.ParseAddr(text)
		if err != nil || !via.Is6() {
			r.bad(gw, "", fmt.Sprintf("%q is no IPv6 address of a gateway", gw.value()))
			return
		}
		if !via.IsUnspecified() {
			route.Via = via
		}
		name = zone
	}
	if name == "" && dev != nil {
		name = dev.value()
	}
	route.Span = by.span()
	to := r.holder6(p, name, route.Via)
	if to == nil || to.link.Kind == ir.Other {
		why := "it lies in the network of no link's IPv6 address"
		if name != "" {
			why = fmt.Sprintf("no file declares the link %q", name)
		}
		gw.spare(diag.Connectivity, why)
		dev.spare(diag.Connectivity, why)
		return
	}
	gw.use("route")
	dev.use("route")
	to.link.Routes = append(to.link.Routes, route)
}

// holder6 returns the link that a default route belongs to: the one named,
// else the file's own, else the one with the gateway in its network.
func (r *reader) holder6(p *profile, name string, via netip.Addr) *profile {
	if name != "" {
		return r.byName[name]
	}
	if p != nil {
		return p
	}
	for _, p := range r.profiles {
		for _, a := range p.link.Addresses {
			if a.Prefix.Addr().Is6() && via.IsValid() && a.Prefix.Masked().Contains(via) {
				return p
			}
		}
	}
	return nil
}
