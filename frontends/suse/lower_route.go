package suse

import (
	"net/netip"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// route reads a line of a file of routes (ifroute(5)): destination, gateway,
// netmask, link, and then words as ip-route(8) has them; "-" stands for nothing.
func (r *reader) route(line *routeLine) {
	e := line.entry
	at := func(i int) string {
		if i >= len(line.words) || line.words[i].text == "-" {
			return ""
		}
		return line.words[i].text
	}
	route := ir.Route{Span: e.Span}
	if gateway := at(1); gateway != "" {
		via, ok := address(gateway)
		if !ok {
			r.bad(e, line.words[1].span, "the gateway %q is no address", gateway)
			return
		}
		route.Via = via
	}
	if !r.destination(line, &route, at(0), at(2)) {
		return
	}
	if !r.words(line, &route) {
		return
	}
	l := r.linkOfRoute(&route, at(3), line.link)
	if l == nil {
		e.Class, e.Reason = diag.Connectivity, "no link of the files reaches its gateway"
		return
	}
	e.UsedBy, e.Link = "route", l.Name
	l.Routes = append(l.Routes, route)
}

// destination reads the first column, with the mask of the third where it has
// none itself.
func (r *reader) destination(line *routeLine, route *ir.Route, text, mask string) bool {
	word := line.words[0]
	if text == "" || text == "default" {
		route.Default, route.Family = true, 4
		if route.Via.Is6() {
			route.Family = 6
		}
		return true
	}
	prefix, err := netip.ParsePrefix(text)
	if addr, ok := address(text); ok {
		bits := addr.BitLen()
		if mask != "" {
			if bits, ok = bitsOf(strings.TrimPrefix(mask, "/"), addr); !ok {
				r.bad(line.entry, line.words[2].span, "%q is no netmask for %s", mask, addr)
				return false
			}
		}
		prefix, err = netip.PrefixFrom(addr, bits), nil
	}
	if err != nil {
		r.bad(line.entry, word.span, "the destination %q is no network", text)
		return false
	}
	route.Family = 4
	if prefix.Addr().Is6() {
		route.Family = 6
	}
	if route.Via.IsValid() && route.Via.Is6() != prefix.Addr().Is6() {
		r.bad(line.entry, line.words[1].span, "the gateway %s is of another family than the destination %q", route.Via, text)
		return false
	}
	if route.To = prefix.Masked(); prefix.Bits() == 0 {
		route.Default, route.To = true, netip.Prefix{}
	}
	return true
}

// words reads what stands behind the fourth column: the type, and pairs.
func (r *reader) words(line *routeLine, route *ir.Route) bool {
	rest := line.words[min(4, len(line.words)):]
	if len(rest) > 0 && (rest[0].text == "-" || rest[0].text == "unicast") {
		rest = rest[1:]
	}
	for len(rest) > 1 {
		number, err := strconv.Atoi(rest[1].text)
		some := ir.Some(number, rest[1].span)
		switch rest[0].text {
		case "metric":
			route.Metric = some
		case "table":
			if rest[1].text == "main" {
				err, some.Value = nil, 254
			}
			route.Table = some
		case "mtu":
			route.MTU = some
		case "src":
			var ok bool
			if route.Source, ok = address(rest[1].text); ok {
				err = nil
			}
		default:
			line.entry.Class, line.entry.Reason = diag.Connectivity, "bondc does not know the word "+strconv.Quote(rest[0].text)
			return false
		}
		if err != nil || some.Value < 0 {
			r.bad(line.entry, rest[1].span, "%q is no value for %s", rest[1].text, rest[0].text)
			return false
		}
		rest = rest[2:]
	}
	if len(rest) == 1 {
		line.entry.Class, line.entry.Reason = diag.Connectivity, "bondc does not know the word "+strconv.Quote(rest[0].text)
	}
	return len(rest) == 0
}

// linkOfRoute returns the link of a route: the one that is named, the one of
// the file, or the one whose network the gateway is in.
func (r *reader) linkOfRoute(route *ir.Route, named, file string) *ir.Link {
	if named == "" {
		named = file
	}
	if named != "" {
		if p := r.byName[named]; p != nil && p.link.Kind != ir.Other {
			return p.link
		}
		return nil
	}
	for _, l := range r.host.Links {
		for _, a := range l.Addresses {
			if route.Via.IsValid() && a.Prefix.Masked().Contains(route.Via) {
				return l
			}
		}
	}
	return nil
}
