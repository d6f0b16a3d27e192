package nmprofile

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// ipv4 reads the IPv4 half of a profile.
func (l *lowering) ipv4(d *device) {
	c, p := &d.link.IPv4, d.main
	if it := p.item("ipv4.method"); it != nil {
		switch p.word(it.Value) {
		case "auto":
			c.Method = ir.Some(ir.MethodDHCP, it.Span)
		case "manual":
			c.Method = ir.Some(ir.MethodStatic, it.Span)
		case "disabled":
			c.Method = ir.Some(ir.MethodDisabled, it.Span)
		case "link-local":
			c.Method = ir.Some(ir.MethodLinkLocal, it.Span)
		case "shared":
			c.Method = ir.Some(ir.MethodShared, it.Span)
		default:
			l.bad(d, "ipv4.method", it, "the methods are auto, manual, disabled, link-local and shared")
		}
		if c.Method.Set {
			it.use("ipv4")
		}
	}
	c.UseDNS, c.UseRoutes, c.NeverDefault, c.RouteMetric = l.answers(d, "ipv4")
	for _, x := range []struct {
		name string
		to   *ir.Opt[string]
	}{{"ipv4.dhcp-client-id", &c.ClientID}, {"ipv4.dhcp-hostname", &c.Hostname}} {
		if it := p.item(x.name); it != nil {
			*x.to = ir.Some(it.Value, it.Span)
			it.use("ipv4")
		}
	}
	if it := p.item("ipv4.dad-timeout"); it != nil {
		switch n, err := strconv.Atoi(it.Value); {
		case err != nil:
			l.bad(d, "ipv4.dad-timeout", it, "it is no number")
		case n < 0:
			it.use("silence")
		default:
			c.DAD = ir.Some(n > 0, it.Span)
			it.use("ipv4")
		}
	}
	if it := p.item("ipv4.link-local"); it != nil {
		switch lowerCase(it.Value) {
		case "enabled", "3", "enable":
			c.LinkLocal = ir.Some(true, it.Span)
			it.use("ipv4")
		case "default", "auto", "0", "1":
			it.use("silence")
		}
	}
	l.family(d, "ipv4", 4)
}

// answers reads what is taken of what DHCP and routers say.
func (l *lowering) answers(d *device, setting string) (dns, routes, never ir.Opt[bool], metric ir.Opt[int]) {
	not := func(o ir.Opt[bool]) ir.Opt[bool] {
		o.Value = !o.Value
		return o
	}
	if o := l.flag(d, setting+".ignore-auto-dns", setting); o.Set {
		dns = not(o)
	}
	if o := l.flag(d, setting+".ignore-auto-routes", setting); o.Set {
		routes = not(o)
	}
	never = l.flag(d, setting+".never-default", setting)
	if it := d.main.item(setting + ".route-metric"); it != nil && it.Value == "-1" {
		it.use("silence")
	} else {
		metric = l.number(d, setting+".route-metric", setting)
	}
	return dns, routes, never, metric
}

// ipv6 reads the IPv6 half. What NetworkManager does itself it keeps from the
// kernel: with the methods manual and dhcp no advertisement is taken
// (nm-device.c, _dev_ipac6_start; man nm-settings-nmcli, ipv6.method).
func (l *lowering) ipv6(d *device) {
	c, p := &d.link.IPv6, d.main
	if it := p.item("ipv6.method"); it != nil {
		switch p.word(it.Value) {
		case "auto":
			c.Method = ir.Some(ir.MethodAuto, it.Span)
		case "manual":
			c.Method, c.RA = ir.Some(ir.MethodStatic, it.Span), ir.Some(false, it.Span)
		case "dhcp":
			c.Method, c.RA = ir.Some(ir.MethodDHCP, it.Span), ir.Some(false, it.Span)
		case "ignore":
			c.Method = ir.Some(ir.MethodIgnore, it.Span)
		case "disabled":
			c.Method = ir.Some(ir.MethodDisabled, it.Span)
		case "link-local":
			c.Method = ir.Some(ir.MethodLinkLocal, it.Span)
		case "shared":
			it.spare(diag.Connectivity, "bondc does not model IPv6 that is shared with others")
		default:
			l.bad(d, "ipv6.method", it, "the methods are auto, dhcp, manual, link-local, ignore, disabled and shared")
		}
		if c.Method.Set {
			it.use("ipv6")
		}
	}
	c.UseDNS, c.UseRoutes, c.NeverDefault, c.RouteMetric = l.answers(d, "ipv6")
	l.privacy(d)
	if it := p.item("ipv6.addr-gen-mode"); it != nil {
		switch lowerCase(it.Value) {
		case "eui64", "0":
			it.use("ipv6") // as the kernel does
		case "stable-privacy", "1":
			it.spare(diag.Behaviour, "other tools make the addresses of an interface from its MAC address, so the host has another IPv6 address then")
		default:
			it.spare(diag.Bookkeeping, "it leaves the choice to NetworkManager")
		}
	}
	l.family(d, "ipv6", 6)
}

// privacy reads ipv6.ip6-privacy: -1 leaves it to the system, 0 is off, 1 and 2
// make temporary addresses.
func (l *lowering) privacy(d *device) {
	it := d.main.item("ipv6.ip6-privacy")
	if it == nil {
		return
	}
	switch lowerCase(it.Value) {
	case "-1", "unknown", "default":
		it.use("silence")
	case "0", "disabled":
		d.link.IPv6.Privacy = ir.Some(false, it.Span)
		it.use("ipv6")
	case "1", "2", "prefer-public-addr", "prefer-temp-addr", "enabled", "enabled, prefer public ip", "enabled, prefer temporary ip":
		d.link.IPv6.Privacy = ir.Some(true, it.Span)
		it.use("ipv6")
	default:
		l.bad(d, "ipv6.ip6-privacy", it, "it is -1, 0, 1 or 2")
	}
}

// family reads addresses, routes, rules and name servers of a family.
func (l *lowering) family(d *device, setting string, family int) {
	p := d.main
	addresses := p.Items(setting + ".addresses")
	for i := range addresses {
		it := &addresses[i]
		prefix, ok := address(it.Value, family)
		if !ok {
			l.bad(d, setting+".addresses", it, fmt.Sprintf("it is no IPv%d address with a prefix", family))
			continue
		}
		it.use("address")
		d.link.Addresses = append(d.link.Addresses, ir.Address{Prefix: prefix, Span: it.Span})
	}
	l.gateway(d, setting, family)
	routes := p.Items(setting + ".routes")
	for i := range routes {
		l.route(d, setting, &routes[i], family)
	}
	rules := p.Items(setting + ".routing-rules")
	for i := range rules {
		l.rule(d, setting, &rules[i], family)
	}
	servers := p.Items(setting + ".dns")
	for i := range servers {
		it := &servers[i]
		// A server may have a name for TLS behind "#" (NetworkManager 1.42).
		if strings.Contains(it.Value, "://") {
			it.spare(diag.Connectivity, "bondc does not model name servers that are reached by a URI (NetworkManager 1.52)")
			continue
		}
		server, name, _ := strings.Cut(it.Value, "#")
		addr, err := netip.ParseAddr(server)
		if err != nil || addr.Is4() != (family == 4) {
			l.bad(d, setting+".dns", it, fmt.Sprintf("it is no IPv%d address", family))
			continue
		}
		if it.use("dns"); name != "" {
			it.spare(diag.Behaviour, "the server is asked without its name for TLS, "+strconv.Quote(name))
		}
		d.link.DNS.Servers = append(d.link.DNS.Servers, ir.DNSServer{Addr: addr, Span: it.Span})
	}
	for _, it := range p.Items(setting + ".dns-search") {
		it.use("dns")
		d.link.DNS.Search = append(d.link.DNS.Search, ir.Search{Domain: it.Value, Span: it.Span})
	}
}

// address reads "ADDRESS/PREFIX"; without a prefix it is the one address alone
// (seen with nmcli 1.42.4).
func address(text string, family int) (netip.Prefix, bool) {
	text = strings.TrimSpace(text)
	if !strings.Contains(text, "/") {
		addr, err := netip.ParseAddr(text)
		if err != nil || addr.Zone() != "" || addr.Is4() != (family == 4) {
			return netip.Prefix{}, false
		}
		return netip.PrefixFrom(addr, addr.BitLen()), true
	}
	prefix, err := netip.ParsePrefix(text)
	return prefix, err == nil && prefix.Addr().Is4() == (family == 4)
}

// gateway reads the default route. never-default takes it away again.
func (l *lowering) gateway(d *device, setting string, family int) {
	it := d.main.item(setting + ".gateway")
	if it == nil {
		return
	}
	addr, err := netip.ParseAddr(it.Value)
	switch {
	case it.Value == "0.0.0.0" || it.Value == "::":
		it.use("silence")
		return
	case err != nil || addr.Is4() != (family == 4):
		l.bad(d, setting+".gateway", it, fmt.Sprintf("it is no IPv%d address", family))
		return
	}
	if never, _ := d.main.truth(d.main.text(setting + ".never-default")); never {
		it.use("never-default")
		return
	}
	it.use("route")
	l.addRoute(d, ir.Route{Default: true, Family: family, Via: addr, Span: it.Span})
}

// addRoute adds a route; the metric of the link is that of the routes without
// one of their own.
func (l *lowering) addRoute(d *device, r ir.Route) {
	metric := d.link.IPv4.RouteMetric
	if r.Family == 6 {
		metric = d.link.IPv6.RouteMetric
	}
	if !r.Metric.Set {
		r.Metric = metric
	}
	d.link.Routes = append(d.link.Routes, r)
}
