package suse

import (
	"net/netip"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
)

// family reads BOOTPROTO: its words are joined by plus signs, dhcp is both
// families, and silence is static (ifcfg(5)).
func (r *reader) family(p *profile) {
	l := p.link
	word, v := p.word("BOOTPROTO", "ipv4")
	if v == nil {
		return
	}
	for _, one := range strings.Split(word, "+") {
		switch one {
		case "static", "none", "6to4":
			if !l.IPv4.Method.Set {
				l.IPv4.Method = ir.Some(map[string]string{"static": ir.MethodStatic, "none": ir.MethodNone, "6to4": ir.MethodNone}[one], v.span())
			}
		case "dhcp", "dhcp4", "dhcp6":
			if one != "dhcp6" {
				l.IPv4.Method = ir.Some(ir.MethodDHCP, v.span())
			}
			if one != "dhcp4" {
				l.IPv6.Method, l.IPv6.DHCP = ir.Some(ir.MethodDHCP, v.span()), ir.Some(true, v.span())
			}
		case "autoip":
			l.IPv4.LinkLocal = ir.Some(true, v.span())
		default:
			r.bad(v.entry, v.span(), "BOOTPROTO is %q; it takes static, dhcp, dhcp4, dhcp6, autoip and none", v.value())
		}
	}
}

// addresses reads IPADDR and all keys that begin so: IPADDR_1, IPADDR_lan. The
// prefix length stands behind the address, else in PREFIXLEN, else NETMASK has
// it (facts/dialects.md 8).
func (r *reader) addresses(p *profile) {
	l := p.link
	for _, v := range p.list {
		suffix, ok := strings.CutPrefix(v.item.Key, "IPADDR")
		if !ok || p.get(v.item.Key) != v {
			continue
		}
		if len(l.Addresses) == mostAddresses {
			r.bad(v.entry, v.span(), "%q has more than %d addresses; this one and the rest are not read", l.Name, mostAddresses)
			break
		}
		prefix, good := r.prefix(p, v, suffix)
		if !good {
			continue
		}
		v.use("address")
		a := ir.Address{Prefix: prefix, Span: v.span()}
		if label := p.get("LABEL" + suffix); label != nil {
			label.use("address")
			a.Label = l.Name + ":" + strings.TrimSpace(label.value())
		}
		l.Addresses = append(l.Addresses, a)
	}
	method := l.IPv4.Method.Value
	if four := first(l, true); method != ir.MethodDHCP && four != nil && !(method == ir.MethodStatic) {
		l.IPv4.Method = ir.Some(ir.MethodStatic, four.Span)
	} else if method == ir.MethodStatic && four == nil {
		l.IPv4.Method = ir.Some(ir.MethodNone, l.IPv4.Method.Span)
	}
	if six := first(l, false); six != nil && !l.IPv6.Method.Set {
		l.IPv6.Method = ir.Some(ir.MethodStatic, six.Span)
	}
}

// mostAddresses bounds the addresses of one link.
const mostAddresses = 1000

func first(l *ir.Link, four bool) *ir.Address {
	for i := range l.Addresses {
		if l.Addresses[i].Prefix.Addr().Is4() == four {
			return &l.Addresses[i]
		}
	}
	return nil
}

func (r *reader) prefix(p *profile, v *variable, suffix string) (netip.Prefix, bool) {
	text := strings.TrimSpace(v.value())
	if strings.Contains(text, "/") {
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			r.bad(v.entry, v.span(), "%s is %q, which is no address", v.item.Key, text)
		}
		return prefix, err == nil
	}
	addr, ok := address(text)
	if !ok {
		r.bad(v.entry, v.span(), "%s is %q, which is no address", v.item.Key, text)
		return netip.Prefix{}, false
	}
	for _, key := range []string{"PREFIXLEN" + suffix, "NETMASK" + suffix} {
		length := p.get(key)
		if length == nil {
			continue
		}
		bits, ok := bitsOf(strings.TrimSpace(length.value()), addr)
		if !ok {
			r.bad(length.entry, length.span(), "%s is %q, which is no prefix length for %s", key, length.value(), addr)
			return netip.Prefix{}, false
		}
		length.use("address")
		return netip.PrefixFrom(addr, bits), true
	}
	r.bad(v.entry, v.span(), "%s is %q, without a prefix length", v.item.Key, text)
	return netip.Prefix{}, false
}

// bitsOf reads a prefix length or a netmask.
func bitsOf(text string, addr netip.Addr) (int, bool) {
	if n, err := strconv.Atoi(text); err == nil {
		return n, n >= 0 && n <= addr.BitLen()
	}
	mask, err := netip.ParseAddr(text)
	if err != nil || !mask.Is4() || !addr.Is4() {
		return 0, false
	}
	bytes := mask.As4()
	bits := 0
	for bits < 32 && bytes[bits/8]&(0x80>>(bits%8)) != 0 {
		bits++
	}
	for i := bits; i < 32; i++ {
		if bytes[i/8]&(0x80>>(i%8)) != 0 {
			return 0, false
		}
	}
	return bits, true
}

// address reads an address without a zone.
func address(text string) (netip.Addr, bool) {
	addr, err := netip.ParseAddr(text)
	return addr, err == nil && addr.Zone() == ""
}
