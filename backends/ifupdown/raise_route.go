package ifupdown

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
)

// route writes a route: a plain default route as the gateway of its family's
// static stanza, the first of them, and any other as a command.
func (r *raiser) route(l *ir.Link, s *stanza, rest map[string]*stanza, x *ir.Route) {
	if why := unroutable(l, x); why != "" {
		r.ledger.LoseRoute(l, diag.Connectivity, x, why, "The host will not have the route. Correct it, or write it by hand on the new host.")
		return
	}
	family := "inet"
	if x.Family == 6 {
		family = "inet6"
	}
	if to := rest[family]; to != nil && strings.HasSuffix(to.head, " static") && simple(x) && !slices.ContainsFunc(to.lines, isGateway) {
		to.set("gateway", x.Via.WithZone("").String())
		if x.Metric.Set {
			to.set("metric", strconv.Itoa(x.Metric.Value))
		}
		return
	}
	if to := rest[family]; to != nil {
		s = to
	}
	r.reaching(l, s, x).set("up", command(l, x))
}

// reaching is the stanza that brings the network of the route's gateway: before
// it the kernel refuses the route, and ifup ends with the link half done (seen
// with ifupdown 0.8.41). It is s where no other stanza of the link does.
func (r *raiser) reaching(l *ir.Link, s *stanza, x *ir.Route) *stanza {
	if !x.Via.IsValid() || x.OnLink.Value || s.network.Contains(x.Via) {
		return s
	}
	for _, other := range r.document.stanzas {
		if name := other.name(); (name == l.Name || strings.HasPrefix(name, l.Name+":")) && other.network.Contains(x.Via) {
			return other
		}
	}
	return s
}

func isGateway(line string) bool { return strings.HasPrefix(line, "gateway ") }

// simple reports whether a default route has nothing but a gateway and a metric.
func simple(x *ir.Route) bool {
	return x.Default && x.Via.IsValid() && !x.Table.Set && !x.OnLink.Set && !x.Source.IsValid() && x.Scope == "" && x.Type == "" &&
		!x.MTU.Set && !x.AdvMSS.Set && !x.CongestionWindow.Set && !x.ReceiveWindow.Set
}

// command is the call of ip-route(8) that adds the route.
func command(l *ir.Link, x *ir.Route) string {
	var b strings.Builder
	b.WriteString("ip ")
	if x.Family == 6 {
		b.WriteString("-6 ")
	}
	b.WriteString("route " + verb(l, x) + " ")
	if x.Type != "" {
		b.WriteString(x.Type + " ")
	}
	if b.WriteString("default"); !x.Default {
		text := strings.TrimSuffix(b.String(), "default")
		b.Reset()
		b.WriteString(text + x.To.String())
	}
	if x.Via.IsValid() {
		b.WriteString(" via " + x.Via.WithZone("").String())
	}
	if !slices.Contains([]string{"blackhole", "unreachable", "prohibit", "throw"}, x.Type) {
		b.WriteString(" dev " + l.Name)
	}
	for _, n := range []struct {
		word string
		o    ir.Opt[int]
	}{{"metric", x.Metric}, {"table", x.Table}, {"mtu", x.MTU}, {"advmss", x.AdvMSS}, {"initcwnd", x.CongestionWindow}, {"initrwnd", x.ReceiveWindow}} {
		if n.o.Set {
			fmt.Fprintf(&b, " %s %d", n.word, n.o.Value)
		}
	}
	if x.Source.IsValid() {
		b.WriteString(" src " + x.Source.String())
	}
	if x.Scope != "" {
		b.WriteString(" scope " + x.Scope)
	}
	if x.OnLink.Value {
		b.WriteString(" onlink")
	}
	return b.String()
}

// verb is how a route is added. Beside the default route that dhclient has
// installed the kernel refuses to add another one of the same metric.
func verb(l *ir.Link, x *ir.Route) string {
	if x.Default && x.Family == 4 && !x.Table.Set && l.IPv4.Method.Value == ir.MethodDHCP {
		return "append"
	}
	return "add"
}

// out reports whether a number is set and outside a range.
func out(o ir.Opt[int], low, high int64) bool {
	return o.Set && (int64(o.Value) < low || int64(o.Value) > high)
}

const maxUint32 = 1<<32 - 1

// unroutable says what keeps a route out of a call of ip-route(8), "" if
// nothing does.
func unroutable(l *ir.Link, x *ir.Route) string {
	family := func(a netip.Addr) bool { return !a.IsValid() || a.Is4() == (x.Family == 4) && a.WithZone("") == a }
	switch {
	case x.Family != 4 && x.Family != 6, !x.Default && !x.To.IsValid(), !x.Default && x.To.Addr().Is4() != (x.Family == 4):
		return "it has no destination of its family"
	case x.Via.Zone() != "" && x.Via.Zone() != l.Name:
		return "its gateway is on another link"
	case !family(x.Via.WithZone("")), !family(x.Source):
		return "its addresses are of two families"
	case x.Scope != "" && !slices.Contains([]string{"global", "site", "link", "host", "nowhere"}, x.Scope):
		return "the scopes are global, site, link, host and nowhere"
	case x.Type != "" && !slices.Contains([]string{"unicast", "local", "broadcast", "anycast", "multicast", "blackhole", "unreachable", "prohibit", "throw"}, x.Type):
		return fmt.Sprintf("%q is no type of routes", x.Type)
	case out(x.Table, 1, maxUint32), out(x.Metric, 0, 1<<31-1):
		return "its metric or table is out of range"
	case out(x.MTU, 1, 1<<31-1), out(x.AdvMSS, 1, 1<<31-1), out(x.CongestionWindow, 1, 1<<31-1), out(x.ReceiveWindow, 1, 1<<31-1):
		return "one of its numbers is out of range"
	}
	return ""
}

// rule writes a rule of policy routing, and takes it away with the link.
func (r *raiser) rule(l *ir.Link, s *stanza, x *ir.Rule) {
	if why := unruly(x); why != "" {
		r.lose(l, diag.Connectivity, "rule", effect.RuleText(x), x.Span, why, "Traffic that the rule steers will take the main table. Write the rule by other means, or take it out of the input.")
		return
	}
	var b strings.Builder
	if x.Family == 6 {
		b.WriteString("-6 ")
	}
	b.WriteString("rule VERB")
	if x.From.IsValid() {
		b.WriteString(" from " + x.From.String())
	}
	if x.To.IsValid() {
		b.WriteString(" to " + x.To.String())
	}
	for _, n := range []struct {
		word string
		o    ir.Opt[int]
	}{{"table", x.Table}, {"priority", x.Priority}, {"fwmark", x.Mark}, {"tos", x.TOS}} {
		if n.o.Set {
			fmt.Fprintf(&b, " %s %d", n.word, n.o.Value)
		}
	}
	if x.IIF != "" {
		b.WriteString(" iif " + x.IIF)
	}
	if x.OIF != "" {
		b.WriteString(" oif " + x.OIF)
	}
	s.set("up", "ip "+strings.Replace(b.String(), "VERB", "add", 1))
	s.set("down", "ip "+strings.Replace(b.String(), "VERB", "del", 1))
}

// unruly says what keeps a rule out of a call of ip-rule(8).
func unruly(x *ir.Rule) string {
	switch {
	case out(x.Table, 1, maxUint32), out(x.Priority, 0, maxUint32), out(x.Mark, 1, maxUint32), out(x.TOS, 0, 255):
		return "one of its numbers is out of range"
	case x.IIF != "" && !loss.ValidName(x.IIF), x.OIF != "" && !loss.ValidName(x.OIF):
		return "it names an impossible link"
	case x.From.IsValid() && x.To.IsValid() && x.From.Addr().Is4() != x.To.Addr().Is4():
		return "its addresses are of two families"
	}
	return ""
}
