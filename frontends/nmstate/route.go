package nmstate

import (
	"math"
	"net/netip"
	"strings"

	"github.com/bondc/bondc/frontends/internal/yamlkeys"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// route reads one item of routes.config.
func (r *reader) route(m *yamlkeys.Map) {
	if state := m.Peek("state"); state == "absent" || state == "ignore" {
		m.UseAll(state)
		return
	}
	one := routeOf{route: ir.Route{Span: m.Span}}
	if v := m.Get("next-hop-interface"); v != nil {
		m.Belongs(v.Text())
		one.link = v.String("route")
	}
	v := m.Get("destination")
	if v == nil || !destination(v, &one.route) {
		if v == nil {
			r.Report(diag.Diagnostic{Code: diag.BadValue, Severity: diag.Error, Span: m.Span, Message: "this route has no \"destination\"", Detail: refuses})
		}
		m.LeaveAll(diag.Connectivity, "the route leads nowhere")
		return
	}
	if v := m.Get("next-hop-address"); v != nil && !r.nextHop(v, &one.route) {
		m.LeaveAll(diag.Connectivity, "the route has no gateway")
		return
	}
	r.attributes(m, &one.route)
	m.Leave(diag.Connectivity, "weight", "vrf-name", "cwnd")
	m.Leave(diag.Behaviour, "quickack", "lock-mtu")
	m.Close(diag.Connectivity)
	r.routes = append(r.routes, one)
}

// attributes reads how a route is installed. A metric of -1 and the table 0 are
// nmstate's words for the usual ones.
func (r *reader) attributes(m *yamlkeys.Map, route *ir.Route) {
	if v := m.Get("metric"); v != nil {
		if v.Text() == "-1" {
			v.Use("silence")
		} else {
			route.Metric = v.Int(math.MaxUint32, "route")
		}
	}
	if v := m.Get("table-id"); v != nil {
		if v.Text() == "0" {
			v.Use("silence")
		} else {
			route.Table = v.Int(math.MaxUint32, "route")
		}
	}
	for _, number := range []struct {
		key  string
		dest *ir.Opt[int]
	}{{"mtu", &route.MTU}, {"advmss", &route.AdvMSS}, {"initcwnd", &route.CongestionWindow}, {"initrwnd", &route.ReceiveWindow}} {
		if v := m.Get(number.key); v != nil {
			*number.dest = v.Int(math.MaxUint32, "route")
		}
	}
	if v := m.Get("route-type"); v != nil {
		route.Type = v.String("route").Value
	}
	if v := m.Get("source"); v != nil {
		source, ok := yamlkeys.Addr(v.Text())
		if !v.IsScalar() || !ok {
			v.BadWant("an address")
			return
		}
		route.Source = source
		v.Use("route")
	}
}

// destination reads where a route leads.
func destination(v *yamlkeys.Value, route *ir.Route) bool {
	to, ok := network(v.Text())
	if !v.IsScalar() || !ok {
		v.BadWant("a network (ADDRESS/LENGTH)")
		return false
	}
	route.Family = familyOf(to.Addr())
	if route.Default = to.Bits() == 0; !route.Default {
		route.To = to.Masked()
	}
	v.Use("route")
	return true
}

// nextHop reads a gateway.
func (r *reader) nextHop(v *yamlkeys.Value, route *ir.Route) bool {
	if v.IsScalar() && v.Text() == "" {
		v.Use("silence")
		return true
	}
	via, ok := yamlkeys.Addr(v.Text())
	if !v.IsScalar() || !ok || familyOf(via) != route.Family {
		v.BadWant("an address of the family of the destination")
		return false
	}
	route.Via = via
	v.Use("route")
	return true
}

// network reads "ADDRESS/LENGTH", or "ADDRESS" for one host.
func network(text string) (netip.Prefix, bool) {
	text, length, found := strings.Cut(text, "/")
	addr, ok := yamlkeys.Addr(text)
	if !ok {
		return netip.Prefix{}, false
	}
	bits := addr.BitLen()
	if found {
		if bits, ok = yamlkeys.Length(length, addr.BitLen()); !ok {
			return netip.Prefix{}, false
		}
	}
	return netip.PrefixFrom(addr, bits), true
}

func familyOf(addr netip.Addr) int {
	if addr.Is4() {
		return 4
	}
	return 6
}

// rule reads one item of route-rules.config.
func (r *reader) rule(m *yamlkeys.Map) {
	if m.Peek("state") == "absent" {
		m.UseAll("absent")
		return
	}
	rule, good := ir.Rule{Span: m.Span}, true
	for _, end := range []struct {
		key  string
		dest *netip.Prefix
	}{{"ip-from", &rule.From}, {"ip-to", &rule.To}} {
		if v := m.Get(end.key); v != nil && v.Text() != "" {
			prefix, ok := network(v.Text())
			if !v.IsScalar() || !ok {
				v.BadWant("a network (ADDRESS/LENGTH)")
				good = false
				continue
			}
			*end.dest, rule.Family = prefix.Masked(), familyOf(prefix.Addr())
			v.Use("rule")
		}
	}
	if v := m.Get("family"); v != nil {
		if v.Text() == "ipv6" {
			rule.Family = 6
		} else {
			rule.Family = 4
		}
		v.Use("rule")
	}
	for _, number := range []struct {
		key  string
		dest *ir.Opt[int]
	}{{"priority", &rule.Priority}, {"route-table", &rule.Table}, {"fwmark", &rule.Mark}} {
		if v := m.Get(number.key); v != nil {
			*number.dest = v.Int(math.MaxUint32, "rule")
		}
	}
	if v := m.Get("iif"); v != nil {
		rule.IIF = v.String("rule").Value
	}
	if rule.Family == 0 {
		rule.Family = 4
	}
	m.LeaveAll(diag.Connectivity, "bondc does not model it, and the rule means something else without it")
	if good {
		r.rules = append(r.rules, rule)
	}
}

// resolver reads the DNS of the host.
func (r *reader) resolver(m *yamlkeys.Map) {
	if v := m.Get("config"); v != nil {
		in := v.Map()
		if v := in.Get("server"); v != nil {
			for _, item := range v.Items() {
				addr, ok := yamlkeys.Addr(item.Text())
				if !item.IsScalar() || !ok {
					item.BadWant("the address of a name server")
					continue
				}
				r.dns.Servers = append(r.dns.Servers, ir.DNSServer{Addr: addr, Span: item.Span})
				item.Use("dns")
			}
		}
		if v := in.Get("search"); v != nil {
			for _, item := range v.Items() {
				if domain := item.String("dns"); domain.Set {
					r.dns.Search = append(r.dns.Search, ir.Search{Domain: domain.Value, Span: domain.Span})
				}
			}
		}
		in.Leave(diag.Behaviour, "options")
		in.Close(diag.Behaviour)
	}
	m.Leave(diag.Bookkeeping, "running")
	m.Close(diag.Behaviour)
}
