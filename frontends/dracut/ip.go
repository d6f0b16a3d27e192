package dracut

import (
	"math/bits"
	"net/netip"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// ip reads one of three forms: "METHOD", which is for whatever link there is,
// "LINK:METHOD[:MTU[:MAC]]", and
// "ADDRESS:[PEER]:GATEWAY:NETMASK:HOSTNAME:LINK:METHOD" with MTU and MAC or name
// servers behind.
func (r *reader) ip(w *word) {
	parts := w.whole().split(':')
	_, address := addr(parts[0].text)
	switch {
	case len(parts) == 1:
		r.entry(w, "", "", diag.Connectivity, "it names no link, so it is for whatever link the initramfs finds")
	case address || parts[0].text == "" || len(parts) >= 7 && isMethod(parts[6].text):
		r.static(w, parts)
	case !areMethods(parts[1]):
		r.bad(w.span(), "", "\"ip=\" is an address with its fields, or a link and a method (ip=bond0:dhcp); IPv6 addresses stand in brackets")
		r.entry(w, "", "", diag.Connectivity, "its value cannot be read")
	default:
		l := r.link(parts[0])
		r.entry(w, l.Name, "address", 0, "")
		r.configured(l)
		r.method(l, parts[1])
		r.around(w, l, parts[2:])
	}
}

func isMethod(text string) bool {
	switch text {
	case "none", "off", "dhcp", "on", "any", "single-dhcp", "dhcp6", "auto6", "either6", "link6", "ibft", "static", "":
		return true
	}
	return false
}

func areMethods(f field) bool {
	for _, one := range f.split(',') {
		if !isMethod(one.text) {
			return false
		}
	}
	return true
}

// static reads the long form.
func (r *reader) static(w *word, parts []field) {
	at := func(i int) field {
		if i < len(parts) {
			return parts[i]
		}
		return field{"", w.at + len(w.value), w.file}
	}
	if at(5).text == "" {
		r.entry(w, "", "", diag.Connectivity, "it names no link, so it is for whatever link the initramfs finds")
		return
	}
	l := r.link(at(5))
	r.entry(w, l.Name, "address", 0, "")
	r.configured(l)
	r.method(l, at(6))
	switch {
	case at(0).text != "":
		r.address(w, l, at(0), at(3))
	case at(6).text == "":
		// Without an address and a method it is DHCP (parse-ip-opts.sh of dracut 059;
		// seen with nm-initrd-generator 1.52.1).
		l.IPv4.Method = ir.Some(ir.MethodDHCP, at(5).span())
	}
	if at(1).text != "" {
		r.left(w, at(1), l.Name, "peer", diag.Connectivity)
	}
	if gw := at(2); gw.text != "" {
		via, ok := addr(gw.text)
		if !ok {
			r.not(gw, l.Name, "the address of a gateway")
			r.left(w, gw, l.Name, "gateway", diag.Connectivity)
		} else {
			l.Routes = append(l.Routes, ir.Route{Default: true, Family: family(via), Via: via, Span: gw.span()})
		}
	}
	if at(4).text != "" {
		r.left(w, at(4), l.Name, "hostname", diag.Behaviour)
	}
	if len(parts) > 7 {
		r.around(w, l, parts[7:])
	}
}

// address reads an address and its netmask, or the length of its prefix.
func (r *reader) address(w *word, l *ir.Link, ip, mask field) {
	a, ok := addr(ip.text)
	if !ok {
		r.not(ip, l.Name, "an address; those of IPv6 stand in brackets")
		r.left(w, ip, l.Name, "address", diag.Connectivity)
		return
	}
	n, ok := length(strings.Trim(mask.text, "[]"), a.BitLen())
	if !ok {
		r.bad(ip.span().To(mask.span()), l.Name, "the address needs a netmask or the length of its prefix; dracut does not guess it")
		r.left(w, ip, l.Name, "address", diag.Connectivity)
		return
	}
	l.Addresses = append(l.Addresses, ir.Address{Prefix: netip.PrefixFrom(a, n), Span: ip.span()})
	method := &l.IPv4.Method
	if a.Is6() {
		method = &l.IPv6.Method
	}
	if !method.Set || method.Value == ir.MethodNone {
		*method = ir.Some(ir.MethodStatic, ip.span())
	}
}

// method reads how a link gets addresses besides; several have commas between.
func (r *reader) method(l *ir.Link, f field) {
	for _, one := range f.split(',') {
		span := one.span()
		switch one.text {
		case "dhcp", "on", "any", "single-dhcp":
			l.IPv4.Method = ir.Some(ir.MethodDHCP, span)
		case "dhcp6":
			l.IPv6.Method, l.IPv6.DHCP = ir.Some(ir.MethodDHCP, span), ir.Some(true, span)
		case "auto6", "either6":
			l.IPv6.Method, l.IPv6.RA = ir.Some(ir.MethodAuto, span), ir.Some(true, span)
		case "link6":
			l.IPv6.Method = ir.Some(ir.MethodLinkLocal, span)
		case "none", "off", "static", "":
		default:
			r.not(one, l.Name, "one of none, off, dhcp, on, any, dhcp6, auto6, either6, link6")
		}
	}
}

// around reads MTU and MAC, or name servers: a number is an MTU (net-lib.sh,
// ip_to_var).
func (r *reader) around(w *word, l *ir.Link, parts []field) {
	if len(parts) == 0 {
		return
	}
	first := parts[0]
	if _, isAddress := addr(first.text); isAddress {
		for _, server := range parts {
			if a, ok := addr(server.text); ok {
				l.DNS.Servers = append(l.DNS.Servers, ir.DNSServer{Addr: a, Span: server.span()})
			} else if server.text != "" {
				r.not(server, l.Name, "the address of a name server")
				r.left(w, server, l.Name, "dns", diag.Connectivity)
			}
		}
		return
	}
	if first.text != "" {
		mtu, err := strconv.Atoi(first.text)
		if err != nil || mtu < 0 {
			r.not(first, l.Name, "an MTU or the address of a name server")
			r.left(w, first, l.Name, "mtu", diag.Connectivity)
		} else {
			l.MTU = ir.Some(mtu, first.span())
		}
	}
	if len(parts) > 1 && parts[1].text != "" {
		last := parts[len(parts)-1]
		span := parts[1].span().To(last.span())
		if mac, ok := ir.ParseMAC(span.Text()); ok {
			l.MAC = ir.Some(mac, span)
			return
		}
		r.not(field{span.Text(), span.Start, w.file}, l.Name, "a MAC address")
		r.left(w, field{span.Text(), span.Start, w.file}, l.Name, "mac", diag.Connectivity)
	}
}

// addr reads an address; those of IPv6 stand in brackets.
func addr(text string) (netip.Addr, bool) {
	inner, bracket := strings.CutPrefix(text, "[")
	if bracket {
		inner = strings.TrimSuffix(inner, "]")
	}
	a, err := netip.ParseAddr(inner)
	return a, err == nil && a.Zone() == "" && (a.Is4() || bracket)
}

// length reads the length of a prefix, as a number or as a netmask.
func length(text string, most int) (int, bool) {
	if n, err := strconv.Atoi(text); err == nil {
		return n, n >= 0 && n <= most
	}
	mask, err := netip.ParseAddr(text)
	if err != nil || !mask.Is4() || most != 32 {
		return 0, false
	}
	m := mask.As4()
	value := uint32(m[0])<<24 | uint32(m[1])<<16 | uint32(m[2])<<8 | uint32(m[3])
	ones := bits.LeadingZeros32(^value)
	return ones, value<<ones == 0 || ones == 32
}

func family(a netip.Addr) int {
	if a.Is4() {
		return 4
	}
	return 6
}

// configured notes that ip= is about a link.
func (r *reader) configured(l *ir.Link) {
	for _, name := range r.addressed {
		if name == l.Name {
			return
		}
	}
	r.addressed = append(r.addressed, l.Name)
}
