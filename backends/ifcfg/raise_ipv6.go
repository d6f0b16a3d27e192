package ifcfg

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// ipv6 writes the IPv6 configuration. To initscripts silence leaves it to the
// kernel, which takes router advertisements; NetworkManager switches IPv6 off
// without IPV6INIT=yes (facts/dialects.md 3.1).
func (r *raiser) ipv6() {
	c := &r.link.IPv6
	addresses := r.addresses6()
	switch {
	case c.Method.Value == ir.MethodDisabled && len(addresses) == 0 && !c.RA.Value && !c.LinkLocal.Value:
		r.vars.set("IPV6INIT", "no")
		if r.nm() {
			// IPV6INIT=no alone leaves the kernel's autoconfiguration on there.
			r.vars.set("IPV6_DISABLED", "yes")
		}
		return
	case c.Method.Value == ir.MethodIgnore && r.nm():
		r.vars.set("IPV6INIT", "no")
		if r.host.Dialect() != "ifcfg" { // there it meant the same
			r.lose(diag.Behaviour, "ipv6", "", c.Method.Span, "IPV6INIT=no is all there is, which other readers take for off",
				"NetworkManager leaves IPv6 to the kernel, as asked. Under initscripts the same file says that IPv6 is off.")
		}
		return
	case c.Method.Value == ir.MethodIgnore && len(addresses) == 0:
		r.answers6()
		return
	case r.silent6(len(addresses)):
		if !r.nm() {
			r.answers6()
		}
		return
	}
	r.vars.set("IPV6INIT", "yes")
	r.autoconf()
	if c.DHCP.Value || c.Method.Value == ir.MethodDHCP {
		r.vars.set("DHCPV6C", "yes")
	}
	if len(addresses) > 0 {
		r.vars.set("IPV6ADDR", addresses[0])
	}
	if len(addresses) > 1 {
		r.vars.set("IPV6ADDR_SECONDARIES", strings.Join(addresses[1:], " "))
	}
	switch {
	case c.Privacy.Value:
		r.vars.set("IPV6_PRIVACY", "rfc3041")
	case c.Privacy.Set:
		r.vars.set("IPV6_PRIVACY", "no")
	}
	if c.LinkLocal.Set && !c.LinkLocal.Value {
		r.lose(diag.Behaviour, "ipv6", "linkLocal", c.LinkLocal.Span, "a link with IPv6 always has a link-local address there",
			"The link has a link-local address beside what is written.")
	}
	r.answers6()
}

// silent6 reports whether nothing has to be written about IPv6. The metric of
// what routers advertise has no key for initscripts.
func (r *raiser) silent6(addresses int) bool {
	c := r.link.IPv6
	if !r.nm() {
		c.RouteMetric = ir.Opt[int]{}
	}
	if addresses > 0 || c != (ir.IPv6{}) {
		return false
	}
	if r.isPort() || !r.nm() {
		return true
	}
	// What such a file did not say NetworkManager did not do either.
	return r.host.Dialect() == "ifcfg" && effect.Via(r.host, r.link, target.Target{}) == target.NetworkManager
}

// addresses6 returns the IPv6 addresses as text.
func (r *raiser) addresses6() []string {
	var list []string
	for _, a := range r.link.Addresses {
		if !isV6(a.Prefix.Addr()) {
			continue
		}
		r.lifetime(a)
		if a.Label != "" {
			r.changed(diag.Behaviour, "address", a.Prefix.String(), a.Span, fmt.Sprintf("the address %q of %q is written without its label %q", a.Prefix, r.link.Name, a.Label),
				"IPv6 addresses have no labels there, nor in the kernel.")
		}
		list = append(list, a.Prefix.String())
	}
	return list
}

// autoconf writes whether router advertisements are taken: to initscripts where
// it was said, to NetworkManager always.
func (r *raiser) autoconf() {
	c := &r.link.IPv6
	ra := effect.RA(c)
	if !ra || c.RA.Set || c.Method.Value == ir.MethodAuto || r.nm() {
		r.vars.flag("IPV6_AUTOCONF", ra)
	}
}

// answers6 writes what is taken from the answers of routers and servers, for
// which only NetworkManager has keys.
func (r *raiser) answers6() {
	c := &r.link.IPv6
	if r.nm() {
		for _, x := range []struct {
			key string
			o   ir.Opt[bool]
			no  bool
		}{{"IPV6_PEERDNS", c.UseDNS, false}, {"IPV6_PEERROUTES", c.UseRoutes, false}, {"IPV6_DEFROUTE", c.NeverDefault, true}} {
			if x.o.Set {
				r.vars.flag(x.key, x.o.Value != x.no)
			}
		}
		r.number("IPV6_ROUTE_METRIC", "ipv6", "routeMetric", c.RouteMetric)
		return
	}
	const detail = "initscripts leave the answer to router advertisements to the kernel and dhclient, which take all of it."
	for _, x := range []struct {
		item string
		lost bool
		span source.Span
	}{
		{"useDNS", c.UseDNS.Set && !c.UseDNS.Value, c.UseDNS.Span},
		{"useRoutes", c.UseRoutes.Set && !c.UseRoutes.Value, c.UseRoutes.Span},
		{"neverDefault", c.NeverDefault.Value, c.NeverDefault.Span},
	} {
		if x.lost {
			r.lose(diag.Behaviour, "ipv6", x.item, x.span, "initscripts have no key for it", detail)
		}
	}
	r.ledger.RouterMetric(r.link, "initscripts have no key for it")
}

// isV6 tells the families apart.
func isV6(a netip.Addr) bool { return a.Is6() && !a.Is4In6() }
