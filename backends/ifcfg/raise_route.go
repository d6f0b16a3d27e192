package ifcfg

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
	"github.com/bondc/bondc/ir/source"
)

// routes writes the routes of a family: the default route as a key where that
// means the same to both readers, and every other route as a line of route-NAME or
// route6-NAME.
func (r *raiser) routes(family int) {
	for i := range r.link.Routes {
		rt := &r.link.Routes[i]
		if rt.Family != family || r.asKey(rt) {
			continue
		}
		line, why := r.routeLine(rt)
		if why != "" {
			r.lose(diag.Connectivity, "route", rt.Dest(), rt.Span, why, "The host comes up without the route. Correct it in the input.")
			continue
		}
		r.line("route", rt.Family, line)
	}
}

// line adds a line to one of the files beside the link's own.
func (r *raiser) line(kind string, family int, line string) {
	if family == 6 {
		kind += "6"
	}
	if r.lines == nil {
		r.lines = map[string][]string{}
	}
	r.lines[kind] = append(r.lines[kind], line)
}

// asKey writes a default route as GATEWAY or IPV6_DEFAULTGW.
func (r *raiser) asKey(rt *ir.Route) bool {
	switch {
	case !plainDefault(rt):
		return false
	case rt.Family == 6:
		return r.vars.has("IPV6ADDR") && !r.link.IPv6.NeverDefault.Value && !rt.Via.IsLinkLocalUnicast() &&
			!r.vars.has("IPV6_DEFAULTGW") && r.vars.set("IPV6_DEFAULTGW", rt.Via.String())
	}
	return r.gateway4(rt) && r.vars.set("GATEWAY", rt.Via.String())
}

// gateway4 reports whether GATEWAY would be installed as this route: initscripts
// do so only for a static link, without DEFROUTE=no, if the gateway is in the
// network of the first address (ifup-eth).
func (r *raiser) gateway4(rt *ir.Route) bool {
	c := &r.link.IPv4
	dynamic := c.Method.Value == ir.MethodDHCP || c.Method.Value == ir.MethodLinkLocal || c.Method.Value == ir.MethodShared
	if dynamic || c.NeverDefault.Value || r.vars.has("GATEWAY") || r.shaped() {
		return false
	}
	for _, a := range r.link.Addresses {
		if !isV6(a.Prefix.Addr()) {
			return a.Prefix.Masked().Contains(rt.Via)
		}
	}
	return false
}

// shaped reports whether lines of the input that are put back would make
// another route of GATEWAY.
func (r *raiser) shaped() bool {
	return slices.ContainsFunc(r.host.Residue(), func(e *ir.Entry) bool {
		keys := []string{"METRIC", "IPV4_ROUTE_METRIC", "SRCADDR", "GATEWAYDEV", "EXTRA_ROUTE_OPTS", "WINDOW", "NETWORK"}
		return e.Dialect == "ifcfg" && e.Link == r.link.Name && slices.Contains(keys, e.Key)
	})
}

// plainDefault reports whether a route says no more than "default via".
func plainDefault(rt *ir.Route) bool {
	bare := !rt.OnLink.Value && !rt.Source.IsValid() && rt.Scope == "" && (rt.Type == "" || rt.Type == "unicast")
	sizes := rt.MTU.Set || rt.AdvMSS.Set || rt.CongestionWindow.Set || rt.ReceiveWindow.Set
	return rt.Default && rt.Via.IsValid() && loss.WrongGateway(rt) == "" && rt.Metric.Value == 0 && rt.Table.Or(mainTable) == mainTable && bare && !sizes
}

// mainTable is RT_TABLE_MAIN (include/uapi/linux/rtnetlink.h).
const mainTable = 254

// routeLine returns the arguments of "ip route add", or why there are none.
func (r *raiser) routeLine(rt *ir.Route) (line, why string) {
	var words []string
	if rt.Type != "" && rt.Type != "unicast" {
		words = append(words, rt.Type)
	}
	words = append(words, rt.Dest())
	switch {
	case rt.Via.IsValid():
		words = append(words, "via", rt.Via.WithZone("").String())
	case len(words) == 1:
		words = append(words, "dev", r.link.Name)
	}
	words = number(words, "metric", rt.Metric)
	words = number(words, "table", rt.Table)
	if rt.OnLink.Value {
		words = append(words, "onlink")
	}
	if rt.Source.IsValid() {
		words = append(words, "src", rt.Source.WithZone("").String())
	}
	if rt.Scope != "" {
		words = append(words, "scope", rt.Scope)
	}
	words = number(words, "mtu", rt.MTU)
	if r.nm() && rt.AdvMSS.Set {
		// The word would make NetworkManager ignore the whole line.
		r.changed(diag.Behaviour, "route", rt.Dest(), rt.AdvMSS.Span, fmt.Sprintf("the route to %q of %q is written without \"advmss\"", rt.Dest(), r.link.Name),
			"NetworkManager does not read the word from route files; the maximum segment size follows from the MTU.")
	} else {
		words = number(words, "advmss", rt.AdvMSS)
	}
	words = number(words, "initcwnd", rt.CongestionWindow)
	words = number(words, "initrwnd", rt.ReceiveWindow)
	for _, w := range []string{rt.Type, rt.Scope} {
		if strings.ContainsFunc(w, func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') }) {
			return "", fmt.Sprintf("%q is no word of ip-route(8)", w)
		}
	}
	if !rt.Default && !rt.To.IsValid() {
		return "", "it has no destination"
	}
	return strings.Join(words, " "), loss.WrongGateway(rt)
}

func number(words []string, word string, o ir.Opt[int]) []string {
	if !o.Set {
		return words
	}
	return append(words, word, strconv.Itoa(o.Value))
}

// rules writes the policy rules as arguments of "ip rule add".
func (r *raiser) rules() {
	for i := range r.link.Rules {
		rule := &r.link.Rules[i]
		line, why := ruleLine(rule)
		if why != "" {
			r.lose(diag.Connectivity, "rule", effect.RuleText(rule), rule.Span, why, "The host comes up without the rule. Correct it in the input.")
			continue
		}
		r.line("rule", rule.Family, line)
		if r.nm() {
			r.changed(diag.Connectivity, "rule", effect.RuleText(rule), rule.Span, fmt.Sprintf("the policy rule %q of %q is written to a file that NetworkManager itself does not read", effect.RuleText(rule), r.link.Name),
				"NetworkManager needs its package NetworkManager-dispatcher-routing-rules for it, and without that it ignores the link's route files too once a rule file is there. Install the package on the new host.")
		}
	}
}

func ruleLine(rule *ir.Rule) (line, why string) {
	var words []string
	for _, p := range []struct {
		word   string
		prefix netip.Prefix
	}{{"from", rule.From}, {"to", rule.To}} {
		if p.prefix.IsValid() {
			words = append(words, p.word, p.prefix.String())
		}
	}
	if len(words) == 0 {
		words = append(words, "from", "all")
	}
	words = number(words, "fwmark", rule.Mark)
	if rule.TOS.Set {
		// ip-rule(8) reads the bare number as hexadecimal.
		words = append(words, "tos", fmt.Sprintf("0x%02x", rule.TOS.Value))
	}
	for _, x := range []struct{ word, name string }{{"iif", rule.IIF}, {"oif", rule.OIF}} {
		if x.name == "" {
			continue
		}
		if !loss.ValidName(x.name) {
			return "", fmt.Sprintf("%q is no name of a link", x.name)
		}
		words = append(words, x.word, x.name)
	}
	words = number(words, "table", rule.Table)
	words = number(words, "priority", rule.Priority)
	return strings.Join(words, " "), ""
}

// dns writes DNS1 and so on, and DOMAIN. resolv.conf holds three servers at
// most, NetworkManager reads ten.
func (r *raiser) dns() {
	limit := 3
	switch {
	case r.nm():
		limit = 10
	case r.rhel == 5 || r.rhel == 6:
		limit = 2 // DNS3 came with RHEL 7
	}
	n := 0
	for _, s := range r.link.DNS.Servers {
		why := r.dnsLost(s.Addr)
		if n == limit {
			why = fmt.Sprintf("there is room for %d servers", limit)
		}
		if why != "" {
			r.loseDNS(s.Addr.String(), s.Span, why)
			continue
		}
		n++
		r.vars.set("DNS"+strconv.Itoa(n), s.Addr.String())
	}
	var domains []string
	for _, s := range r.link.DNS.Search {
		if !loss.ValidDomain(s.Domain) {
			r.ledger.NoDomain(r.link, &s)
			continue
		}
		if !r.nm() && r.ledger.RoutesOnly(r.link, &s) {
			continue
		}
		domains = append(domains, s.Domain)
	}
	if len(domains) > 0 {
		r.vars.set("DOMAIN", strings.Join(domains, " "))
	}
}

// dnsLost says why a server would not be read: NetworkManager takes servers
// only for a family that is on (make_ip4_setting, make_ip6_setting).
func (r *raiser) dnsLost(server netip.Addr) string {
	c := &r.link.IPv6
	off6 := c.Method.Value == ir.MethodDisabled || c.Method.Value == ir.MethodIgnore
	switch {
	case !r.nm():
		return ""
	case server.Zone() != "":
		return "NetworkManager takes no name server with a zone"
	case isV6(server) && (off6 || !r.vars.has("IPV6INIT")):
		return "IPv6 is off on the link, and NetworkManager then ignores its IPv6 servers"
	case !isV6(server) && r.link.IPv4.Method.Value != ir.MethodDHCP && !r.vars.has("IPADDR"):
		return "IPv4 is off on the link, and NetworkManager then ignores its IPv4 servers"
	}
	return ""
}

func (r *raiser) loseDNS(item string, span source.Span, why string) {
	r.lose(diag.Connectivity, "dns", item, span, why, "The host does not use it to resolve names. Write it on another link that has room for it.")
}
