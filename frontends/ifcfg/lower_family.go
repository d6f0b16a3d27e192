package ifcfg

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// family4 reads how the link gets its IPv4 configuration.
func (r *reader) family4(p *profile) {
	c := &p.link.IPv4
	proto := p.get("BOOTPROTO")
	asked := r.bootproto(p, proto)
	_, span, static := first4(p.link)
	none := proto != nil && (strings.EqualFold(proto.value(), "none") || strings.EqualFold(proto.value(), "static"))
	switch {
	case asked != "":
		c.Method = ir.Some(asked, proto.span())
	case static && none:
		c.Method = ir.Some(ir.MethodStatic, proto.span())
	case static:
		c.Method = ir.Some(ir.MethodStatic, span)
	case none:
		c.Method = ir.Some(ir.MethodNone, proto.span())
	}
	c.UseDNS = p.flag("PEERDNS", "ipv4")
	if !p.nm {
		p.flag("RESOLV_MODS", "ipv4") // effect looks at it
	}
	c.UseRoutes = p.flag("PEERROUTES", "ipv4")
	c.DAD = p.flag("ARPCHECK", "ipv4")
	if c.Method.Value == ir.MethodDHCP {
		r.dhcp(p)
	}
}

// bootproto returns the method that BOOTPROTO asks for beside static. For
// initscripts only two words mean anything, in lower case; every other one, be
// it a typing error, is static (ifup-eth).
func (r *reader) bootproto(p *profile, v *variable) string {
	if v == nil {
		return ""
	}
	v.use("ipv4")
	word := v.value()
	if p.nm {
		word = strings.ToLower(word)
	}
	switch {
	case word == "dhcp", word == "bootp":
		return ir.MethodDHCP
	case word == "ibft": // before initscripts run, the initramfs has set them
		v.entry.UsedBy = ""
		v.spare(diag.Connectivity, "the firmware knows the addresses, the file does not")
	case word == "autoip" && p.nm:
		return ir.MethodLinkLocal
	case word == "shared" && p.nm:
		return ir.MethodShared
	}
	return ""
}

// dhcp reads what goes to the DHCP server and comes back from it.
func (r *reader) dhcp(p *profile) {
	c := &p.link.IPv4
	if metric := p.first("IPV4_ROUTE_METRIC", "METRIC"); metric != nil {
		c.RouteMetric = r.number(p, metric.item.Key, "ipv4")
	}
	c.Hostname = some(p.get("DHCP_HOSTNAME"), "ipv4")
	if v := p.get("DHCP_CLIENT_ID"); v != nil && (v.value() == "mac" || v.value() == "duid") {
		c.ClientID = some(v, "ipv4")
	}
}

// family6 reads how the link gets its IPv6 configuration.
func (r *reader) family6(p *profile) {
	c := &p.link.IPv6
	on, off := r.init6(p), ir.MethodDisabled
	if p.nm {
		// IPV6INIT=no leaves the link to the kernel there, IPV6_DISABLED=yes
		// switches IPv6 off (nms-ifcfg-rh-reader.c, make_ip6_setting).
		off = ir.MethodIgnore
	}
	if disabled := p.flag("IPV6_DISABLED", "ipv6"); disabled.Set && disabled.Value {
		on, off = disabled, ir.MethodDisabled
		on.Value = false
	}
	switch {
	case on.Set && !on.Value:
		c.Method = ir.Some(off, on.Span)
		for _, key := range keys6() {
			p.use("ipv6", key)
		}
		return
	case p.nm && !on.Set:
		r.ignored6(p)
		return
	}
	r.addresses6(p, &p.vars)
	r.method6(p, on)
	c.UseDNS = p.flag("IPV6_PEERDNS", "ipv6")
	c.UseRoutes = p.flag("IPV6_PEERROUTES", "ipv6")
	if v := p.flag("IPV6_DEFROUTE", "ipv6"); v.Set {
		v.Value = !v.Value
		c.NeverDefault = v
	}
	c.RouteMetric = r.number(p, "IPV6_ROUTE_METRIC", "ipv6")
	r.privacy(p)
}

// keys6 are the keys that count for nothing where IPv6 is not configured.
func keys6() []string {
	return append([]string{"IPV6ADDR", "IPV6ADDR_SECONDARIES", "IPV6_DEFAULTGW"}, manners6()...)
}

// manners6 are those of them that carry no address: NetworkManager writes
// IPV6_DEFROUTE=yes beside IPV6INIT=no, and reads nothing of it again
// (nms-ifcfg-rh-reader.c, make_ip6_setting).
func manners6() []string {
	return []string{"IPV6_AUTOCONF", "DHCPV6C", "IPV6_DEFROUTE", "IPV6_PEERDNS", "IPV6_PEERROUTES", "IPV6_ROUTE_METRIC", "IPV6_FORCE_ACCEPT_RA"}
}

// ignored6 reads a file without IPV6INIT as NetworkManager does: its method is
// "ignore", whatever else the file says about IPv6. The addresses are kept;
// that nobody applies them is for effect to say.
func (r *reader) ignored6(p *profile) {
	r.addresses6(p, &p.vars)
	for _, key := range keys6() {
		if v := p.text(key); v != nil && !p.link.IPv6.Method.Set {
			p.link.IPv6.Method = ir.Some(ir.MethodIgnore, v.span())
		}
	}
	p.use("ipv6", manners6()...)
}

// init6 returns IPV6INIT of the link, else of /etc/sysconfig/network.
func (r *reader) init6(p *profile) ir.Opt[bool] {
	if p.has("IPV6INIT") {
		return p.flag("IPV6INIT", "ipv6")
	}
	return r.global.flag("IPV6INIT", "ipv6")
}

// method6 sets the method.
func (r *reader) method6(p *profile, on ir.Opt[bool]) {
	c := &p.link.IPv6
	own := slices.IndexFunc(p.link.Addresses, func(a ir.Address) bool { return a.Prefix.Addr().Is6() })
	auto := p.flag("IPV6_AUTOCONF", "ipv6")
	if !p.has("IPV6_AUTOCONF") {
		auto = r.global.flag("IPV6_AUTOCONF", "ipv6")
	}
	if auto.Set {
		c.RA = auto
	}
	r.forced6(p, auto)
	dhcp := p.flag("DHCPV6C", "ipv6")
	switch {
	case dhcp.Set && dhcp.Value:
		c.DHCP, c.Method = dhcp, ir.Some(ir.MethodDHCP, dhcp.Span)
	case auto.Set && auto.Value:
		c.Method = ir.Some(ir.MethodAuto, auto.Span)
	case own >= 0:
		c.Method = ir.Some(ir.MethodStatic, p.link.Addresses[own].Span)
	case p.nm && !auto.Set:
		// NetworkManager's default once it is asked for IPv6.
		c.Method = ir.Some(ir.MethodAuto, on.Span)
	case p.nm:
		c.Method = ir.Some(ir.MethodLinkLocal, auto.Span)
	}
}

// forced6 reads IPV6_FORCE_ACCEPT_RA, with which initscripts take router
// advertisements in spite of IPV6_AUTOCONF=no, but for the addresses in them; it says
// nothing elsewhere (network-scripts/ifup-ipv6 of 10.x: accept_ra and autoconf).
// cloud-init writes it for every IPv6 address, and NetworkManager does not know it.
func (r *reader) forced6(p *profile, auto ir.Opt[bool]) {
	v := p.get("IPV6_FORCE_ACCEPT_RA")
	switch {
	case v == nil:
	case v.value() != "yes" || !auto.Set || auto.Value:
		v.use("ipv6")
	case p.nm:
		v.spare(diag.Behaviour, "NetworkManager does not read it")
	default:
		v.use("ipv6")
		p.link.IPv6.RA = ir.Some(true, v.span())
		if own := p.text("IPV6_AUTOCONF"); own != nil {
			own.unuse()
			own.spare(diag.Behaviour, "the routes that routers announce are wanted and the addresses are not, and bondc knows both or neither")
		}
	}
}

// addresses6 reads the IPv6 addresses of a file; no prefix is /64
// (facts/dialects.md 2.3).
func (r *reader) addresses6(p *profile, s *vars) {
	for _, key := range []string{"IPV6ADDR", "IPV6ADDR_SECONDARIES"} {
		v := s.text(key)
		if v == nil {
			continue
		}
		v.use("address")
		for _, f := range v.item.Fields() {
			span := v.item.At(f.From, f.To)
			prefix, err := parse6(f.Text)
			if err != nil {
				v.entry.UsedBy = ""
				v.spare(diag.Connectivity, "an address in it cannot be read")
				r.report(diag.BadValue, span, p.link.Name, fmt.Sprintf("%q is no IPv6 address with a prefix", f.Text),
					"initscripts and NetworkManager leave it out. Write it as 2001:db8::1/64.")
				continue
			}
			p.link.Addresses = append(p.link.Addresses, ir.Address{Prefix: prefix, Span: span})
		}
	}
}

func parse6(text string) (netip.Prefix, error) {
	if !strings.Contains(text, "/") {
		text += "/64"
	}
	prefix, err := netip.ParsePrefix(text)
	if err == nil && !prefix.Addr().Is6() {
		err = fmt.Errorf("%q is an IPv4 address", text)
	}
	return prefix, err
}

func (r *reader) privacy(p *profile) {
	v := p.get("IPV6_PRIVACY")
	if v == nil {
		return
	}
	is, ok := truth(v.value())
	if word := strings.ToLower(v.value()); word == "rfc3041" || word == "rfc4941" {
		is, ok = true, true
	}
	if ok {
		v.use("ipv6")
		p.link.IPv6.Privacy = ir.Some(is, v.span())
	}
}
