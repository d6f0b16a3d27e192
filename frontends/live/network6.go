package live

import (
	"encoding/hex"
	"net/netip"
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/resolvconf"
	"github.com/bondc/bondc/ir"
)

// The flags of an IPv6 address (include/uapi/linux/if_addr.h).
const (
	flagTemporary = 0x01
	flagPermanent = 0x80
)

// addresses6 reads the IPv6 addresses (net/ipv6/addrconf.c, if6_seq_show). Those
// with a lifetime come from a router or a DHCPv6 server, and a link-local one is
// the kernel's: neither is a part of what was configured.
func (r *reader) addresses6() {
	f := r.captured(addresses6)
	if f == nil {
		return
	}
	for _, x := range rows(f) {
		l, a, bits := r.linkOf(x.field(5)), address6(x.field(0)), int(x.hex(2))
		if l == nil || !a.IsValid() || bits > 128 {
			continue
		}
		if flags := x.hex(4); a.IsLinkLocalUnicast() || flags&flagPermanent == 0 || flags&flagTemporary != 0 {
			r.tell(l, addresses6, &x, "state")
			continue
		}
		l.Addresses = append(l.Addresses, ir.Address{Prefix: netip.PrefixFrom(a, bits), Span: x.span})
		r.tell(l, addresses6, &x, "address")
	}
}

// routes6 reads the IPv6 routes of all tables (net/ipv6/ip6_fib.c,
// ipv6_route_native_seq_show), without those that the kernel has because of
// addresses, and multicast.
func (r *reader) routes6() {
	f := r.captured(routes6)
	if f == nil {
		return
	}
	for _, x := range rows(f) {
		l, to, bits, flags := r.linkOf(x.field(9)), address6(x.field(0)), int(x.hex(1)), x.hex(8)
		if l == nil || !to.IsValid() || bits > 128 || flags&rtfUp == 0 || flags&(rtfReject|rtfLocal|rtfAnycast) != 0 {
			continue
		}
		prefix := netip.PrefixFrom(to, bits).Masked()
		if flags&rtfGateway == 0 && (to.IsMulticast() || to.IsLinkLocalUnicast() || bits == 128 || r.assigned(x.field(9), prefix)) {
			r.tell(l, routes6, &x, "state")
			continue
		}
		route := ir.Route{To: prefix, Family: 6, Span: x.span}
		if flags&rtfGateway != 0 {
			route.Via = address6(x.field(4))
		}
		const silent = 1024 // IP6_RT_PRIO_USER, include/net/ip6_route.h
		if n := x.hex(5); n != silent && n > 0 && n <= 1<<31-1 {
			route.Metric = ir.Some(int(n), x.span)
		}
		r.route(l, &route)
		r.tell(l, routes6, &x, "route")
	}
}

// assigned reports whether a device has an address of the network, whoever gave
// it.
func (r *reader) assigned(device string, p netip.Prefix) bool {
	f := r.whole[addresses6]
	if f == nil {
		return true
	}
	return slices.ContainsFunc(rows(f), func(x row) bool {
		return x.field(5) == device && p.Contains(address6(x.field(0)))
	})
}

// address6 reads 32 hexadecimal digits.
func address6(text string) netip.Addr {
	b, err := hex.DecodeString(text)
	if err != nil || len(b) != 16 {
		return netip.Addr{}
	}
	a, _ := netip.AddrFromSlice(b)
	return a
}

// resolver reads resolv.conf(5). Where it names a program on the host itself,
// that one knows the servers, and no file does.
func (r *reader) resolver() {
	f := r.whole[resolver]
	if f == nil {
		return
	}
	dns := resolvconf.Read(f)
	for _, x := range rows(f) {
		if !strings.HasPrefix(x.field(0), "#") && !strings.HasPrefix(x.field(0), ";") {
			r.entry("", resolver, x.field(0), word{text: x.field(1)}, x.span, "dns")
		}
	}
	if resolvconf.Local(&dns) {
		return
	}
	r.captured(resolver)
	r.host.DNS = dns
}
