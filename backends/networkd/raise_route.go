package networkd

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
)

const maxUint32 int64 = 1<<32 - 1

// routes writes one section for each route.
func (r *raiser) routes(l *ir.Link, u *unit) {
	for i := range l.Routes {
		x := &l.Routes[i]
		if why := unroutable(l, x); why != "" {
			r.ledger.LoseRoute(l, diag.Connectivity, x, why, "The host will not have the route. Correct it, or write it by hand on the new host.")
			continue
		}
		r.route(l, u.fresh("Route"), x)
	}
}

func (r *raiser) route(l *ir.Link, s *section, x *ir.Route) {
	switch {
	case !x.Default:
		s.set("Destination", x.To.String())
	case x.Via.IsValid():
	case x.Family == 6:
		s.set("Destination", "::/0")
	default:
		s.set("Destination", "0.0.0.0/0")
	}
	if x.Via.IsValid() {
		s.set("Gateway", x.Via.WithZone("").String())
	}
	if x.OnLink.Set {
		key := "GatewayOnLink"
		if r.before("243") {
			key = "GatewayOnlink"
		}
		s.set(key, yesNo(x.OnLink.Value))
	}
	if x.Source.IsValid() {
		s.set("PreferredSource", x.Source.String())
	}
	text := x.Dest()
	r.number(l, s, "Metric", "route", text, x.Metric, 0, maxUint32)
	r.number(l, s, "Table", "route", text, x.Table, 1, maxUint32)
	if x.Type != "" {
		s.set("Type", x.Type)
	}
	if x.Scope != "" {
		s.set("Scope", x.Scope)
	}
	for _, h := range []struct {
		key, since string
		o          ir.Opt[int]
		high       int64
	}{
		{"MTUBytes", "220", x.MTU, 1<<31 - 1},
		{"InitialCongestionWindow", "237", x.CongestionWindow, 1023},
		{"InitialAdvertisedReceiveWindow", "237", x.ReceiveWindow, 1023},
		{"TCPAdvertisedMaximumSegmentSize", "248", x.AdvMSS, 1<<31 - 1},
	} {
		if h.o.Set && r.before(h.since) {
			r.ledger.LoseRoute(l, diag.Behaviour, x, h.key+": "+r.lacks(h.since), "The route is written without it and will use the kernel's default.")
			continue
		}
		r.number(l, s, h.key, "route", text, h.o, 1, h.high)
	}
}

// unroutable says what keeps a route out of networkd, "" if nothing does.
func unroutable(l *ir.Link, x *ir.Route) string {
	family := func(a netip.Addr) bool { return !a.IsValid() || a.Is4() == (x.Family == 4) }
	switch {
	case x.Family != 4 && x.Family != 6, !x.Default && !x.To.IsValid(), !x.Default && x.To.Addr().Is4() != (x.Family == 4):
		return "it has no destination of its family"
	case !family(x.Via), !family(x.Source):
		return "its addresses are of two families"
	case x.Via.Zone() != "" && x.Via.Zone() != l.Name:
		return "its gateway is on another link"
	case x.Scope != "" && !slices.Contains([]string{"global", "site", "link", "host", "nowhere"}, x.Scope):
		return "networkd knows the scopes global, site, link, host and nowhere"
	case x.Type != "" && !slices.Contains([]string{"unicast", "local", "broadcast", "anycast", "multicast", "blackhole", "unreachable", "prohibit", "throw", "nat", "xresolve"}, x.Type):
		return fmt.Sprintf("networkd knows no routes of type %q", x.Type)
	case x.Table.Set && (x.Table.Value < 1 || int64(x.Table.Value) > maxUint32), x.Metric.Value < 0 || int64(x.Metric.Value) > maxUint32:
		return "its metric or table is out of range"
	}
	return ""
}

// rules writes one section for each policy rule.
func (r *raiser) rules(l *ir.Link, u *unit) {
	for i := range l.Rules {
		x := &l.Rules[i]
		if why := r.unruly(x); why != "" {
			r.lose(l, diag.Connectivity, "rule", effect.RuleText(x), x.Span, why, "Traffic that the rule steers will take the main table. Write the rule by other means, or take it out of the input.")
			continue
		}
		s := u.fresh("RoutingPolicyRule")
		if x.From.IsValid() {
			s.set("From", x.From.String())
		}
		if x.To.IsValid() {
			s.set("To", x.To.String())
		}
		switch {
		case x.From.IsValid() || x.To.IsValid():
		case x.Family == 6:
			s.set("Family", "ipv6")
		case everything(x): // of a section without a key networkd makes no rule
			s.set("Family", "ipv4")
		}
		for _, n := range []struct {
			key string
			o   ir.Opt[int]
		}{{"Table", x.Table}, {"Priority", x.Priority}, {"FirewallMark", x.Mark}, {"TypeOfService", x.TOS}} {
			if n.o.Set {
				s.set(n.key, strconv.Itoa(n.o.Value))
			}
		}
		if x.IIF != "" {
			s.set("IncomingInterface", x.IIF)
		}
		if x.OIF != "" {
			s.set("OutgoingInterface", x.OIF)
		}
	}
}

// everything reports whether a rule says nothing but its family.
func everything(x *ir.Rule) bool { return *x == ir.Rule{Family: x.Family, Span: x.Span} }

// unruly says what keeps a rule out of networkd.
func (r *raiser) unruly(x *ir.Rule) string {
	out := func(o ir.Opt[int], low, high int64) bool {
		return o.Set && (int64(o.Value) < low || int64(o.Value) > high)
	}
	switch {
	case out(x.Table, 1, maxUint32), out(x.Priority, 0, maxUint32), out(x.Mark, 1, maxUint32), out(x.TOS, 0, 255):
		return "one of its numbers is out of range"
	case x.IIF != "" && !loss.ValidName(x.IIF), x.OIF != "" && !loss.ValidName(x.OIF):
		return "it names an impossible link"
	case x.From.IsValid() && x.To.IsValid() && x.From.Addr().Is4() != x.To.Addr().Is4():
		return "its addresses are of two families"
	case (x.Family == 6 || everything(x)) && !x.From.IsValid() && !x.To.IsValid() && r.before("243"):
		return r.lacks("243")
	}
	return ""
}
