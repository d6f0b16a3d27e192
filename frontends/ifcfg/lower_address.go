package ifcfg

import (
	"fmt"
	"net/netip"
	"strconv"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// addresses reads IPADDR, IPADDR0 and so on, and the alias files. The numbers
// 0 and 1 may be missing, later ones may not (network-functions,
// expand_config).
func (r *reader) addresses(p *profile) {
	r.address(p, &p.vars, "", "")
	for n := 0; n < 256; n++ {
		if !r.address(p, &p.vars, strconv.Itoa(n), "") && n >= 2 {
			break
		}
	}
	r.aliases(p)
}

// address reads the address with a number, or returns false where there is
// none.
func (r *reader) address(p *profile, s *vars, number, label string) bool {
	v := s.get("IPADDR" + number)
	if v == nil {
		return false
	}
	addr, err := netip.ParseAddr(v.value())
	if err != nil || !addr.Is4() {
		r.bad(v, p.link.Name, fmt.Sprintf("%q is no IPv4 address; its prefix stands in PREFIX%s or NETMASK%s", v.value(), number, number))
		s.get("PREFIX"+number).spare(diag.Connectivity, "its address cannot be read")
		s.get("NETMASK"+number).spare(diag.Connectivity, "its address cannot be read")
		return true
	}
	bits, ok := r.bits(p, s, number, v, addr)
	if !ok {
		v.spare(diag.Connectivity, "its prefix cannot be read")
		return true
	}
	v.use("address")
	prefix := netip.PrefixFrom(addr, bits)
	p.link.Addresses = append(p.link.Addresses, ir.Address{Prefix: prefix, Label: label, Span: v.span()})
	r.implications(s, number, prefix)
	return true
}

// bits returns the prefix length: PREFIX, else NETMASK, else that of the
// address's class, which nobody means any more (facts/dialects.md 15, T06 and
// T07). An alias falls back to its link's file, which to initscripts goes
// before the alias's own NETMASK (ifup-aliases, ini_env).
func (r *reader) bits(p *profile, s *vars, number string, v *variable, addr netip.Addr) (int, bool) {
	alias := s != &p.vars
	prefix, mask := s.get("PREFIX"+number), s.get("NETMASK"+number)
	inherited := prefix == nil && alias && !p.nm && p.get("PREFIX") != nil
	if prefix != nil || inherited {
		mask.use("overridden")
	}
	switch {
	case prefix != nil:
		return r.prefix(p, prefix, prefixBits, "a prefix length: it is a number from 0 to 32")
	case inherited:
		return prefixBits(p.get("PREFIX").value())
	case mask != nil:
		return r.prefix(p, mask, maskBits, "a netmask: it is four numbers whose bits are ones, then zeros")
	case alias && p.get("PREFIX") != nil:
		return prefixBits(p.get("PREFIX").value())
	case alias && p.get("NETMASK") != nil:
		return maskBits(p.get("NETMASK").value())
	}
	r.classful(p, v, classful(addr))
	return classful(addr), true
}

// prefix reads PREFIX or NETMASK and reports what cannot be read.
func (r *reader) prefix(p *profile, v *variable, read func(string) (int, bool), what string) (int, bool) {
	bits, ok := read(v.value())
	if !ok {
		r.bad(v, p.link.Name, fmt.Sprintf("%q is not %s", v.value(), what))
		return 0, false
	}
	v.use("address")
	return bits, true
}

// classful reports that a prefix was made up.
func (r *reader) classful(p *profile, v *variable, bits int) {
	r.diags.Add(diag.Diagnostic{
		Code: diag.BadValue, Severity: diag.Warning, Span: v.span(), Link: p.link.Name,
		Message: fmt.Sprintf("%q has neither a prefix nor a netmask and gets /%d by its class", v.value(), bits),
		Detail:  "initscripts and NetworkManager fall back to the classes of addresses of 1981, so the link's network is often wider or narrower than meant. Write PREFIX=.",
	})
}

// prefixBits reads a prefix length.
func prefixBits(text string) (int, bool) {
	n, err := strconv.ParseUint(text, 10, 8)
	return int(n), err == nil && n <= 32
}

// maskBits returns the prefix length of a netmask.
func maskBits(text string) (int, bool) {
	mask, err := netip.ParseAddr(text)
	if err != nil || !mask.Is4() {
		return 0, false
	}
	b := mask.As4()
	value := uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
	bits := 0
	for ; value&(1<<31) != 0; value <<= 1 {
		bits++
	}
	return bits, value == 0
}

// classful returns the prefix length of the address's class.
func classful(addr netip.Addr) int {
	switch first := addr.As4()[0]; {
	case first < 128:
		return 8
	case first < 192:
		return 16
	}
	return 24
}

// implications compares NETWORK and BROADCAST, which only repeat the address
// and the prefix, with them.
func (r *reader) implications(s *vars, number string, prefix netip.Prefix) {
	network := prefix.Masked().Addr()
	if v := s.get("NETWORK" + number); v != nil {
		if v.value() == network.String() {
			v.use("address")
		} else {
			reason := fmt.Sprintf("the network of %s is %s", prefix, network)
			if s.has("GATEWAY") {
				reason += "; initscripts go by NETWORK and install no default route today, and the output has that of GATEWAY"
			}
			v.spare(diag.Behaviour, reason)
		}
	}
	if v := s.get("BROADCAST" + number); v != nil {
		if v.value() == broadcast(prefix).String() {
			v.use("address")
		} else {
			v.spare(diag.Behaviour, fmt.Sprintf("the broadcast address of %s is %s", prefix, broadcast(prefix)))
		}
	}
}

func broadcast(prefix netip.Prefix) netip.Addr {
	b := prefix.Addr().As4()
	for i := prefix.Bits(); i < 32; i++ {
		b[i/8] |= 0x80 >> (i % 8)
	}
	return netip.AddrFrom4(b)
}

// first4 returns the link's first IPv4 address.
func first4(l *ir.Link) (netip.Prefix, source.Span, bool) {
	for _, a := range l.Addresses {
		if a.Prefix.Addr().Is4() {
			return a.Prefix, a.Span, true
		}
	}
	return netip.Prefix{}, source.Span{}, false
}
