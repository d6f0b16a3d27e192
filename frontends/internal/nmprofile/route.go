package nmprofile

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// route reads "DEST[/PREFIX] [GATEWAY] [METRIC] [ATTRIBUTE=VALUE]..." (man
// nm-settings-nmcli, ipv4.routes).
func (l *lowering) route(d *device, setting string, it *Item, family int) {
	r, why := parseRoute(it, family)
	if why != "" {
		l.unread(d, setting+".routes", it, why)
		return
	}
	it.use("route")
	l.addRoute(d, r)
}

func parseRoute(it *Item, family int) (ir.Route, string) {
	r := ir.Route{Family: family, Span: it.Span}
	words := strings.Fields(it.Value)
	if len(words) == 0 {
		return r, "it names no destination"
	}
	to, ok := address(words[0], family)
	if !ok {
		return r, fmt.Sprintf("it names no IPv%d destination", family)
	}
	if r.Default = to.Bits() == 0; !r.Default {
		r.To = to.Masked()
	}
	for i, word := range words[1:] {
		if key, value, attribute := strings.Cut(word, "="); attribute {
			if why := routeAttribute(&r, it, key, value); why != "" {
				return r, why
			}
			continue
		}
		addr, err := netip.ParseAddr(word)
		if err == nil && i == 0 {
			if addr.Is4() != (family == 4) {
				return r, fmt.Sprintf("the gateway is no IPv%d address", family)
			}
			if !addr.IsUnspecified() {
				r.Via = addr
			}
			continue
		}
		metric, err := strconv.ParseUint(word, 10, 32)
		if err != nil {
			return r, fmt.Sprintf("%q is neither gateway, metric nor attribute", word)
		}
		r.Metric = ir.Some(int(metric), it.Span)
	}
	return r, ""
}

// routeAttribute reads one attribute of a route (nm-setting-ip-config.c,
// ip_route_attribute_spec).
func routeAttribute(r *ir.Route, it *Item, key, value string) string {
	switch key {
	case "onlink":
		is, ok := Truth(value)
		if !ok {
			return "onlink is true or false"
		}
		r.OnLink = ir.Some(is, it.Span)
		return ""
	case "src":
		addr, err := netip.ParseAddr(value)
		if err != nil {
			return "src is no address"
		}
		r.Source = addr
		return ""
	case "type":
		r.Type = value
		return ""
	case "scope":
		r.Scope = scopeWord(value)
		return ""
	}
	for _, x := range []struct {
		key string
		to  *ir.Opt[int]
	}{{"table", &r.Table}, {"mtu", &r.MTU}, {"advmss", &r.AdvMSS}, {"initcwnd", &r.CongestionWindow}, {"initrwnd", &r.ReceiveWindow}} {
		if x.key != key {
			continue
		}
		n, err := strconv.ParseUint(value, 0, 32)
		if err != nil {
			return key + " is no number"
		}
		*x.to = ir.Some(int(n), it.Span)
		return ""
	}
	if slices.Contains(strings.Fields("cwnd from lock-advmss lock-cwnd lock-initcwnd lock-initrwnd lock-mtu lock-window quickack rto_min tos weight window"), key) {
		return fmt.Sprintf(unmodelled+"its attribute %q", key)
	}
	return fmt.Sprintf("NetworkManager knows no attribute %q of a route", key)
}

// unmodelled begins the reasons why a route or rule that NetworkManager takes is
// left alone as a whole.
const unmodelled = "bondc does not model "

// unread keeps a route or rule that cannot be read; it is an error only if
// NetworkManager cannot read it either.
func (l *lowering) unread(d *device, name string, it *Item, why string) {
	if strings.HasPrefix(why, unmodelled) {
		it.spare(diag.Connectivity, why)
		return
	}
	l.bad(d, name, it, why)
}

// scopeWord returns iproute2's word of a number (/etc/iproute2/rt_scopes).
func scopeWord(number string) string {
	switch number {
	case "0":
		return "global"
	case "200":
		return "site"
	case "253":
		return "link"
	case "254":
		return "host"
	case "255":
		return "nowhere"
	}
	return number
}

// rule reads a routing rule in the words of ip-rule(8) (nm-setting-ip-config.c,
// nm_ip_routing_rule_from_string).
func (l *lowering) rule(d *device, setting string, it *Item, family int) {
	rule, why := parseRule(it, family)
	if why != "" {
		l.unread(d, setting+".routing-rules", it, why)
		return
	}
	it.use("rule")
	d.link.Rules = append(d.link.Rules, rule)
}

func parseRule(it *Item, family int) (ir.Rule, string) {
	rule := ir.Rule{Family: family, Span: it.Span}
	words := strings.Fields(it.Value)
	for len(words) > 1 {
		key, value := words[0], words[1]
		words = words[2:]
		n, notNumber := strconv.ParseUint(strings.SplitN(value, "/", 2)[0], 0, 32)
		number := ir.Some(int(n), it.Span)
		switch key {
		case "from", "to":
			prefix, ok := address(value, family)
			if value == "all" || value == "any" {
				continue
			}
			if !ok {
				return rule, fmt.Sprintf("%q is no IPv%d prefix", value, family)
			}
			if key == "from" {
				rule.From = prefix.Masked()
			} else {
				rule.To = prefix.Masked()
			}
			continue
		case "iif", "dev":
			rule.IIF = value
			continue
		case "oif":
			rule.OIF = value
			continue
		case "priority", "pref", "order":
			rule.Priority = number
		case "table", "lookup":
			if table, ok := tableNumber(value); ok {
				number, notNumber = ir.Some(table, it.Span), nil
			}
			rule.Table = number
		case "fwmark":
			if strings.Contains(value, "/") {
				return rule, unmodelled + "a mask of the mark"
			}
			rule.Mark = number
		case "tos", "dsfield":
			n, notNumber = strconv.ParseUint(strings.TrimPrefix(value, "0x"), 16, 8) // hexadecimal in any case
			rule.TOS = ir.Some(int(n), it.Span)
		case "not", "ipproto", "sport", "dport", "suppress_prefixlength", "sup_pl", "uidrange", "type":
			return rule, fmt.Sprintf(unmodelled+"%q in a rule", key)
		default:
			return rule, fmt.Sprintf("NetworkManager knows no %q of a rule", key)
		}
		if notNumber != nil {
			return rule, fmt.Sprintf("%s is no number", key)
		}
	}
	if len(words) > 0 {
		return rule, fmt.Sprintf("%q has no value", words[0])
	}
	return rule, ""
}

// tableNumber returns the number of a table that has a name in every kernel.
func tableNumber(word string) (int, bool) {
	switch word {
	case "main":
		return 254, true
	case "local":
		return 255, true
	case "default":
		return 253, true
	}
	return 0, false
}
