package nmprofile

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
)

// routes writes the default route as the gateway and all other routes as a
// list. Without an address there is no gateway, with never-default no gateway
// either (seen with nmcli --offline); a route to 0.0.0.0/0 is taken then.
func (r *raiser) routes(f *family) {
	var list []string
	gateway := ""
	for i := range r.link.Routes {
		rt := &r.link.Routes[i]
		if rt.Family != f.number {
			continue
		}
		if !f.takes {
			r.loseRoute(rt, fmt.Sprintf("the link has no IPv%d addresses, and NetworkManager then sets no routes", f.number))
			continue
		}
		if gateway == "" && plainDefault(rt) && !r.ownMetric(f.number) && len(f.addresses) > 0 && !f.neverDefault {
			gateway = rt.Via.String()
			continue
		}
		text, why := r.route(rt)
		if why != "" {
			r.loseRoute(rt, why)
			continue
		}
		list = append(list, text)
	}
	if gateway != "" {
		r.set(f.setting+".gateway", gateway)
	}
	if len(list) > 0 {
		r.profile.list(f.setting+".routes", ", ", list)
	}
}

func (r *raiser) loseRoute(rt *ir.Route, why string) {
	r.lose(diag.Connectivity, "route", rt.Dest(), rt.Span, why, "The host comes up without the route.")
}

// plainDefault reports whether a route says no more than "default via".
func plainDefault(rt *ir.Route) bool {
	bare := !rt.OnLink.Value && !rt.Source.IsValid() && rt.Scope == "" && (rt.Type == "" || rt.Type == "unicast")
	sizes := rt.MTU.Set || rt.AdvMSS.Set || rt.CongestionWindow.Set || rt.ReceiveWindow.Set
	return rt.Default && rt.Via.IsValid() && !rt.Via.IsUnspecified() && rt.Metric.Value == 0 && rt.Table.Or(mainTable) == mainTable && bare && !sizes
}

// mainTable is RT_TABLE_MAIN (include/uapi/linux/rtnetlink.h).
const mainTable = 254

// route returns "DEST [GATEWAY] [METRIC] [ATTRIBUTE=VALUE]...", or why there
// is none (man nm-settings-nmcli, ipv4.routes).
func (r *raiser) route(rt *ir.Route) (text, why string) {
	words := []string{rt.Dest()}
	switch {
	case rt.Default && rt.Family == 6:
		words[0] = "::/0"
	case rt.Default:
		words[0] = "0.0.0.0/0"
	case !rt.To.IsValid():
		return "", "it has no destination"
	}
	if why := loss.WrongGateway(rt); why != "" {
		return "", why
	}
	if rt.Via.IsValid() {
		words = append(words, rt.Via.WithZone("").String())
	}
	if rt.Metric.Set || r.ownMetric(rt.Family) {
		// One without a metric of its own would get that of the profile.
		words = append(words, strconv.Itoa(rt.Metric.Value))
	}
	words = attribute(words, "table", rt.Table)
	if rt.OnLink.Value {
		words = append(words, "onlink=true")
	}
	if rt.Source.IsValid() {
		words = append(words, "src="+rt.Source.WithZone("").String())
	}
	words = attribute(words, "mtu", rt.MTU)
	words = attribute(words, "initcwnd", rt.CongestionWindow)
	words = attribute(words, "initrwnd", rt.ReceiveWindow)
	words, why = r.newAttributes(words, rt)
	return strings.Join(words, " "), why
}

// ownMetric reports whether the profile has a metric for routes without one.
func (r *raiser) ownMetric(family int) bool {
	if family == 6 {
		return r.link.IPv6.RouteMetric.Set
	}
	return r.link.IPv4.RouteMetric.Set
}

func attribute(words []string, name string, o ir.Opt[int]) []string {
	if !o.Set {
		return words
	}
	return append(words, name+"="+strconv.Itoa(o.Value))
}

// newAttributes adds the attributes that not every version knows (NEWS of
// NetworkManager 1.36 and 1.42).
func (r *raiser) newAttributes(words []string, rt *ir.Route) ([]string, string) {
	if rt.Scope != "" && rt.Family == 4 {
		number, known := scope(rt.Scope)
		if !known {
			return nil, fmt.Sprintf("NetworkManager has no number for the scope %q", rt.Scope)
		}
		words = append(words, "scope="+number)
	}
	if rt.Type != "" && rt.Type != "unicast" {
		if !routeType(rt.Type) {
			return nil, fmt.Sprintf("NetworkManager does not know the type %q", rt.Type)
		}
		if rt.Via.IsValid() && rt.Type != "local" {
			return nil, fmt.Sprintf("a %s route cannot have a gateway", rt.Type)
		}
		if number, _ := scope(rt.Scope); rt.Type == "local" && rt.Scope != "" && number != "254" {
			return nil, "a local route has the scope host"
		}
		if r.nm.Before("1.36") {
			return nil, "NetworkManager knows types of routes from 1.36 on"
		}
		words = append(words, "type="+rt.Type)
	}
	if rt.AdvMSS.Set {
		if r.nm.Before("1.42") {
			r.changed(diag.Behaviour, "route", rt.Dest(), rt.AdvMSS.Span, fmt.Sprintf("the route to %q of %q is written without \"advmss\"", rt.Dest(), r.link.Name),
				"NetworkManager knows it from 1.42 on; the maximum segment size follows from the MTU.")
		} else {
			words = attribute(words, "advmss", rt.AdvMSS)
		}
	}
	return words, ""
}

// scope returns the number of iproute2's word (/etc/iproute2/rt_scopes).
func scope(word string) (string, bool) {
	for _, s := range []struct{ word, number string }{
		{"global", "0"}, {"site", "200"}, {"link", "253"}, {"host", "254"}, {"nowhere", "255"},
	} {
		if s.word == word || s.number == word {
			return s.number, true
		}
	}
	return "", false
}

// routeType reports whether NetworkManager has the type.
func routeType(word string) bool {
	for _, known := range []string{"local", "blackhole", "prohibit", "unreachable", "throw"} {
		if word == known {
			return true
		}
	}
	return false
}

// rules writes the policy rules. NetworkManager wants a priority for each; one
// without gets the one that the kernel would give it, counting down from 32765
// (net/core/fib_rules.c, fib_default_rule_pref).
func (r *raiser) rules(f *family) {
	var list []string
	for i := range r.link.Rules {
		rule := &r.link.Rules[i]
		if rule.Family != f.number {
			continue
		}
		text, why := r.rule(rule)
		if why != "" {
			r.lose(diag.Connectivity, "rule", effect.RuleText(rule), rule.Span, why, "The host comes up without the rule.")
			continue
		}
		list = append(list, text)
	}
	if len(list) > 0 {
		r.profile.list(f.setting+".routing-rules", ", ", list)
	}
}

func (r *raiser) rule(rule *ir.Rule) (text, why string) {
	if r.nm.Before("1.18") {
		return "", "NetworkManager has policy rules from 1.18 on"
	}
	for _, name := range []string{rule.IIF, rule.OIF} {
		if name != "" && !loss.ValidName(name) {
			return "", fmt.Sprintf("%q is no name of a link", name)
		}
	}
	words := []string{"priority", strconv.Itoa(r.priority(rule))}
	switch {
	case rule.From.IsValid():
		words = append(words, "from", rule.From.String())
	case !rule.To.IsValid() && rule.Family == 6:
		words = append(words, "from", "::/0")
	case !rule.To.IsValid():
		words = append(words, "from", "0.0.0.0/0")
	}
	if rule.To.IsValid() {
		words = append(words, "to", rule.To.String())
	}
	if rule.Mark.Set {
		words = append(words, "fwmark", fmt.Sprintf("0x%x", rule.Mark.Value))
	}
	if rule.TOS.Set {
		// NetworkManager reads the bare number as hexadecimal.
		words = append(words, "tos", fmt.Sprintf("0x%02x", rule.TOS.Value))
	}
	if rule.IIF != "" {
		words = append(words, "iif", rule.IIF)
	}
	if rule.OIF != "" {
		words = append(words, "oif", rule.OIF)
	}
	if rule.Table.Set {
		words = append(words, "table", strconv.Itoa(rule.Table.Value))
	}
	return strings.Join(words, " "), ""
}

// priority returns the rule's priority, or announces the one it gets.
func (r *raiser) priority(rule *ir.Rule) int {
	if rule.Priority.Set {
		return rule.Priority.Value
	}
	r.freePriority--
	// Read back it is another rule, so that the whole facet differs.
	r.changed(diag.Behaviour, "rule", "", rule.Span,
		fmt.Sprintf("the policy rule %q of %q gets the priority %d", effect.RuleText(rule), r.link.Name, r.freePriority),
		"NetworkManager takes no rule without a priority. The kernel would give it the next one below the rules that are there, so the order among the rules may change: write the priority you want.")
	return r.freePriority
}
