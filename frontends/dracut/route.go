package dracut

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// routeOf is a route with the link that it names.
type routeOf struct {
	link  field
	route ir.Route
}

// route reads "NETWORK/LENGTH:GATEWAY[:LINK]".
func (r *reader) route(w *word) {
	parts := w.whole().split(':')
	if len(parts) < 2 || len(parts) > 3 {
		r.bad(w.span(), "", "\"rd.route=\" needs a network and a gateway: rd.route=10.0.0.0/8:192.0.2.1:bond0")
		r.entry(w, "", "", diag.Connectivity, "its value cannot be read")
		return
	}
	one := routeOf{route: ir.Route{Span: w.span()}}
	text, mask, _ := strings.Cut(strings.NewReplacer("[", "", "]", "").Replace(parts[0].text), "/")
	to, err := netip.ParseAddr(text)
	bits, ok := 0, err == nil && to.Zone() == ""
	if ok {
		if bits = to.BitLen(); mask != "" {
			bits, ok = length(mask, to.BitLen())
		}
	}
	via, gateway := addr(parts[1].text)
	switch {
	case !ok:
		r.not(parts[0], "", "a network (ADDRESS/LENGTH)")
	case parts[1].text != "" && (!gateway || family(via) != family(to)):
		r.not(parts[1], "", "a gateway of the family of the network")
		ok = false
	}
	if !ok {
		r.entry(w, "", "", diag.Connectivity, "its value cannot be read")
		return
	}
	one.route.Family = family(to)
	if one.route.Default = bits == 0; !one.route.Default {
		one.route.To = netip.PrefixFrom(to, bits).Masked()
	}
	if gateway {
		one.route.Via = via
	}
	if len(parts) == 3 {
		one.link = parts[2]
	}
	r.entry(w, one.link.text, "route", 0, "")
	r.routes = append(r.routes, one)
}

// nameserver reads the address of a server for every link that is set up.
func (r *reader) nameserver(w *word) {
	a, ok := addr(w.value)
	if !ok {
		if bare, err := netip.ParseAddr(w.value); err == nil && bare.Zone() == "" {
			a, ok = bare, true
		}
	}
	if !ok {
		r.not(w.whole(), "", "the address of a name server")
		r.entry(w, "", "", diag.Connectivity, "its value cannot be read")
		return
	}
	r.servers = append(r.servers, ir.DNSServer{Addr: a, Span: w.span()})
	r.entry(w, "", "dns", 0, "")
}

// settle gives routes and name servers to their links.
func (r *reader) settle() {
	for _, one := range r.routes {
		l := r.known(one.link.text)
		if one.link.text == "" {
			l = r.near(one.route.Via)
		}
		if l == nil {
			r.diags.Add(diag.Diagnostic{
				Code: diag.Undefined, Severity: diag.Error, Span: one.route.Span,
				Message: "no link of the command line can have this route",
				Detail:  "It names none, or one that no other word is about, and no link has an address in the network of the gateway. Name the link behind the gateway.",
			})
			continue
		}
		l.Routes = append(l.Routes, one.route)
	}
	r.resolve()
}

// resolve gives the name servers to the links that have addresses: ifup.sh notes
// them with every link that it sets up, and they reach one resolv.conf, while a
// link with "off" could not ask them, nor one without addresses of their family
// where another has some. Without any such link they are the host's.
func (r *reader) resolve() {
	for _, server := range r.servers {
		four := server.Addr.Is4()
		links := r.setUp(func(l *ir.Link) bool { return asks(l, four) })
		if len(links) == 0 {
			links = r.setUp(func(l *ir.Link) bool { return asks(l, !four) })
		}
		for _, l := range links {
			l.DNS.Servers = append(l.DNS.Servers, server)
		}
		if len(links) == 0 {
			r.host.DNS.Servers = append(r.host.DNS.Servers, server)
		}
	}
}

// setUp returns the links that ip= is about and that are wanted.
func (r *reader) setUp(wanted func(*ir.Link) bool) []*ir.Link {
	var links []*ir.Link
	for _, name := range r.addressed {
		if l := r.known(name); l != nil && wanted(l) {
			links = append(links, l)
		}
	}
	return links
}

// asks reports whether a link has addresses of a family, or is given some.
func asks(l *ir.Link, four bool) bool {
	if four && l.IPv4.Method.Set || !four && l.IPv6.Method.Set {
		return true
	}
	return slices.ContainsFunc(l.Addresses, func(a ir.Address) bool { return a.Prefix.Addr().Is4() == four })
}

func (r *reader) near(gateway netip.Addr) *ir.Link {
	for _, l := range r.host.Links {
		for _, a := range l.Addresses {
			if gateway.IsValid() && a.Prefix.Masked().Contains(gateway) {
				return l
			}
		}
	}
	return nil
}
