package ifupdown

import (
	"fmt"
	"math/bits"
	"net/netip"
	"strconv"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// addresses reads the addresses of a static stanza with their gateway. No other
// method sets any.
func (s *scope) addresses() {
	if s.method != "static" && !s.bare() {
		for _, o := range s.all("address", "netmask", "gateway", "broadcast", "network") {
			o.spare(diag.Connectivity, fmt.Sprintf("the method %q sets no address", s.method))
		}
		return
	}
	for _, o := range s.all("address") {
		if p, ok := s.prefix(o); ok {
			o.use("address")
			a := ir.Address{Prefix: p, Label: s.label, Span: o.value.span}
			if x := s.find("preferred-lifetime"); x != nil && (x.value.text == "0" || x.value.text == "forever") {
				x.use("address")
				a.Lifetime = x.value.text
			}
			s.link.Addresses = append(s.link.Addresses, a)
			s.computed(p)
		}
	}
	for _, o := range s.gateways() {
		s.gateway(o)
	}
}

// gateways returns the lines of gateways: ifupdown2 takes one of each family in
// one stanza, to ifupdown the last counts.
func (s *scope) gateways() []*item {
	all := s.all("gateway")
	if !s.bare() && len(all) > 1 {
		return all[len(all)-1:]
	}
	return all
}

// six reports whether the stanza is about IPv6.
func (s *scope) six() bool { return s.family == "inet6" }

// fits reports whether the stanza takes an address.
func (s *scope) fits(addr netip.Addr) bool { return s.bare() || addr.Is6() == s.six() }

// wanted names the addresses that it takes, for messages.
func (s *scope) wanted() string {
	if s.bare() {
		return "it is no address"
	}
	return "it is no address of the family " + s.family
}

// prefix reads an address, whose length may stand in another line. Without one
// it is that of the address's class, or 64 (ifupdown, address.c, set_ipv4_mask
// and inet6.defn).
func (s *scope) prefix(o *item) (netip.Prefix, bool) {
	if p, err := netip.ParsePrefix(o.value.text); err == nil && s.fits(p.Addr()) {
		return p, true
	}
	text, mask := o.value.text, ""
	for i := range len(text) {
		if text[i] == '/' {
			text, mask = text[:i], text[i+1:]
			break
		}
	}
	addr, err := netip.ParseAddr(text)
	if err != nil || addr.Zone() != "" || !s.fits(addr) {
		s.bad(o, s.wanted())
		return netip.Prefix{}, false
	}
	if m := s.find("netmask"); m != nil && mask == "" {
		mask = m.value.text
		m.use("address")
		if n, ok := length(mask, addr); ok {
			return netip.PrefixFrom(addr, n), true
		}
		s.bad(m, "it is neither a netmask nor a number of bits")
		return netip.Prefix{}, false
	}
	switch {
	case mask == "" && s.bare():
		return netip.PrefixFrom(addr, addr.BitLen()), true // ifupdown2 guesses nothing
	case mask == "":
		return netip.PrefixFrom(addr, silent(addr)), true
	}
	if n, ok := length(mask, addr); ok {
		return netip.PrefixFrom(addr, n), true
	}
	s.bad(o, "behind the slash stands neither a netmask nor a number of bits")
	return netip.Prefix{}, false
}

// length reads a number of bits or a netmask.
func length(mask string, addr netip.Addr) (int, bool) {
	if n, err := strconv.ParseUint(mask, 10, 8); err == nil {
		return int(n), int(n) <= addr.BitLen()
	}
	m, err := netip.ParseAddr(mask)
	if err != nil || !m.Is4() || !addr.Is4() {
		return 0, false
	}
	b := m.As4()
	n := uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
	ones := bits.LeadingZeros32(^n)
	return ones, bits.OnesCount32(n) == ones
}

// silent is the length of the network of an address that is written without one.
func silent(addr netip.Addr) int {
	if addr.Is6() {
		return 64
	}
	switch first := addr.As4()[0]; {
	case first < 128:
		return 8
	case first < 192:
		return 16
	}
	return 24
}

// computed marks lines that say what follows from the address.
func (s *scope) computed(p netip.Prefix) {
	if o := s.find("network"); o != nil {
		o.use("address") // ifupdown itself makes nothing of it
	}
	o := s.find("broadcast")
	if o == nil || !p.Addr().Is4() {
		return
	}
	b := p.Masked().Addr().As4()
	for i := p.Bits(); i < 32; i++ {
		b[i/8] |= 1 << (7 - i%8)
	}
	if addr, err := netip.ParseAddr(o.value.text); o.value.text == "+" || err == nil && addr == netip.AddrFrom4(b) {
		o.use("address")
		return
	}
	o.spare(diag.Behaviour, "it is not the last address of the network, and bondc does not model it")
}

// gateway reads a default route, with its metric.
func (s *scope) gateway(o *item) {
	addr, err := netip.ParseAddr(o.value.text)
	if err != nil || addr.Zone() != "" || !s.fits(addr) {
		s.bad(o, s.wanted())
		return
	}
	o.use("route")
	r := ir.Route{Default: true, Family: 4, Via: addr, Span: o.value.span, Metric: s.number("route", 0, maxInt32, "metric")}
	if addr.Is6() {
		r.Family = 6
	}
	s.link.Routes = append(s.link.Routes, r)
}
