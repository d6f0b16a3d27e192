package cloudinit

import (
	"math"
	"net/netip"
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/yamlkeys"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// route reads an item that names no link.
func (r *reader) route(m *yamlkeys.Map) {
	m.Leave(diag.Bookkeeping, "id", "name")
	if one, ok := r.readRoute(m); ok {
		r.routes = append(r.routes, one)
	}
}

// readRoute reads a route: where it leads and by which gateway.
func (r *reader) readRoute(m *yamlkeys.Map) (ir.Route, bool) {
	v := m.Get("destination")
	if v == nil {
		v = m.Get("network")
	}
	if v == nil {
		r.missing(m, "destination")
		m.LeaveAll(diag.Connectivity, "the route leads nowhere")
		return ir.Route{}, false
	}
	route := ir.Route{Span: m.Span}
	if !r.destination(m, v, &route) {
		m.LeaveAll(diag.Connectivity, "the route leads nowhere")
		return ir.Route{}, false
	}
	v.Use("route")
	if v := m.Get("gateway"); v != nil {
		via, ok := yamlkeys.Addr(v.Text())
		if !v.IsScalar() || !ok || family(via) != route.Family {
			v.BadWant("an address of the family of the destination")
			m.LeaveAll(diag.Connectivity, "the route has no gateway")
			return ir.Route{}, false
		}
		route.Via = via
		v.Use("route")
	}
	if v := m.Get("metric"); v != nil {
		route.Metric = v.Int(math.MaxUint32, "route")
	}
	if v := m.Get("mtu"); v != nil {
		route.MTU = v.Int(math.MaxUint32, "route")
	}
	m.Leave(diag.Bookkeeping, "type")
	m.Close(diag.Connectivity)
	return route, true
}

// destination reads where a route leads.
func (r *reader) destination(m *yamlkeys.Map, v *yamlkeys.Value, route *ir.Route) bool {
	if v.Text() == "default" {
		route.Default, route.Family = true, 4
		if strings.Contains(m.Peek("gateway"), ":") {
			route.Family = 6
		}
		return true
	}
	to, ok := r.network(m, v)
	if !ok {
		return false
	}
	route.Family = family(to.Addr())
	if route.Default = to.Bits() == 0; !route.Default {
		route.To = to.Masked()
	}
	return true
}

// settleRoutes gives each route of no link to the one that has its gateway's
// network, as the kernel would.
func (r *reader) settleRoutes() {
	for _, one := range r.routes {
		if l := r.near(one.Via); l != nil {
			l.Routes = append(l.Routes, one)
			continue
		}
		r.Report(diag.Diagnostic{
			Code: diag.Undefined, Severity: diag.Error, Span: one.Span,
			Message: "no link of the file has an address in the network of this route's gateway",
			Detail:  "The kernel refuses the route, unless an address from DHCP makes up for it. Write the route below the subnet of the link that it belongs to.",
		})
	}
}

func (r *reader) near(gateway netip.Addr) *ir.Link {
	for _, l := range r.host.Links {
		for _, a := range l.Addresses {
			if a.Prefix.Masked().Contains(gateway) {
				return l
			}
		}
	}
	return nil
}

// servers is an item of type nameserver.
type servers struct {
	of  ir.Opt[string]
	dns ir.DNS
}

// nameserver reads name servers, of one link or of the host.
func (r *reader) nameserver(m *yamlkeys.Map) {
	one := &servers{}
	if v := m.Get("interface"); v != nil {
		one.of = v.String("dns")
		m.Belongs(one.of.Value)
	}
	if v := m.Get("address"); v != nil {
		one.dns.Servers = serversOf(v)
	} else if !m.Has("address") {
		r.missing(m, "address")
	}
	if v := m.Get("search"); v != nil {
		one.dns.Search = searchOf(v)
	}
	m.Leave(diag.Bookkeeping, "id", "name")
	r.servers = append(r.servers, one)
}

// settleServers gives name servers to their links, before those of the link's
// subnets. That is what is meant: of those that name a link, cloud-init's renderer
// for netplan writes none, and that for NetworkManager has the subnets' first (seen
// with 25.1.4; rule cloud-init-setting-lost).
func (r *reader) settleServers() {
	for _, one := range slices.Backward(r.servers) {
		dns := &r.host.DNS
		if one.of.Set {
			l := r.named.Known(r.host, one.of.Value)
			if l == nil {
				r.undefined(one.of.Value, one.of.Span)
				continue
			}
			dns = &l.DNS
		}
		dns.Servers = slices.Concat(one.dns.Servers, dns.Servers)
		dns.Search = slices.Concat(one.dns.Search, dns.Search)
	}
}

func (r *reader) undefined(name string, span source.Span) {
	r.Report(diag.Diagnostic{
		Code: diag.Undefined, Severity: diag.Error, Span: span,
		Message: "name servers are given to the link \"" + name + "\", which no item declares", Detail: refuses,
	})
}

// serversOf reads addresses: a list, or words with blanks between.
func serversOf(v *yamlkeys.Value) []ir.DNSServer {
	var list []ir.DNSServer
	for _, item := range v.Items() {
		all := true
		for _, word := range strings.Fields(item.Text()) {
			addr, ok := yamlkeys.Addr(word)
			if all = all && ok; ok {
				list = append(list, ir.DNSServer{Addr: addr, Span: item.Span})
			}
		}
		if item.IsScalar() && all {
			item.Use("dns")
		} else {
			item.BadWant("the address of a name server")
		}
	}
	return list
}

// searchOf reads domains: a list, or words with blanks between.
func searchOf(v *yamlkeys.Value) []ir.Search {
	var list []ir.Search
	for _, item := range v.Items() {
		if !item.IsScalar() {
			item.BadWant("a domain")
			continue
		}
		for _, word := range strings.Fields(item.Text()) {
			list = append(list, ir.Search{Domain: word, Span: item.Span})
		}
		item.Use("dns")
	}
	return list
}
