package netplan

import (
	"fmt"
	"net/netip"
	"slices"

	"gopkg.in/yaml.v3"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/target"
)

const maxUint32 = 1<<32 - 1

// addressing writes addresses, routes, policy rules and name servers.
func (r *raiser) addressing(l *ir.Link, t tree) {
	var items []*yaml.Node
	for i := range l.Addresses {
		if n := r.address(l, &l.Addresses[i]); n != nil {
			items = append(items, n)
		}
	}
	t.items("addresses", items)
	items = nil
	for i := range l.Routes {
		if n, ok := r.route(l, &l.Routes[i]); ok {
			items = append(items, n.node)
		}
	}
	t.items("routes", items)
	items = nil
	for i := range l.Rules {
		if n, ok := r.rule(l, &l.Rules[i]); ok {
			items = append(items, n.node)
		}
	}
	t.items("routing-policy", items)
	r.dns(l, t)
}

// address is "a/len", or a mapping where it has a label or lifetime.
func (r *raiser) address(l *ir.Link, a *ir.Address) *yaml.Node {
	if !a.Prefix.IsValid() || a.Prefix.Bits() == 0 || a.Prefix.Addr().IsUnspecified() {
		r.ledger.Lose(l, diag.Connectivity, "address", a.Prefix.String(), a.Span, "it is no address of a host with a prefix of 1 bit or more", "Correct it, or the host will not have the address.")
		return nil
	}
	more := newTree()
	networkd := r.via(l) == target.NetworkdVia
	lose := func(why, detail string) {
		r.ledger.Lose(l, diag.Behaviour, "address", a.Prefix.String(), a.Span, why, detail)
	}
	const unlabelled = "The address itself is written. Programs that look for the alias by its name will not find it."
	switch {
	case a.Label == "":
	case !networkd:
		lose("NetworkManager gives addresses no labels", unlabelled)
	case a.Prefix.Addr().Is6():
		lose("IPv6 addresses have no labels", unlabelled)
	case !loss.ValidLabel(a.Label):
		lose(fmt.Sprintf("%q is no label of 1 to 15 letters and digits", a.Label), unlabelled)
	default:
		more.set("label", text(a.Label))
	}
	switch a.Lifetime {
	case "", "forever":
	case "0":
		if networkd {
			more.set("lifetime", plain("0"))
			break
		}
		fallthrough
	default:
		lose("netplan writes the lifetimes 0 and forever, and for networkd only", "The address is written without it and will be preferred as a source address.")
	}
	if more.empty() {
		return prefix(a.Prefix)
	}
	n := newTree()
	n.node.Content = append(n.node.Content, prefix(a.Prefix), more.node)
	return n.node
}

// prefix and address are written bare for IPv4 and in quotes for IPv6, whose
// colons mean something to YAML.
func prefix(p netip.Prefix) *yaml.Node {
	if p.Addr().Is4() {
		return plain(p.String())
	}
	return text(p.String())
}

func address(a netip.Addr) *yaml.Node {
	if a.Is4() {
		return plain(a.String())
	}
	return text(a.String())
}

// route writes one route, or announces why it cannot be written.
func (r *raiser) route(l *ir.Link, x *ir.Route) (tree, bool) {
	t := newTree()
	if why := r.unroutable(l, x); why != "" {
		r.ledger.LoseRoute(l, diag.Connectivity, x, why,
			"The host will not have the route. Correct it, or write it by hand on the new host.")
		return t, false
	}
	t.set("to", r.destination(x))
	if x.Via.IsValid() {
		t.set("via", address(x.Via.WithZone("")))
	}
	if x.OnLink.Set {
		t.set("on-link", boolean(x.OnLink.Value))
	}
	if x.Metric.Set {
		t.set("metric", number(x.Metric.Value))
	}
	if x.Table.Set {
		t.set("table", number(x.Table.Value))
	}
	if x.Type != "" {
		t.set("type", text(x.Type))
	}
	if scope := scopeOf(x); scope != "" {
		t.set("scope", text(scope))
	}
	if x.Source.IsValid() {
		t.set("from", address(x.Source))
	}
	r.hints(l, x, t)
	return t, true
}

// destination is "default" for netplan 0.103 and newer, and the prefix of all
// addresses for older ones and without a gateway: netplan 1.1.2 breaks off with
// a failed assertion where "default" has no gateway to tell its family (seen).
func (r *raiser) destination(x *ir.Route) *yaml.Node {
	switch {
	case !x.Default:
		return prefix(x.To)
	case !r.target.Netplan.Before("0.103") && x.Via.IsValid():
		return text("default")
	case x.Family == 6:
		return text("::/0")
	}
	return plain("0.0.0.0/0")
}

// scopeOf is the scope to write. An IPv4 route without a gateway says that it
// reaches its neighbours, which newer versions of netplan add by themselves.
func scopeOf(x *ir.Route) string {
	if x.Scope == "" && x.Family == 4 && !x.Via.IsValid() && (x.Type == "" || x.Type == "unicast") {
		return "link"
	}
	return x.Scope
}

// unroutable says what keeps a route out of netplan, "" if nothing does.
func (r *raiser) unroutable(l *ir.Link, x *ir.Route) string {
	family := func(a netip.Addr) bool { return !a.IsValid() || a.Is4() == (x.Family == 4) }
	switch {
	case x.Family != 4 && x.Family != 6, !x.Default && !x.To.IsValid(), !x.Default && x.To.Addr().Is4() != (x.Family == 4):
		return "it has no destination of its family"
	case !family(x.Via), !family(x.Source):
		return "its addresses are of two families"
	case x.Via.Zone() != "" && x.Via.Zone() != l.Name:
		return "its gateway is on another link"
	case x.Scope != "" && !slices.Contains([]string{"global", "link", "host"}, x.Scope):
		return "netplan knows the scopes global, link and host"
	case x.Type != "" && !slices.Contains([]string{"unicast", "anycast", "blackhole", "broadcast", "local", "multicast", "nat", "prohibit", "throw", "unreachable", "xresolve"}, x.Type):
		return fmt.Sprintf("netplan knows no routes of type %q", x.Type)
	case r.via(l) == target.NetworkManager && x.Type != "" && x.Type != "unicast":
		return "under NetworkManager netplan refuses routes that are not unicast" // and the whole file with them
	case r.via(l) == target.NetworkManager && x.Scope != "" && x.Scope != map[bool]string{true: "global", false: "link"}[x.Via.IsValid()]:
		return "netplan does not tell NetworkManager a route's scope"
	case x.Metric.Value < 0 || int64(x.Metric.Value) > maxUint32, x.Table.Value < 0 || int64(x.Table.Value) > maxUint32:
		return "its metric or table is no number in 0..4294967295"
	}
	return ""
}

// hints writes what a route says about the traffic on it.
func (r *raiser) hints(l *ir.Link, x *ir.Route, t tree) {
	for _, h := range []struct {
		key, since string
		o          ir.Opt[int]
	}{
		{"mtu", "0.101", x.MTU},
		{"congestion-window", "0.102", x.CongestionWindow},
		{"advertised-receive-window", "0.102", x.ReceiveWindow},
		{"advertised-mss", "1.1", x.AdvMSS},
	} {
		switch {
		case !h.o.Set:
		case h.o.Value < 0 || int64(h.o.Value) > maxUint32 || r.target.Netplan.Before(h.since):
			why := fmt.Sprintf("the route's %s needs netplan %s and the target has %s", h.key, h.since, r.target.Netplan)
			if !r.target.Netplan.Before(h.since) {
				why = fmt.Sprintf("%d is no value of %s", h.o.Value, h.key)
			}
			r.ledger.LoseRoute(l, diag.Behaviour, x, why, "The route is written without it and will use the kernel's default.")
		default:
			t.set(h.key, number(h.o.Value))
		}
	}
}

// rule writes one policy rule. netplan wants a source or destination in each
// (seen with netplan 0.106), so a rule without both matches all sources.
func (r *raiser) rule(l *ir.Link, x *ir.Rule) (tree, bool) {
	t := newTree()
	if why := r.unruly(l, x); why != "" {
		r.ledger.Lose(l, diag.Connectivity, "rule", effect.RuleText(x), x.Span, why,
			"Traffic that the rule steers will take the main table. Write the rule by other means, or take it out of the input.")
		return t, false
	}
	switch {
	case x.From.IsValid():
		t.set("from", prefix(x.From))
	case x.To.IsValid():
	case x.Family == 6:
		t.set("from", text("::/0"))
	default:
		t.set("from", plain("0.0.0.0/0"))
	}
	if x.To.IsValid() {
		t.set("to", prefix(x.To))
	}
	for _, n := range []struct {
		key string
		o   ir.Opt[int]
	}{{"table", x.Table}, {"priority", x.Priority}, {"mark", x.Mark}, {"type-of-service", x.TOS}} {
		if n.o.Set {
			t.set(n.key, number(n.o.Value))
		}
	}
	return t, true
}

// unruly says what keeps a rule out of netplan, or out of the output that it
// makes for NetworkManager (seen: 0.106 leaves all rules out, 1.1.2 those without
// a priority).
func (r *raiser) unruly(l *ir.Link, x *ir.Rule) string {
	if r.via(l) == target.NetworkManager {
		switch {
		case r.target.Netplan.Before("1.1"):
			return fmt.Sprintf("telling NetworkManager needs netplan 1.1 and the target has %s", r.target.Netplan)
		case !x.Priority.Set:
			return "under NetworkManager netplan wants a priority"
		}
	}
	for _, o := range []ir.Opt[int]{x.Table, x.Priority, x.Mark, x.TOS} {
		if o.Value < 0 || int64(o.Value) > maxUint32 {
			return "one of its numbers is not in 0..4294967295"
		}
	}
	switch {
	case x.IIF != "" || x.OIF != "":
		return "netplan has no rules by interface"
	case x.TOS.Value > 255:
		return "its type of service is not in 0..255"
	case x.From.IsValid() && x.To.IsValid() && x.From.Addr().Is4() != x.To.Addr().Is4():
		return "its addresses are of two families"
	}
	return ""
}

// dns writes the link's name servers and search domains.
func (r *raiser) dns(l *ir.Link, t tree) {
	var servers, search []*yaml.Node
	const detail = "Names that need it will not be resolved on the new host."
	for _, s := range l.DNS.Servers {
		if !s.Addr.IsValid() || s.Addr.Zone() != "" {
			r.ledger.Lose(l, diag.Connectivity, "dns", s.Addr.String(), s.Span, "it is no address without a zone", detail)
			continue
		}
		servers = append(servers, address(s.Addr))
	}
	for _, s := range l.DNS.Search {
		if !loss.ValidDomain(s.Domain) {
			r.ledger.NoDomain(l, &s)
			continue
		}
		search = append(search, text(s.Domain))
	}
	n := newTree()
	n.items("addresses", servers)
	n.items("search", search)
	t.add("nameservers", n)
}
