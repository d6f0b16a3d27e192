package effect

import (
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/target"
)

// Told returns what NetworkManager learns of a link from netplan, whose version
// tells how much: netplan writes a profile that says less than its definition,
// and more.
func Told(h *ir.Host, l *ir.Link, version target.Version) *ir.Link {
	c := *l
	c.Routes, c.Rules = slices.Clone(l.Routes), slices.Clone(l.Rules)
	if c.Implied || c.Kind == ir.Other || h.BondOf(l.Name) != nil || h.BridgeOf(l.Name) != nil {
		return &c
	}
	tell(&c, version)
	if Raised(h, l) {
		c.Activation = ir.Opt[ir.Activation]{}
	}
	return &c
}

// AsTold returns the host with what NetworkManager learns from netplan in place of
// what its definitions say: h itself where netplan tells it nothing.
func AsTold(h *ir.Host, t target.Target) *ir.Host {
	return asTold(h, t, func(*ir.Link) bool { return false })
}

// AsToldAgain is AsTold for a host that Pin has pinned to be written for netplan
// again, where to applies the links that name nobody: Pin has done the same to
// those that get another renderer.
func AsToldAgain(h *ir.Host, t target.Target, to target.Via) *ir.Host {
	return asTold(h, t, func(l *ir.Link) bool { return l.Via.Or(to) != target.NetworkManager })
}

func asTold(h *ir.Host, t target.Target, pinned func(*ir.Link) bool) *ir.Host {
	if h.Dialect() != "netplan" {
		return h
	}
	told := h
	for i, l := range h.Links {
		if Via(h, l, t) != target.NetworkManager || pinned(l) {
			continue
		}
		if told == h {
			told = h.Clone()
		}
		told.Links[i] = Told(h, l, t.Netplan)
	}
	return told
}

// tell makes of a link that is no port what netplan tells NetworkManager of
// it, and returns what it does not, by reasons.
func tell(l *ir.Link, version target.Version) []gone {
	profileMetric(l)
	return []gone{profile4(l), profile6(l), profileRules(l, version)}
}

// profileMetric gives static IPv4 routes the metric that the profile has for those
// of DHCP: NetworkManager knows one for both (src/nm.c,
// write_dhcp_overrides; seen with 0.106 and 1.1.2).
func profileMetric(l *ir.Link) {
	for i := range l.Routes {
		if r := &l.Routes[i]; r.Family == 4 && !r.Metric.Set && l.IPv4.Method.Value == ir.MethodDHCP {
			r.Metric = l.IPv4.RouteMetric
		}
	}
}

// profile4 is the IPv4 half of the profile that netplan makes for NetworkManager:
// a link without any address gets a link-local one, and of what a DHCP server says
// only the routes can be refused (src/nm.c, write_nm_conf_access_point and
// write_dhcp_overrides; seen with 0.106 and 1.1.2).
func profile4(l *ir.Link) (lost gone) {
	c := &l.IPv4
	if c.Method.Value != ir.MethodDHCP && firstOf(l, true) == nil {
		c.Method = ir.Some(ir.MethodLinkLocal, l.Span)
	}
	c.LinkLocal = ir.Opt[bool]{}
	drop(&lost, "use-dns", &c.UseDNS, true)
	drop(&lost, "hostname", &c.Hostname, "")
	drop(&lost, "dhcp-identifier", &c.ClientID, "")
	return lost
}

// profile6 is the IPv6 half: DHCPv6 is NetworkManager's "auto", an address or a
// name server its "manual", which takes no advertisements, and with neither the
// link is left to the kernel, whatever the file says about advertisements, and
// its IPv6 routes go nowhere (src/nm.c, write_nm_conf_access_point; seen with 0.106
// and 1.1.2).
func profile6(l *ir.Link) (lost gone) {
	c := &l.IPv6
	drop(&lost, "accept-ra", &c.RA, !AsksDHCP6(c) && firstOf(l, false) == nil)
	drop(&lost, "link-local", &c.LinkLocal, c.LinkLocal.Value)
	drop(&lost, "use-dns", &c.UseDNS, true)
	named := slices.ContainsFunc(l.DNS.Servers, func(s ir.DNSServer) bool { return is6(s.Addr) })
	switch {
	case AsksDHCP6(c):
		c.Method = ir.Some(ir.MethodAuto, l.Span)
		c.DHCP = ir.Opt[bool]{}
	case firstOf(l, false) != nil || named:
		c.Method, c.RA = ir.Some(ir.MethodStatic, l.Span), ir.Some(false, l.Span)
	default:
		c.Method, c.Privacy = ir.Some(ir.MethodIgnore, l.Span), ir.Opt[bool]{}
		l.Routes = slices.DeleteFunc(l.Routes, func(r ir.Route) bool {
			return r.Family == 6 && lost.add(RouteText(&r), r.Span)
		})
	}
	return lost
}

// profileRules takes out the policy rules that netplan leaves out of the
// profile: all of them before 1.1, and then those without a priority (seen with
// 0.106 and 1.1.2).
func profileRules(l *ir.Link, version target.Version) (lost gone) {
	l.Rules = slices.DeleteFunc(l.Rules, func(r ir.Rule) bool {
		told := r.Priority.Set && !version.Before("1.1")
		return !told && lost.add(RuleText(&r), r.Span)
	})
	return lost
}

// drop takes out a setting that is not passed on, and notes it unless silence
// says the same.
func drop[T comparable](lost *gone, name string, o *ir.Opt[T], silence T) {
	if o.Set && o.Value != silence {
		lost.add(name, o.Span)
	}
	*o = ir.Opt[T]{}
}
