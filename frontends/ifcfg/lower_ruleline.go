package ifcfg

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/frontends/internal/shellkv"
	"github.com/bondc/bondc/ir"
)

// ruleLine reads one argument list of "ip rule add" (ip-rule(8)).
func (r *reader) ruleLine(p *profile, words []word, family int, e *ir.Entry) {
	a := &arguments{reader: r, words: words, entry: e, command: "ip rule add", family: family}
	rule := ir.Rule{Family: family, Span: e.Span}
	for len(a.words) > 0 && !a.failed {
		a.ruleWord(&rule)
	}
	if a.failed {
		return
	}
	e.UsedBy = "rule"
	p.link.Rules = append(p.link.Rules, rule)
}

// ruleWord reads one keyword with its value.
func (a *arguments) ruleWord(rule *ir.Rule) {
	w := a.next()
	switch w.text {
	case "from":
		rule.From = a.selector(rule, w)
	case "to":
		rule.To = a.selector(rule, w)
	case "table", "lookup":
		rule.Table = a.table()
	case "fwmark":
		rule.Mark = a.mark()
	case "tos", "dsfield":
		rule.TOS = a.tos()
	case "iif", "dev":
		rule.IIF = a.link()
	case "oif":
		rule.OIF = a.link()
	case "preference", "order":
		rule.Priority = a.number(w)
	case "not", "type", "blackhole", "unreachable", "prohibit", "goto", "nop", "nat", "map-to", "ipproto", "sport", "dport", "uidrange", "l3mdev",
		"suppress_prefixlength", "sup_pl", "suppress_ifgroup", "sup_group", "protocol", "tun_id", "realms":
		a.unmodelled(w, "bondc does not model rules with it")
	default:
		// iproute2 takes the beginnings of these two words.
		if len(w.text) >= 2 && (strings.HasPrefix("priority", w.text) || strings.HasPrefix("preference", w.text)) {
			rule.Priority = a.number(w)
			return
		}
		a.reject(w, fmt.Sprintf("%q is not a word of %q", w.text, a.command))
	}
}

// selector reads the prefix of "from" and "to"; everything is no selector.
func (a *arguments) selector(rule *ir.Rule, keyword word) netip.Prefix {
	w := a.value(keyword.text)
	prefix, everything, ok := parsePrefix(w.text, a.family)
	switch {
	case a.failed:
	case !ok:
		a.reject(w, fmt.Sprintf("%q is no address or prefix", w.text))
	case !everything:
		rule.Family = familyOf(prefix.Addr())
		return prefix.Masked()
	}
	return netip.Prefix{}
}

// mark reads a firewall mark. bondc does not model a mask.
func (a *arguments) mark() ir.Opt[int] {
	w := a.value("fwmark")
	n, err := strconv.ParseUint(w.text, 0, wordBits)
	switch {
	case err == nil:
		return ir.Some(int(n), w.span)
	case strings.Contains(w.text, "/"):
		a.unmodelled(w, "bondc does not model the mask of a mark")
	default:
		a.reject(w, fmt.Sprintf("%q is no firewall mark", w.text))
	}
	return ir.Opt[int]{}
}

// tos reads a type of service, which iproute2 takes as a hexadecimal number
// with or without 0x (lib/rt_names.c, rtnl_dsfield_a2n).
func (a *arguments) tos() ir.Opt[int] {
	w := a.value("tos")
	n, err := strconv.ParseUint(strings.TrimPrefix(w.text, "0x"), 16, 8)
	if err != nil {
		a.unmodelled(w, "bondc knows types of service by their number only")
		return ir.Opt[int]{}
	}
	return ir.Some(int(n), w.span)
}

func (a *arguments) link() string {
	w := a.value("iif")
	if why := nameProblem(w.text); why != "" && !a.failed {
		a.reject(w, fmt.Sprintf("%q cannot be the name of a link: %s", w.text, why))
		return ""
	}
	return w.text
}

// rulesOf reads ROUTING_RULE_n and ROUTING_RULE6_n, NetworkManager's keys for
// rules in the link's own file (nm-settings-ifcfg-rh(5)).
func (r *reader) rulesOf(p *profile) {
	for _, key := range p.keys {
		if !strings.HasPrefix(key, "ROUTING_RULE") {
			continue
		}
		family := 0
		if digits(strings.TrimPrefix(key, "ROUTING_RULE_")) {
			family = 4
		} else if digits(strings.TrimPrefix(key, "ROUTING_RULE6_")) {
			family = 6
		}
		if v := p.get(key); v != nil && family != 0 {
			r.ruleLine(p, wordsOf(v.item), family, v.entry)
		}
	}
}

func wordsOf(it *shellkv.Item) []word {
	var words []word
	for _, f := range it.Fields() {
		words = append(words, word{f.Text, it.At(f.From, f.To)})
	}
	return slices.Clip(words)
}
