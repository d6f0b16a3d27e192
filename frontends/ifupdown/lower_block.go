package ifupdown

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// scope is one stanza that is being read.
type scope struct {
	*lowering
	link *ir.Link
	// label is the name of the stanza where it is an alias: "bond0:1".
	label          string
	family, method string
	items          []*item
	head           word
}

// block adds a stanza to its link.
func (l *lowering) block(b *block) {
	w := b.head.word(1)
	name, alias, aliased := strings.Cut(w.text, ":")
	s := scope{lowering: l, head: w, items: l.inherited(b, 0)}
	s.family, s.method = l.kindOf(b)
	if name == loopback {
		b.loopback()
		return
	}
	s.link = l.declared(w, name)
	if aliased && alias != "" {
		s.label = w.text
		if span, auto := l.auto[w.text]; auto {
			if _, own := l.auto[name]; !own {
				l.auto[name] = span
			}
		}
	}
	b.entry.UsedBy, b.entry.Link = "link", name
	for _, o := range b.options {
		o.entry.Link = name
	}
	if !s.kind() {
		return
	}
	s.device()
	s.bondLines()
	s.vlan()
	s.bridge()
	s.addresses()
	s.addressless(b)
	s.dns()
	s.commands()
}

// loopback passes over lo, which every host has; what else is asked of it is
// residue.
func (b *block) loopback() {
	b.entry.UsedBy, b.entry.Link = loopback, loopback
	for _, o := range b.options {
		o.entry.Link = loopback
		o.spare(diag.Connectivity, "bondc does not model the loopback link")
	}
}

// find returns the last line of a key that nobody has used, or nil.
func (s *scope) find(keys ...string) *item {
	for _, o := range slices.Backward(s.items) {
		if slices.Contains(keys, o.key) {
			return o
		}
	}
	return nil
}

// all returns the lines of a key in order.
func (s *scope) all(keys ...string) []*item {
	return slices.DeleteFunc(slices.Clone(s.items), func(o *item) bool { return !slices.Contains(keys, o.key) })
}

// bad reports a value that cannot be read.
func (s *scope) bad(o *item, why string) {
	if o.entry.Reason != "" {
		return
	}
	o.spare(diag.Connectivity, "its value cannot be read")
	s.report(diag.BadValue, o.span, s.link.Name, fmt.Sprintf("%q cannot be %q: %s", o.first(), clip(o.value.text), why),
		"ifup fails at the line or passes nonsense on to ip(8), and the link stays unconfigured. Correct the value.")
}

// clip shortens a text that a message quotes.
func clip(text string) string {
	const most = 60
	if len(text) > most {
		return strings.ToValidUTF8(text[:most], "") + "..."
	}
	return text
}

// number reads a whole number.
func (s *scope) number(use string, low, high int, keys ...string) ir.Opt[int] {
	o := s.find(keys...)
	if o == nil {
		return ir.Opt[int]{}
	}
	n, err := strconv.Atoi(o.value.text)
	if err != nil || n < low || n > high {
		s.bad(o, fmt.Sprintf("it is no number in %d..%d", low, high))
		return ir.Opt[int]{}
	}
	o.use(use)
	return ir.Some(n, o.value.span)
}

// kind reads family and method, and reports whether bondc knows them.
func (s *scope) kind() bool {
	four, six := &s.link.IPv4, &s.link.IPv6
	if kind := s.foreign(); kind != "" {
		s.strange(kind, fmt.Sprintf("bondc does not model links of the kind %q", kind))
		return false
	}
	switch s.family + " " + s.method {
	case "inet dhcp":
		four.Method = ir.Some(ir.MethodDHCP, s.head.span)
		if o := s.find("hostname"); o != nil {
			o.use("dhcp")
			four.Hostname = ir.Some(o.value.text, o.value.span)
		}
		four.RouteMetric = s.number("dhcp", 0, maxInt32, "metric")
	case "inet static", "inet manual", bareKind:
		if !four.Method.Set {
			four.Method = ir.Some(ir.MethodNone, s.head.span)
		}
	case "inet ipv4ll":
		four.Method = ir.Some(ir.MethodLinkLocal, s.head.span)
	case "inet6 auto":
		if !six.DHCP.Value {
			six.Method = ir.Some(ir.MethodAuto, s.head.span)
		}
		s.advertised()
	case "inet6 dhcp":
		six.Method, six.DHCP = ir.Some(ir.MethodDHCP, s.head.span), ir.Some(true, s.head.span)
		s.advertised()
	case "inet6 static":
		s.advertised()
	case "inet6 manual":
	default:
		s.strange(s.method, fmt.Sprintf("bondc does not model the method %q of family %q", s.method, s.family))
		return false
	}
	return true
}

// strange makes the link one that bondc does not model, with all its lines.
func (s *scope) strange(kind, why string) {
	s.link.Kind, s.link.OtherKind = ir.Other, kind
	for _, o := range s.items {
		o.spare(diag.Connectivity, why)
	}
}

// foreign returns the kind of the link where a line says that it is of one that
// bondc does not model, else "".
func (s *scope) foreign() string {
	if o := s.find("ovs-type"); o != nil {
		return o.value.text // openvswitch-switch.README.Debian
	}
	for _, o := range s.items {
		switch o.key {
		case "vxlan-id", "vxlan-local-tunnelip": // ifupdown2, addons/vxlan.py
			return "vxlan"
		case "vrf-table": // addons/vrf.py
			return "vrf"
		case "tunnel-mode", "tunnel-endpoint": // addons/tunnel.py
			return "tunnel"
		case "wpa-ssid", "wpa-conf", "wireless-essid": // wpasupplicant, functions.sh; wireless-tools
			return "wlan"
		}
	}
	return ""
}

const maxInt32 = 1<<31 - 1

// advertised reads what is taken of router advertisements.
func (s *scope) advertised() {
	s.ra()
	if n := s.number("privacy", 0, 2, "privext"); n.Set {
		s.link.IPv6.Privacy = ir.Some(n.Value > 0, n.Span)
	}
}

// ra reads whether advertisements are taken. To the method static they bring
// routes alone unless autoconf asks for addresses too (interfaces(5)), so that
// only both together are what other tools mean by it.
func (s *scope) ra() {
	accept := s.number("ra", 0, 2, "accept-ra")
	own := true
	if s.method == "static" {
		autoconf := s.number("ra", 0, 1, "autoconf")
		own = autoconf.Value > 0 || accept.Set && accept.Value == 0
		if !accept.Set && autoconf.Value > 0 {
			accept = autoconf
		}
	}
	if accept.Set && own {
		s.link.IPv6.RA = ir.Some(accept.Value > 0, accept.Span)
	}
}

// device reads the device's own settings. The method dhcp has no MTU
// (interfaces(5)).
func (s *scope) device() {
	if o := s.find("mtu"); o != nil && s.method == "dhcp" {
		o.spare(diag.Behaviour, "the method dhcp sets no MTU")
	} else if n := s.number("mtu", 1, maxInt32, "mtu"); n.Set {
		s.link.MTU = n
	}
	if o := s.find("hwaddress", "bridge-hw", "hw-mac-address"); o != nil {
		text := o.value
		if rest, ok := strings.CutPrefix(text.text, "ether "); ok {
			text.text = strings.TrimSpace(rest)
		}
		mac, ok := ir.ParseMAC(text.text)
		switch {
		case ok && len(mac) == 17:
			o.use("mac")
			s.link.MAC = ir.Some(mac, o.value.span)
		case text.text == "random" || o.key == "bridge-hw":
			o.spare(diag.Connectivity, "the address is known only when the link comes up")
		default:
			s.bad(o, "it is no hardware address")
		}
	}
	switch o := s.find("ethernet-wol"); {
	case o == nil:
	case o.value.text == "g" || o.value.text == "d":
		o.use("wol")
		s.link.WakeOnLAN = ir.Some(o.value.text == "g", o.value.span)
	default:
		o.spare(diag.Behaviour, "bondc knows magic packets, or none")
	}
}

// dns reads what resolvconf and systemd-resolved take from stanzas.
func (s *scope) dns() {
	for _, o := range s.all("dns-nameservers", "dns-nameserver") {
		for _, w := range o.words[1:] {
			addr, err := netip.ParseAddr(w.text)
			if err != nil {
				s.bad(o, fmt.Sprintf("%q is no address", clip(w.text)))
				continue
			}
			s.link.DNS.Servers = append(s.link.DNS.Servers, ir.DNSServer{Addr: addr, Span: w.span})
			o.use("dns")
		}
	}
	for _, o := range s.all("dns-search", "dns-domain") {
		o.use("dns")
		for _, w := range o.words[1:] {
			if !slices.ContainsFunc(s.link.DNS.Search, func(x ir.Search) bool { return x.Domain == w.text }) {
				s.link.DNS.Search = append(s.link.DNS.Search, ir.Search{Domain: w.text, Span: w.span})
			}
		}
	}
}
