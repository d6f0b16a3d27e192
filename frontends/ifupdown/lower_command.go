package ifupdown

import (
	"fmt"
	"net/netip"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// command reports whether a line is a command, which may stand in a stanza any
// number of times.
func command(key string) bool {
	return slices.Contains([]string{"up", "post-up", "pre-up"}, key) || undoes(key)
}

// undoes reports whether a command runs when the link goes down.
func undoes(key string) bool {
	return slices.Contains([]string{"down", "pre-down", "post-down"}, key)
}

// commands reads plain calls of ip(8) among the commands. They are text here
// and nothing else: what needs a shell, or does anything else, is residue.
func (s *scope) commands() {
	// What makes ports comes first: other lines bring them up.
	attaching := slices.DeleteFunc(slices.Clone(s.items), func(o *item) bool { return !o.enslaves() })
	others := slices.DeleteFunc(slices.Clone(s.items), (*item).enslaves)
	for _, o := range append(attaching, others...) {
		if !command(o.key) || o.entry.UsedBy != "" {
			continue
		}
		words, plain := s.plain(o)
		why := "bondc runs no commands"
		if plain && len(words) > 0 {
			if said, known := s.tool(o, words); known {
				if why = said; why == "" {
					continue
				}
			}
		}
		if plain && len(words) > 2 && path.Base(words[0].text) == "ip" {
			a := &arguments{scope: s, words: words[1:], family: 4}
			if s.six() {
				a.family = 6
			}
			if why = a.run(o); why == "" {
				continue
			}
		}
		class := diag.Behaviour
		if !undoes(o.key) && reaches(o) {
			class = diag.Connectivity
		}
		o.spare(class, why)
	}
}

// reaches reports whether a command may decide whether the host is reachable.
func reaches(o *item) bool {
	manners := []string{"promisc", "allmulticast", "allmulti", "txqueuelen"}
	if slices.ContainsFunc(o.words[1:], func(w word) bool { return slices.Contains(manners, w.text) }) {
		return false // of "ip link set" and ifconfig
	}
	tools := []string{"ip", "route", "ifconfig", "ifup", "ifenslave", "brctl", "bridge", "vconfig", "iptables", "iptables-restore", "nft", "dhclient", "wg", "wg-quick"}
	return slices.ContainsFunc(o.words[1:], func(w word) bool { return slices.Contains(tools, path.Base(w.text)) })
}

// plain returns the words of a command without "|| true" at its end, and
// whether the shell would make nothing else of them.
func (s *scope) plain(o *item) ([]word, bool) {
	words := slices.Clone(o.words[1:])
	if n := len(words); n > 2 && words[n-2].text == "||" && (words[n-1].text == "true" || words[n-1].text == ":") {
		words = words[:n-2]
	}
	for i := range words {
		w := &words[i]
		switch w.text {
		case "$IFACE", "${IFACE}", `"$IFACE"`:
			w.text = s.link.Name
		}
		if w.text == "" || strings.ContainsAny(w.text, "$`\"'\\;&|<>(){}*?[]~#!") {
			return nil, false
		}
	}
	return words, true
}

// arguments are the words of a call of ip(8) that are not read yet.
type arguments struct {
	*scope
	words  []word
	family int
	// why says what keeps the call from being understood.
	why string
}

func (a *arguments) next() word {
	if len(a.words) == 0 {
		a.fail("a word is missing at the end")
		return word{}
	}
	w := a.words[0]
	a.words = a.words[1:]
	return w
}

func (a *arguments) fail(format string, args ...any) {
	if a.why == "" {
		a.why = fmt.Sprintf(format, args...)
	}
}

// object reports whether a word is ip's name for something, or short for it.
func object(text, name string, least int) bool {
	return len(text) >= least && strings.HasPrefix(name, text)
}

// run reads a call and says why it could not be understood, "" if it was.
func (a *arguments) run(o *item) string {
	for a.words[0].text[0] == '-' && len(a.words) > 2 {
		switch a.next().text {
		case "-4":
			a.family = 4
		case "-6":
			a.family = 6
		default:
			return "bondc knows the options -4 and -6 of ip(8)"
		}
	}
	what, verb := a.next().text, a.next().text
	if object(what, "link", 1) && verb == "set" {
		a.set(o)
		return a.why
	}
	makes := slices.Contains([]string{"add", "a", "append", "replace"}, verb)
	switch {
	case undoes(o.key):
		if slices.Contains([]string{"del", "delete", "d", "flush"}, verb) {
			o.use("down") // the kernel does the same when the link goes
			return ""
		}
		return "bondc runs no commands"
	case object(what, "route", 1) && makes:
		a.route(o)
	case object(what, "rule", 2) && makes:
		a.rule(o)
	case object(what, "address", 1) && makes:
		a.address(o)
	case object(what, "link", 1) && makes:
		a.device(o)
	default:
		return "bondc does not model it"
	}
	return a.why
}

// set reads "ip link set [dev] LINK up", or down.
func (a *arguments) set(o *item) {
	name := a.next()
	if name.text == "dev" {
		name = a.next()
	}
	verb := a.next()
	if len(a.words) > 0 {
		a.fail("bondc does not model it")
	}
	a.turned(o, name, verb)
}

func (a *arguments) number() ir.Opt[int] {
	w := a.next()
	n, err := strconv.ParseUint(w.text, 0, 32)
	if err != nil && a.why == "" {
		a.fail("%q is no number", clip(w.text))
	}
	return ir.Some(int(n), w.span)
}

func (a *arguments) addr() netip.Addr {
	w := a.next()
	addr, err := netip.ParseAddr(w.text)
	if err != nil || addr.Zone() != "" {
		a.fail("%q is no address", clip(w.text))
	}
	return addr
}

// prefix reads a network; everything is true for all of a family.
func (a *arguments) prefix() (p netip.Prefix, everything bool) {
	w := a.next()
	switch w.text {
	case "default", "all", "any":
		return p, true
	}
	p, err := netip.ParsePrefix(w.text)
	if err != nil {
		addr, bad := netip.ParseAddr(w.text)
		if bad != nil || addr.Zone() != "" {
			a.fail("%q is no network", clip(w.text))
			return netip.Prefix{}, false
		}
		p = netip.PrefixFrom(addr, addr.BitLen())
	}
	return p, p.Bits() == 0
}

// table reads a number or a name that every host has (iproute2, rt_tables).
func (a *arguments) table() ir.Opt[int] {
	for name, n := range map[string]int{"default": 253, "main": 254, "local": 255} {
		if len(a.words) > 0 && a.words[0].text == name {
			return ir.Some(n, a.next().span)
		}
	}
	return a.number()
}

// route reads the arguments of "ip route add" (ip-route(8)).
func (a *arguments) route(o *item) {
	r := ir.Route{Family: a.family, Span: o.value.span}
	types := []string{"unicast", "local", "broadcast", "multicast", "throw", "unreachable", "prohibit", "blackhole", "anycast"}
	if len(a.words) > 0 && slices.Contains(types, a.words[0].text) {
		r.Type = a.next().text
	}
	p, everything := a.prefix()
	switch r.Default = everything; {
	case p.IsValid() && p.Addr().Is6():
		r.Family = 6
	case p.IsValid():
		r.Family = 4
	}
	if !everything && a.why == "" {
		r.To = p.Masked()
	}
	for len(a.words) > 0 && a.why == "" {
		a.routeWord(&r)
	}
	if a.why == "" && r.Via.IsValid() && r.Default && !p.IsValid() {
		r.Family = 4
		if r.Via.Is6() {
			r.Family = 6
		}
	}
	if a.why == "" && r.Via.IsValid() && r.Via.Is6() != (r.Family == 6) {
		a.fail("the gateway is of another family than the route")
	}
	if a.why == "" {
		o.use("route")
		a.link.Routes = append(a.link.Routes, r)
	}
}

func (a *arguments) routeWord(r *ir.Route) {
	switch w := a.next(); w.text {
	case "via":
		r.Via = a.addr()
	case "src":
		r.Source = a.addr()
	case "dev":
		if to := a.next(); to.text != a.link.Name {
			a.fail("it is about another link, %q", clip(to.text))
		}
	case "metric", "priority", "preference":
		r.Metric = a.number()
	case "table":
		r.Table = a.table()
	case "scope":
		r.Scope = a.next().text
	case "onlink":
		r.OnLink = ir.Some(true, w.span)
	case "mtu":
		r.MTU = a.number()
	case "advmss":
		r.AdvMSS = a.number()
	case "initcwnd":
		r.CongestionWindow = a.number()
	case "initrwnd":
		r.ReceiveWindow = a.number()
	case "proto", "protocol":
		a.next()
	default:
		a.fail("bondc does not model %q of a route", clip(w.text))
	}
}

// rule reads the arguments of "ip rule add" (ip-rule(8)).
func (a *arguments) rule(o *item) {
	r := ir.Rule{Family: a.family, Span: o.value.span}
	network := func() netip.Prefix {
		p, everything := a.prefix()
		if everything || a.why != "" {
			return netip.Prefix{}
		}
		if r.Family = 4; p.Addr().Is6() {
			r.Family = 6
		}
		return p.Masked()
	}
	for len(a.words) > 0 && a.why == "" {
		switch w := a.next(); w.text {
		case "from":
			r.From = network()
		case "to":
			r.To = network()
		case "table", "lookup":
			r.Table = a.table()
		case "priority", "prio", "pref", "preference", "order":
			r.Priority = a.number()
		case "fwmark":
			r.Mark = a.number()
		case "tos", "dsfield":
			r.TOS = a.number()
		case "iif", "dev":
			r.IIF = a.next().text
		case "oif":
			r.OIF = a.next().text
		default:
			a.fail("bondc does not model %q of a rule", clip(w.text))
		}
	}
	if a.why == "" {
		o.use("rule")
		a.link.Rules = append(a.link.Rules, r)
	}
}

// address reads the arguments of "ip address add" (ip-address(8)).
func (a *arguments) address(o *item) {
	p, everything := a.prefix()
	x := ir.Address{Prefix: p, Span: o.value.span}
	if everything {
		a.fail("it is no address of a host")
	}
	for len(a.words) > 0 && a.why == "" {
		switch w := a.next(); w.text {
		case "dev":
			if to := a.next(); to.text != a.link.Name {
				a.fail("it is about another link, %q", clip(to.text))
			}
		case "label":
			x.Label = a.next().text
		case "preferred-lft", "preferred_lft":
			x.Lifetime = a.next().text
			if x.Lifetime != "0" && x.Lifetime != "forever" {
				a.fail("bondc knows the lifetimes 0 and forever")
			}
		case "broadcast", "brd":
			a.next()
		default:
			a.fail("bondc does not model %q of an address", clip(w.text))
		}
	}
	if a.why == "" {
		o.use("address")
		a.link.Addresses = append(a.link.Addresses, x)
	}
}

// device reads the arguments of "ip link add ... type vlan" (ip-link(8)): how a
// VLAN with a name of its own, or with flags, is made.
func (a *arguments) device(o *item) {
	var parent, name, id word
	v := ir.VLAN{}
	for len(a.words) > 0 && a.why == "" {
		switch w := a.next(); w.text {
		case "link":
			parent = a.next()
		case "name", "dev":
			name = a.next()
		case "type":
			if a.next().text != "vlan" {
				a.fail("bondc reads the type vlan alone")
			}
		case "id":
			id = a.next()
		case "proto", "protocol":
			p := a.next()
			v.Protocol = ir.Some(strings.ToLower(p.text), p.span)
		case "reorder_hdr":
			v.ReorderHeader = a.onOff()
		case "gvrp":
			v.GVRP = a.onOff()
		case "mvrp":
			v.MVRP = a.onOff()
		case "loose_binding":
			v.LooseBinding = a.onOff()
		default:
			a.fail("bondc does not model %q of a VLAN", clip(w.text))
		}
	}
	switch {
	case a.why != "":
	case name.text != a.link.Name || parent.text == "" || id.text == "":
		a.fail("it makes no VLAN of the stanza's name")
	case a.link.Kind != ir.Ethernet && a.link.Kind != ir.VLANKind:
		a.fail("%q is of kind %s", a.link.Name, a.link.Kind)
	default:
		o.use("vlan")
		if a.link.Kind = ir.VLANKind; a.link.VLAN == nil || a.link.VLAN.Link.Value != parent.text {
			a.link.VLAN = &v
		}
		v.ID, v.Link = a.link.VLAN.ID, a.link.VLAN.Link
		*a.link.VLAN = v
		a.stand(parent.text, parent.span, id.text, id.span)
	}
}

func (a *arguments) onOff() ir.Opt[bool] {
	w := a.next()
	if w.text != "on" && w.text != "off" {
		a.fail("%q is neither on nor off", clip(w.text))
	}
	return ir.Some(w.text == "on", w.span)
}
