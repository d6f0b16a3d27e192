package networkd

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// route reads a [Route] section.
func (l *lowering) route(link *ir.Link, s *section) {
	r := ir.Route{Span: s.span}
	if tableElsewhere(s) || otherFamily(s) || !l.destination(&r, s) {
		return
	}
	r.OnLink = l.flag(s, "route", "GatewayOnLink", "GatewayOnlink")
	if k := s.last("PreferredSource"); k != nil {
		if a, err := netip.ParseAddr(k.Value); err == nil && familyOf(a) == r.Family {
			r.Source = a
			k.use("route")
		} else {
			l.bad(k, "it is no address of the route's family")
		}
	}
	r.Metric = l.number(s, "route", 0, maxUint32, "Metric")
	r.Table = l.table(s)
	r.Type = text(s, "route", "Type").Value
	r.Scope = text(s, "route", "Scope").Value
	r.MTU = l.size(s, "route", "MTUBytes")
	r.CongestionWindow = l.number(s, "route", 1, 1023, "InitialCongestionWindow")
	r.ReceiveWindow = l.number(s, "route", 1, 1023, "InitialAdvertisedReceiveWindow")
	r.AdvMSS = l.size(s, "route", "TCPAdvertisedMaximumSegmentSize")
	link.Routes = append(link.Routes, r)
}

// leave keeps a section as it is: what it says without the one thing that bondc
// does not know would be something else.
func leave(s *section, why string) {
	for _, k := range s.keys {
		k.entry.Class, k.entry.Reason = diag.Connectivity, why
	}
}

// otherFamily leaves a route through a gateway of the other family
// (RTA_VIA; systemd.network(5), Gateway=).
func otherFamily(s *section) bool {
	to, via := s.last("Destination"), s.last("Gateway")
	if to == nil || via == nil {
		return false
	}
	p, ok := prefix(to.Value, true)
	a, err := netip.ParseAddr(via.Value)
	if !ok || err != nil || familyOf(p.Addr()) == familyOf(a) {
		return false
	}
	leave(s, "bondc knows no gateway of another family than the route's")
	return true
}

// destination reads where a route leads to and through which gateway; one with
// a gateway alone is a default route.
func (l *lowering) destination(r *ir.Route, s *section) bool {
	to, via := s.last("Destination"), s.last("Gateway")
	if via != nil {
		a, err := netip.ParseAddr(via.Value)
		if err != nil {
			if via.Value == "_dhcp4" || via.Value == "_ipv6ra" {
				via.entry.Class, via.entry.Reason = diag.Connectivity, "the gateway is the one that DHCP or a router tells"
				return false
			}
			l.bad(via, "it is no address")
			return false
		}
		via.use("route")
		r.Via, r.Family, r.Default = a, familyOf(a), true
	}
	if to == nil {
		return via != nil
	}
	p, ok := prefix(to.Value, true)
	if !ok {
		l.bad(to, "it is no address or network")
		return false
	}
	to.use("route")
	r.Family = familyOf(p.Addr())
	if r.Default = p.Bits() == 0; !r.Default {
		r.To = p.Masked()
	}
	return true
}

// table reads the number of a table or one of the kernel's names
// (systemd.network(5), Table=).
func (l *lowering) table(s *section) ir.Opt[int] {
	k := s.last("Table")
	if k == nil {
		return ir.Opt[int]{}
	}
	number, known := tableNumber(k.Value)
	if !known {
		return ir.Opt[int]{}
	}
	k.use("table")
	return ir.Some(number, k.ValueSpan)
}

func tableNumber(text string) (int, bool) {
	number, known := map[string]int{"default": 253, "main": 254, "local": 255}[text]
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && n >= 1 && n <= maxUint32 {
		number, known = int(n), true
	}
	return number, known
}

// tableElsewhere leaves what is for a table whose number is not known: without
// it, it would be for the main one.
func tableElsewhere(s *section) bool {
	k := s.last("Table")
	if k == nil {
		return false
	}
	_, known := tableNumber(k.Value)
	if !known {
		leave(s, "the number of the table stands in networkd.conf")
	}
	return !known
}

// rule reads a [RoutingPolicyRule] section.
func (l *lowering) rule(link *ir.Link, s *section) {
	// networkd makes a rule when it reads the first key of the section.
	if len(s.keys) == 0 || tableElsewhere(s) || narrowed(s) {
		return
	}
	r := ir.Rule{Span: s.span, Family: 4}
	for _, x := range []struct {
		name string
		to   *netip.Prefix
	}{{"From", &r.From}, {"To", &r.To}} {
		k := s.last(x.name)
		if k == nil {
			continue
		}
		p, ok := prefix(k.Value, true)
		if !ok {
			l.bad(k, "it is no address or network")
			continue
		}
		if r.From.IsValid() && r.Family != familyOf(p.Addr()) {
			l.bad(k, "it is of another family than From=")
			continue
		}
		k.use("rule")
		*x.to, r.Family = p.Masked(), familyOf(p.Addr())
	}
	if !l.ruleFamily(&r, s) {
		return
	}
	r.Table = l.table(s)
	r.Priority = l.number(s, "rule", 0, maxUint32, "Priority")
	r.Mark = l.number(s, "rule", 1, maxUint32, "FirewallMark")
	r.TOS = l.number(s, "rule", 0, 255, "TypeOfService")
	r.IIF = text(s, "rule", "IncomingInterface").Value
	r.OIF = text(s, "rule", "OutgoingInterface").Value
	link.Rules = append(link.Rules, r)
}

// narrowed leaves a rule that catches less than bondc knows to say: without the
// rest of it, it would catch more (systemd.network(5), [RoutingPolicyRule]).
func narrowed(s *section) bool {
	for _, name := range []string{
		"InvertRule", "SourcePort", "DestinationPort", "IPProtocol", "User", "L3MasterDevice", "SuppressPrefixLength", "SuppressInterfaceGroup", "GoTo",
	} {
		if k := s.last(name); k != nil && k.Value != "" && k.Value != "no" && k.Value != "false" {
			leave(s, fmt.Sprintf("bondc knows no %q of a rule, which would be another one without it", name))
			return true
		}
	}
	if k := s.last("FirewallMark"); k != nil && strings.Contains(k.Value, "/") {
		leave(s, "bondc knows no mask of a firewall mark")
		return true
	}
	return false
}

// ruleFamily reads the family of a rule. One that is not that of the rule's
// addresses has networkd ignore the rule
// (networkd-routing-policy-rule.c, routing_policy_rule_section_verify).
func (l *lowering) ruleFamily(r *ir.Rule, s *section) bool {
	k := s.last("Family")
	if k == nil {
		return true
	}
	family, known := map[string]int{"ipv4": 4, "ipv6": 6}[k.Value]
	addressed := r.From.IsValid() || r.To.IsValid()
	switch {
	case addressed && (k.Value == "both" || known && family != r.Family):
		for _, other := range s.keys {
			other.use("ignored")
		}
		k.entry.UsedBy, k.entry.Class = "", diag.Behaviour
		k.entry.Reason = "networkd ignores the rule: its addresses are of one family, and this says another"
		return false
	case known:
		k.use("rule")
		r.Family = family
	}
	return true
}
