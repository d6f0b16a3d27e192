package ifcfg

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// routeLine reads one argument list of "ip route add" (ip-route(8)) and adds
// the route to the link, or to the one that "dev" names.
func (r *reader) routeLine(p *profile, l *line, family int, e *ir.Entry) {
	a := &arguments{reader: r, words: l.words, entry: e, command: "ip route add", family: family}
	route := ir.Route{Family: family, Span: l.span}
	if routeType(a.peek()) {
		route.Type = a.next().text
	}
	if a.peek() == "to" {
		a.next()
	}
	if len(a.words) == 0 {
		r.refuse(e, l.span, a.command, "the route has no destination")
		return
	}
	if !a.destination(&route) {
		return
	}
	device := p.link.Name
	for len(a.words) > 0 && !a.failed {
		if a.peek() == "dev" || a.peek() == "oif" {
			a.next()
			device = a.value("dev").text
			continue
		}
		a.routeWord(&route)
	}
	if a.failed {
		return
	}
	if base, is := aliasOf(device); is {
		device = base
	}
	to := r.byName[device]
	switch {
	case to == nil:
		e.Class, e.Reason = diag.Connectivity, fmt.Sprintf("no file declares the link %q", device)
		return
	case to.link.Kind == ir.Other:
		e.Class, e.Reason = diag.Connectivity, notModelled(to.link)
		return
	}
	e.UsedBy, e.Link = "route", device
	for _, extra := range a.extras {
		extra.Link = device
	}
	r.extras = append(r.extras, a.extras...)
	to.link.Routes = append(to.link.Routes, route)
}

// routeType reports whether the word is a type of route (ip-route(8), TYPE).
func routeType(word string) bool {
	switch word {
	case "unicast", "local", "broadcast", "multicast", "throw", "unreachable", "prohibit", "blackhole", "anycast":
		return true
	}
	return false
}

// arguments are the words of one line that are not read yet.
type arguments struct {
	reader  *reader
	words   []word
	entry   *ir.Entry
	command string
	family  int
	failed  bool
	extras  []*ir.Entry // words that bondc does not model
}

func (a *arguments) peek() string {
	if len(a.words) == 0 {
		return ""
	}
	return a.words[0].text
}

func (a *arguments) next() word {
	w := a.words[0]
	a.words = a.words[1:]
	return w
}

// value returns the word behind a keyword, or rejects the line.
func (a *arguments) value(keyword string) word {
	if len(a.words) == 0 {
		w := word{span: a.entry.Span}
		a.reject(w, fmt.Sprintf("%q has no value", keyword))
		return w
	}
	return a.next()
}

// reject reports a word of the line, once.
func (a *arguments) reject(w word, message string) {
	if !a.failed {
		a.failed = true
		a.reader.refuse(a.entry, w.span, a.command, message)
	}
}

// unmodelled gives up on a line whose meaning bondc cannot keep.
func (a *arguments) unmodelled(w word, why string) {
	if !a.failed {
		a.failed = true
		a.entry.Class, a.entry.Reason = diag.Connectivity, fmt.Sprintf("%q: %s", w.text, why)
	}
}

// extra notes a word with its value that changes how a route behaves and that
// bondc does not model.
func (a *arguments) extra(w, value word) {
	a.extras = append(a.extras, &ir.Entry{
		Dialect: dialect, File: a.entry.File, Section: a.entry.Section, Key: w.text, Value: value.text, Raw: value.text,
		KeySpan: w.span, Span: w.span.To(value.span), Class: diag.Behaviour, Reason: "bondc does not model this word of a route",
	})
}

// destination reads the prefix of a route.
func (a *arguments) destination(route *ir.Route) bool {
	w := a.next()
	prefix, everything, ok := parsePrefix(w.text, a.family)
	if !ok {
		a.reject(w, fmt.Sprintf("%q is no destination of a route: it is \"default\", an address or a prefix", w.text))
		return false
	}
	route.Default = everything
	if !everything {
		route.To = prefix.Masked()
		route.Family = 4
		if prefix.Addr().Is6() {
			route.Family = 6
		}
	}
	return true
}

// parsePrefix reads a prefix as iproute2 does (lib/utils.c, get_prefix_1): an
// address alone is a host, the length may be a netmask, and trailing zeros of
// an IPv4 address may be missing.
func parsePrefix(text string, family int) (prefix netip.Prefix, everything, ok bool) {
	switch text {
	case "default", "any", "all":
		return netip.Prefix{}, true, true
	}
	addrText, length, has := strings.Cut(text, "/")
	if n := strings.Count(addrText, "."); n < 3 && !strings.Contains(addrText, ":") && family == 4 && (has || n > 0) {
		addrText += strings.Repeat(".0", 3-n)
	}
	addr, err := netip.ParseAddr(addrText)
	if err != nil || addr.Zone() != "" {
		return netip.Prefix{}, false, false
	}
	bits := addr.BitLen()
	if has {
		n, err := strconv.ParseUint(length, 10, 8)
		mask, isMask := maskBits(length)
		switch {
		case err == nil && int(n) <= bits:
			bits = int(n)
		case isMask && addr.Is4():
			bits = mask
		default:
			return netip.Prefix{}, false, false
		}
	}
	return netip.PrefixFrom(addr, bits), bits == 0, true
}

// routeWord reads one keyword with its value.
func (a *arguments) routeWord(route *ir.Route) {
	w := a.next()
	switch w.text {
	case "via":
		a.via(route)
	case "src", "from":
		a.source(route, w)
	case "table":
		route.Table = a.table()
	case "metric", "priority", "preference":
		route.Metric = a.number(w)
	case "scope":
		route.Scope = a.value(w.text).text
	case "onlink":
		route.OnLink = ir.Some(true, w.span)
	case "mtu":
		if a.peek() == "lock" {
			lock := a.next()
			a.extra(w, lock)
		}
		route.MTU = a.number(w)
	case "advmss":
		route.AdvMSS = a.number(w)
	case "initcwnd":
		route.CongestionWindow = a.number(w)
	case "initrwnd":
		route.ReceiveWindow = a.number(w)
	case "proto", "protocol":
		a.value(w.text)
	case "window", "rtt", "rttvar", "rto_min", "reordering", "cwnd", "ssthresh", "hoplimit", "features", "quickack", "congctl", "pref", "expires", "realm", "realms", "fastopen_no_cookie":
		a.extra(w, a.value(w.text))
	case "tos", "dsfield", "nexthop", "nhid", "encap", "as", "weight", "ttl-propagate":
		a.unmodelled(w, "bondc does not model routes with it")
	default:
		a.reject(w, fmt.Sprintf("%q is not a word of %q", w.text, a.command))
	}
}

func (a *arguments) via(route *ir.Route) {
	w := a.value("via")
	if w.text == "inet" || w.text == "inet6" {
		w = a.value(w.text)
	}
	addr, err := netip.ParseAddr(w.text)
	switch {
	case a.failed:
	case err != nil || addr.Zone() != "":
		a.reject(w, fmt.Sprintf("%q is no address of a gateway", w.text))
	case route.Default:
		route.Family, route.Via = familyOf(addr), addr
	case familyOf(addr) != route.Family:
		a.unmodelled(w, "the gateway is of another family than the route")
	default:
		route.Via = addr
	}
}

func familyOf(addr netip.Addr) int {
	if addr.Is4() {
		return 4
	}
	return 6
}

func (a *arguments) source(route *ir.Route, keyword word) {
	w := a.value(keyword.text)
	if keyword.text == "from" {
		a.unmodelled(keyword, "bondc does not model routes for one source")
		return
	}
	addr, err := netip.ParseAddr(w.text)
	if err != nil || addr.Zone() != "" {
		a.reject(w, fmt.Sprintf("%q is no source address", w.text))
		return
	}
	route.Source = addr
}

// table reads a number or one of the names that every host has
// (/etc/iproute2/rt_tables). Other names are the host's own.
func (a *arguments) table() ir.Opt[int] {
	w := a.value("table")
	number := 0
	switch w.text {
	case "default":
		number = 253
	case "main":
		number = 254
	case "local":
		number = 255
	default:
		n, err := strconv.ParseUint(w.text, 0, wordBits)
		if err != nil {
			a.unmodelled(w, "the table is a name of /etc/iproute2/rt_tables, which bondc does not read; write its number")
			return ir.Opt[int]{}
		}
		number = int(n)
	}
	return ir.Some(number, w.span)
}

// wordBits is the width of the kernel's numbers, as far as an int holds them.
const wordBits = min(32, strconv.IntSize-1)

// number reads a whole number, decimal or with 0x.
func (a *arguments) number(keyword word) ir.Opt[int] {
	w := a.value(keyword.text)
	n, err := strconv.ParseUint(w.text, 0, wordBits)
	if err != nil {
		a.reject(w, fmt.Sprintf("%q is no number for %q", w.text, keyword.text))
		return ir.Opt[int]{}
	}
	return ir.Some(int(n), w.span)
}
