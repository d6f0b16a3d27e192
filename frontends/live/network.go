package live

import (
	"encoding/binary"
	"encoding/hex"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// The files that show the addressing of a whole host, each with what a capture
// that holds it tells.
const (
	addresses4 = "proc/net/fib_trie"
	addresses6 = "proc/net/if_inet6"
	routes4    = "proc/net/route"
	routes6    = "proc/net/ipv6_route"
	resolver   = "etc/resolv.conf"
)

// ofHost reports whether a path is that of a file about the whole host.
func ofHost(name string) bool {
	switch name {
	case addresses4, addresses6, routes4, routes6, resolver:
		return true
	}
	return false
}

// network reads what the files show of addresses, routes and name servers. What
// has been read is noted, as what no file shows is unknown and not absent.
func (r *reader) network() {
	connected := r.routes4()
	r.addresses4(connected)
	r.addresses6()
	r.routes6()
	r.resolver()
	for _, l := range r.host.Links {
		for _, a := range l.Addresses {
			switch method := ir.Some(ir.MethodStatic, a.Span); {
			case a.Prefix.Addr().Is4():
				l.IPv4.Method = method
			default:
				l.IPv6.Method = method
			}
		}
	}
}

// row is a line of a table of the kernel's, cut at blanks.
type row struct {
	fields []word
	span   source.Span
}

func (r *row) field(i int) string {
	if i >= len(r.fields) {
		return ""
	}
	return r.fields[i].text
}

// hex reads a number in hexadecimal; what is none is 0.
func (r *row) hex(i int) uint64 {
	n, _ := strconv.ParseUint(r.field(i), 16, 64)
	return n
}

// rows cuts a file in lines of words.
func rows(f *source.File) []row {
	var list []row
	at := 0
	for text := range strings.Lines(f.Text) {
		span := f.Span(at, at+len(strings.TrimRight(text, "\r\n")))
		at += len(text)
		if fields := words(span); len(fields) > 0 {
			list = append(list, row{fields, span})
		}
	}
	return list
}

// captured returns a file about the host, and notes that it was there.
func (r *reader) captured(name string) *source.File {
	f := r.whole[name]
	if f != nil {
		r.entry("", "captured", name, word{}, f.Span(0, 0), "captured")
	}
	return f
}

// tell notes a line that was used for a link.
func (r *reader) tell(l *ir.Link, file string, x *row, what string) {
	r.entry(l.Name, file, x.field(0), word{text: strings.TrimSpace(x.span.File.Text[x.span.Start:x.span.End])}, x.span, what)
}

// linkOf returns the link of a device, nil where nobody is to know it.
func (r *reader) linkOf(device string) *ir.Link {
	if d := r.devices[device]; d != nil {
		return d.link
	}
	return nil
}

// The flags of a route (include/uapi/linux/route.h and ipv6_route.h).
const (
	rtfUp      = 0x1
	rtfGateway = 0x2
	rtfReject  = 0x200
	rtfAnycast = 0x100000
	rtfLocal   = 0x80000000
)

// network is a network that a device reaches by itself.
type network struct {
	link   *ir.Link
	prefix netip.Prefix
}

// routes4 reads the main table (net/ipv4/fib_trie.c, fib_route_seq_show) and
// returns the networks on the links, which the kernel routes because of their
// addresses.
func (r *reader) routes4() []network {
	f := r.captured(routes4)
	if f == nil {
		return nil
	}
	var connected []network
	list := rows(f)
	big := bigEndian(list)
	for _, x := range list {
		l, to, via, mask := r.linkOf(x.field(0)), address4(x.field(1), big), address4(x.field(2), big), address4(x.field(7), big)
		flags := x.hex(3)
		if l == nil || !to.IsValid() || !mask.IsValid() || flags&rtfUp == 0 || flags&rtfReject != 0 {
			continue
		}
		bits, _ := bitsOf(mask)
		prefix := netip.PrefixFrom(to, bits).Masked()
		route := ir.Route{To: prefix, Family: 4, Span: x.span}
		if flags&rtfGateway != 0 {
			route.Via = via
		} else if r.broadcasts(prefix) {
			connected = append(connected, network{l, prefix})
			r.tell(l, routes4, &x, "address")
			continue
		}
		if n, err := strconv.Atoi(x.field(6)); err == nil && n > 0 {
			route.Metric = ir.Some(n, x.span)
		}
		r.route(l, &route)
		r.tell(l, routes4, &x, "route")
	}
	return connected
}

func (r *reader) route(l *ir.Link, route *ir.Route) {
	if route.To.Bits() == 0 {
		route.Default, route.To = true, netip.Prefix{}
	}
	l.Routes = append(l.Routes, *route)
}

// bitsOf is the length of a mask, and whether it is one.
func bitsOf(mask netip.Addr) (bits int, ok bool) {
	b := mask.As4()
	n := binary.BigEndian.Uint32(b[:])
	for ; n&(1<<31) != 0; n <<= 1 {
		bits++
	}
	return bits, n == 0
}

// address4 reads an address as the kernel prints it there: a number in the
// order of the machine, which is little-endian everywhere but on s390x.
func address4(text string, big bool) netip.Addr {
	b, err := hex.DecodeString(text)
	if err != nil || len(b) != 4 {
		return netip.Addr{}
	}
	if !big {
		slices.Reverse(b)
	}
	a, _ := netip.AddrFromSlice(b)
	return a
}

// bigEndian reports whether a table is of a big-endian machine: there its masks
// are some.
func bigEndian(list []row) bool {
	return slices.ContainsFunc(list, func(x row) bool {
		little, big := address4(x.field(7), false), address4(x.field(7), true)
		if !little.IsValid() {
			return false
		}
		_, isLittle := bitsOf(little)
		_, isBig := bitsOf(big)
		return isBig && !isLittle
	})
}

// trie is what the table of IPv4 addresses shows.
type trie struct {
	local     []local
	broadcast map[netip.Addr]bool
}

type local struct {
	addr netip.Addr
	span source.Span
}

// fibTrie reads the leaves of the tables (net/ipv4/fib_trie.c,
// fib_trie_seq_show): an address, and below it a line for each length. Both
// tables may show the same leaf.
func fibTrie(f *source.File) trie {
	t := trie{broadcast: map[netip.Addr]bool{}}
	var at local
	for _, x := range rows(f) {
		switch {
		case x.field(0) == "|--":
			at.addr, _ = netip.ParseAddr(x.field(1))
			at.span = x.span
		case x.field(0) != "/32" || !at.addr.Is4() || at.addr.IsLoopback():
		case x.field(2) == "LOCAL":
			if !slices.ContainsFunc(t.local, func(l local) bool { return l.addr == at.addr }) {
				t.local = append(t.local, at)
			}
		case x.field(2) == "BROADCAST":
			t.broadcast[at.addr] = true
		}
	}
	return t
}

// broadcasts reports whether the kernel has the broadcast address of a network,
// which it adds for each address of a prefix below 31 bits and for no route
// (net/ipv4/fib_frontend.c, fib_add_ifaddr).
func (r *reader) broadcasts(p netip.Prefix) bool {
	f := r.whole[addresses4]
	if f == nil {
		return p.Bits() > 0
	}
	if r.trie == nil {
		t := fibTrie(f)
		r.trie = &t
	}
	if p.Bits() == 31 {
		return slices.ContainsFunc(r.trie.local, func(l local) bool { return p.Contains(l.addr) })
	}
	b := p.Addr().As4()
	last := binary.BigEndian.Uint32(b[:]) | (1<<(32-p.Bits()) - 1)
	binary.BigEndian.PutUint32(b[:], last)
	return p.Bits() > 0 && p.Bits() < 31 && r.trie.broadcast[netip.AddrFrom4(b)]
}

// addresses4 gives each address to the link that reaches the smallest network
// around it. The table of addresses names no link; where that leaves two links
// or none, the address is only noted.
func (r *reader) addresses4(connected []network) {
	f := r.captured(addresses4)
	if f == nil {
		return
	}
	if r.trie == nil {
		t := fibTrie(f)
		r.trie = &t
	}
	for _, x := range r.trie.local {
		var on []network
		for _, n := range connected {
			switch {
			case !n.prefix.Contains(x.addr) || len(on) > 0 && on[0].prefix.Bits() > n.prefix.Bits():
				continue
			case len(on) > 0 && on[0].prefix.Bits() < n.prefix.Bits():
				on = nil
			}
			on = append(on, n)
		}
		if len(on) != 1 {
			e := r.entry("", addresses4, "local address", word{text: x.addr.String()}, x.span, "")
			e.Class, e.Reason = diag.Connectivity, "the files do not tell on which link the host has it"
			e.Advice = "No network around the address is reached by one link alone. Add it to its link."
			continue
		}
		p := netip.PrefixFrom(x.addr, on[0].prefix.Bits())
		on[0].link.Addresses = append(on[0].link.Addresses, ir.Address{Prefix: p, Span: x.span})
		r.entry(on[0].link.Name, addresses4, "local address", word{text: x.addr.String()}, x.span, "address")
	}
}
