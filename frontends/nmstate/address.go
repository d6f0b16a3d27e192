package nmstate

import (
	"math"
	"net/netip"

	"github.com/bondc/bondc/frontends/internal/yamlkeys"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// family is what "ipv4" or "ipv6" says.
type family struct {
	enabled, dhcp, autoconf ir.Opt[bool]
	first                   source.Span // the first static address
}

// families reads how a link gets its addresses.
func (r *reader) families(m *yamlkeys.Map, l *ir.Link) {
	if v := m.Get("ipv4"); v != nil {
		in := v.Map()
		r.ipv4(l, r.family(in, l, 4))
		r.answers(in, &l.IPv4.UseDNS, &l.IPv4.UseRoutes, &l.IPv4.NeverDefault, &l.IPv4.RouteMetric)
		r.client(in, l)
		in.Leave(diag.Behaviour, "auto-table-id", "dhcp-send-hostname", "forwarding")
		in.Leave(diag.Bookkeeping, "allow-extra-address")
		in.Close(diag.Connectivity)
	}
	if v := m.Get("ipv6"); v != nil {
		in := v.Map()
		r.ipv6(l, r.family(in, l, 6))
		r.answers(in, &l.IPv6.UseDNS, &l.IPv6.UseRoutes, &l.IPv6.NeverDefault, &l.IPv6.RouteMetric)
		if v := in.Get("addr-gen-mode"); v != nil {
			if v.Text() == "eui64" {
				v.Use("ipv6") // as the kernel does
			} else {
				v.Leave(diag.Behaviour, "other tools make the addresses of an interface from its MAC address, so the host has another IPv6 address then")
			}
		}
		in.Leave(diag.Behaviour, "auto-table-id", "dhcp-duid", "dhcp-send-hostname", "dhcp-custom-hostname")
		in.Leave(diag.Connectivity, "token")
		in.Leave(diag.Bookkeeping, "allow-extra-address")
		in.Close(diag.Connectivity)
	}
}

// family reads what both families have.
func (r *reader) family(m *yamlkeys.Map, l *ir.Link, version int) family {
	var f family
	for _, flag := range []struct {
		key  string
		dest *ir.Opt[bool]
	}{{"enabled", &f.enabled}, {"dhcp", &f.dhcp}, {"autoconf", &f.autoconf}} {
		if version == 4 && flag.key == "autoconf" {
			continue
		}
		if v := m.Get(flag.key); v != nil {
			*flag.dest = v.Bool("method")
		}
	}
	v := m.Get("address")
	if v == nil {
		return f
	}
	if f.enabled.Set && !f.enabled.Value {
		v.Leave(diag.Bookkeeping, "the address family is switched off")
		return f
	}
	for _, item := range v.Items() {
		if prefix, ok := r.address(item, version); ok {
			l.Addresses = append(l.Addresses, ir.Address{Prefix: prefix, Span: item.Span})
			if !f.first.Known() {
				f.first = item.Span
			}
		}
	}
	return f
}

// address reads "{ip: ADDRESS, prefix-length: LENGTH}".
func (r *reader) address(item *yamlkeys.Value, version int) (netip.Prefix, bool) {
	if !item.IsMap() {
		item.Bad("an address must be a mapping with \"ip\" and \"prefix-length\"")
		return netip.Prefix{}, false
	}
	m := item.Map()
	ip, length := m.Get("ip"), m.Get("prefix-length")
	if ip == nil || length == nil {
		r.Report(diag.Diagnostic{Code: diag.BadValue, Severity: diag.Error, Span: m.Span, Message: "an address needs \"ip\" and \"prefix-length\"", Detail: refuses})
		m.LeaveAll(diag.Connectivity, "the address is not whole")
		return netip.Prefix{}, false
	}
	addr, ok := yamlkeys.Addr(ip.Text())
	if !ip.IsScalar() || !ok || addr.Is4() != (version == 4) {
		ip.BadWant("an address of the family that it stands below")
		m.LeaveAll(diag.Connectivity, "the address cannot be read")
		return netip.Prefix{}, false
	}
	ip.Use("address")
	bits := length.Int(uint64(addr.BitLen()), "address")
	m.Leave(diag.Bookkeeping, "mptcp-flags", "valid-left", "preferred-left", "valid-life-time", "preferred-life-time")
	m.Close(diag.Connectivity)
	return netip.PrefixFrom(addr, bits.Value), bits.Set
}

// ipv4 makes the method of what was said (nm/settings/ip.rs, gen_nm_ipv4_setting).
func (r *reader) ipv4(l *ir.Link, f family) {
	c := &l.IPv4
	switch {
	case f.enabled.Set && !f.enabled.Value:
		c.Method = ir.Some(ir.MethodDisabled, f.enabled.Span)
	case f.dhcp.Value:
		c.Method = ir.Some(ir.MethodDHCP, f.dhcp.Span)
	case f.first.Known():
		c.Method = ir.Some(ir.MethodStatic, f.first)
	case f.enabled.Set:
		c.Method = ir.Some(ir.MethodNone, f.enabled.Span)
	}
}

// ipv6 makes the method of what was said. Autoconf without DHCP is nothing that
// NetworkManager has, and nmstate asks for both; DHCP without autoconf takes no
// advertisements, nor do static addresses alone (nm/settings/ip.rs,
// gen_nm_ipv6_setting).
func (r *reader) ipv6(l *ir.Link, f family) {
	c := &l.IPv6
	switch {
	case f.enabled.Set && !f.enabled.Value:
		c.Method = ir.Some(ir.MethodDisabled, f.enabled.Span)
	case f.autoconf.Value:
		c.Method = ir.Some(ir.MethodAuto, f.autoconf.Span)
	case f.dhcp.Value:
		c.Method, c.RA = ir.Some(ir.MethodDHCP, f.dhcp.Span), ir.Some(false, f.dhcp.Span)
	case f.first.Known():
		c.Method, c.RA = ir.Some(ir.MethodStatic, f.first), ir.Some(false, f.first)
	case f.enabled.Set:
		c.Method, c.RA = ir.Some(ir.MethodLinkLocal, f.enabled.Span), ir.Some(false, f.enabled.Span)
	}
}

// answers reads what is taken of what DHCP and routers say.
func (r *reader) answers(m *yamlkeys.Map, dns, routes, never *ir.Opt[bool], metric *ir.Opt[int]) {
	if v := m.Get("auto-dns"); v != nil {
		*dns = v.Bool("dns")
	}
	if v := m.Get("auto-routes"); v != nil {
		*routes = v.Bool("routes")
	}
	if v := m.Get("auto-gateway"); v != nil {
		if use := v.Bool("routes"); use.Set {
			use.Value = !use.Value
			*never = use
		}
	}
	if v := m.Get("auto-route-metric"); v != nil {
		*metric = v.Int(math.MaxUint32, "metric")
	}
}

// client reads what is sent to the DHCP server.
func (r *reader) client(m *yamlkeys.Map, l *ir.Link) {
	if v := m.Get("dhcp-client-id"); v != nil {
		switch v.Text() {
		case "ll":
			l.IPv4.ClientID = ir.Some("mac", v.Span)
			v.Use("ipv4")
		case "iaid+duid":
			l.IPv4.ClientID = ir.Some("duid", v.Span)
			v.Use("ipv4")
		default:
			v.Leave(diag.Behaviour, "")
		}
	}
	if v := m.Get("dhcp-custom-hostname"); v != nil {
		l.IPv4.Hostname = v.String("ipv4")
	}
}
