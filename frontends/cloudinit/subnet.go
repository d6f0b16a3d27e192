package cloudinit

import (
	"math"
	"net/netip"
	"strings"

	"github.com/bondc/bondc/frontends/internal/yamlkeys"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// subnets reads how a link gets its addresses.
func (r *reader) subnets(m *yamlkeys.Map, l *ir.Link) {
	v := m.Get("subnets")
	if v == nil {
		return
	}
	for _, item := range v.Items() {
		if !item.IsMap() {
			item.Bad("an item of \"subnets\" must be a mapping")
			continue
		}
		r.subnet(item.Map(), l)
	}
}

func (r *reader) subnet(m *yamlkeys.Map, l *ir.Link) {
	kind := m.Get("type")
	if kind == nil {
		r.missing(m, "type")
		m.LeaveAll(diag.Connectivity, "cloud-init does not know what the subnet is")
		return
	}
	static := false
	switch kind.Text() {
	case "dhcp", "dhcp4":
		l.IPv4.Method = ir.Some(ir.MethodDHCP, kind.Span)
	case "dhcp6", "ipv6_dhcpv6-stateful":
		l.IPv6.Method, l.IPv6.DHCP = ir.Some(ir.MethodDHCP, kind.Span), ir.Some(true, kind.Span)
	case "ipv6_dhcpv6-stateless":
		l.IPv6.Method, l.IPv6.DHCP, l.IPv6.RA = ir.Some(ir.MethodDHCP, kind.Span), ir.Some(true, kind.Span), ir.Some(true, kind.Span)
	case "ipv6_slaac":
		l.IPv6.Method, l.IPv6.RA = ir.Some(ir.MethodAuto, kind.Span), ir.Some(true, kind.Span)
	case "manual":
		if !l.IPv4.Method.Set {
			l.IPv4.Method = ir.Some(ir.MethodNone, kind.Span)
		}
	case "static", "static6":
		static = true
	default:
		kind.BadWant("a type of subnet (static, static6, dhcp4, dhcp6, ipv6_slaac, manual)")
		m.LeaveAll(diag.Connectivity, "cloud-init does not know the type")
		return
	}
	kind.Use("method")
	if static {
		r.static(m, l)
	} else {
		for _, key := range []string{"address", "ip_address", "netmask", "prefix", "gateway"} {
			if v := m.Get(key); v != nil {
				v.Leave(diag.Connectivity, "cloud-init reads it only where the type of the subnet is static")
			}
		}
	}
	r.around(m, l)
	m.Close(diag.Behaviour)
}

// static reads an address with what belongs to it.
func (r *reader) static(m *yamlkeys.Map, l *ir.Link) {
	v := m.Get("address")
	if v == nil {
		v = m.Get("ip_address")
	}
	if v == nil {
		r.missing(m, "address")
		m.Leave(diag.Connectivity, "netmask", "prefix", "gateway")
		return
	}
	prefix, ok := r.network(m, v)
	if !ok {
		m.Leave(diag.Connectivity, "netmask", "prefix", "gateway")
		return
	}
	v.Use("address")
	l.Addresses = append(l.Addresses, ir.Address{Prefix: prefix, Span: v.Span})
	gateway := m.Get("gateway")
	if gateway == nil {
		return
	}
	via, ok := yamlkeys.Addr(gateway.Text())
	if !gateway.IsScalar() || !ok {
		gateway.BadWant("an address without a prefix length")
		return
	}
	gateway.Use("route")
	route := ir.Route{Default: true, Family: family(via), Via: via, Span: gateway.Span}
	if !prefix.Masked().Contains(via) && via.Is4() == prefix.Addr().Is4() {
		route.OnLink = ir.Some(true, gateway.Span) // netplan.py, should_add_gateway_onlink_flag
	}
	l.Routes = append(l.Routes, route)
}

// network reads the address v with its length, which stands behind it or in
// "prefix" or "netmask"; without any it is 24 or 64 (network_state.py,
// _normalize_net_keys).
func (r *reader) network(m *yamlkeys.Map, v *yamlkeys.Value) (netip.Prefix, bool) {
	text, length, found := strings.Cut(v.Text(), "/")
	addr, ok := yamlkeys.Addr(text)
	if !v.IsScalar() || !ok {
		v.BadWant("an address, with or without a prefix length")
		return netip.Prefix{}, false
	}
	bits := 64
	if addr.Is4() {
		bits = 24
	}
	of, want := v, "an address with the length of its prefix, or a netmask, behind it"
	for _, key := range []string{"prefix", "netmask"} {
		if other := m.Get(key); other != nil && other.IsScalar() {
			if !found {
				of, length, found, want = other, other.Text(), true, "the length of a prefix or a netmask"
			}
			other.Use("address")
		}
	}
	if found {
		if bits, ok = yamlkeys.Length(length, addr.BitLen()); !ok {
			of.BadWant(want)
			return netip.Prefix{}, false
		}
	}
	return netip.PrefixFrom(addr, bits), true
}

// around reads what a subnet says besides its addresses.
func (r *reader) around(m *yamlkeys.Map, l *ir.Link) {
	if v := m.Get("dns_nameservers"); v != nil {
		l.DNS.Servers = append(l.DNS.Servers, serversOf(v)...)
	}
	if v := m.Get("dns_search"); v != nil {
		l.DNS.Search = append(l.DNS.Search, searchOf(v)...)
	}
	if v := m.Get("routes"); v != nil {
		for _, item := range v.Items() {
			if !item.IsMap() {
				item.Bad("an item of \"routes\" must be a mapping")
				continue
			}
			if route, ok := r.readRoute(item.Map()); ok {
				l.Routes = append(l.Routes, route)
			}
		}
	}
	if v := m.Get("mtu"); v != nil {
		if sixth(m) {
			v.Leave(diag.Behaviour, "the model has one MTU for a link, not one for IPv6")
		} else {
			l.MTU = v.Int(math.MaxUint32, "mtu")
		}
	}
	if v := m.Get("control"); v != nil {
		control(v, l)
	}
	m.Leave(diag.Behaviour, "metric", "scope", "broadcast", "pointopoint", "ipv4", "ipv6", "source")
}

// sixth reports whether a subnet is one of IPv6 (cloudinit/net/network_state.py,
// subnet_is_ipv6).
func sixth(m *yamlkeys.Map) bool {
	kind := m.Peek("type")
	return strings.HasSuffix(kind, "6") || strings.HasPrefix(kind, "ipv6_") ||
		kind == "static" && strings.Contains(m.Peek("address"), ":")
}

// control says when the link is brought up.
func control(v *yamlkeys.Value, l *ir.Link) {
	switch v.Text() {
	case "manual":
		l.Activation = ir.Some(ir.Manual, v.Span)
	case "auto":
		l.Activation = ir.Some(ir.Boot, v.Span)
	case "hotplug":
		v.Leave(diag.Behaviour, "the link comes up when the device appears")
		return
	default:
		v.BadWant("one of auto, manual, hotplug")
		return
	}
	v.Use("activation")
}

func family(addr netip.Addr) int {
	if addr.Is4() {
		return 4
	}
	return 6
}

// methods says how a link gets addresses of a family that has static ones only.
func methods(l *ir.Link) {
	for _, a := range l.Addresses {
		method := &l.IPv6.Method
		if a.Prefix.Addr().Is4() {
			method = &l.IPv4.Method
		}
		if !method.Set || method.Value == ir.MethodNone {
			*method = ir.Some(ir.MethodStatic, a.Span)
		}
	}
}
