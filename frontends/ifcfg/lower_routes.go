package ifcfg

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// lines adds the routes or rules of one file.
func (r *reader) lines(l *list) {
	entries := l.entries
	if l.role == staticFile {
		for _, e := range entries {
			e.Class, e.Reason = diag.Connectivity, "the file is obsolete and only old initscripts read it; the route belongs into route-NAME"
		}
		return
	}
	if l.keyed != nil {
		entries = l.keyed.entries
	}
	p := r.owner(l, entries)
	if p == nil {
		for _, e := range entries {
			e.Class, e.Reason = diag.Connectivity, fmt.Sprintf("no file declares the link %q, so nobody reads this one", l.name)
		}
		return
	}
	for _, e := range entries {
		e.Link = p.link.Name
	}
	switch {
	case p.link.Kind == ir.Other:
		for _, e := range entries {
			e.Class, e.Reason = diag.Connectivity, notModelled(p.link)
		}
	case l.keyed != nil:
		r.keyedRoutes(p, &l.keyed.vars)
	case l.role == ruleFile || l.role == rule6File:
		for i := range l.lines {
			r.ruleLine(p, l.lines[i].words, family(l.role), l.entries[i])
		}
	default:
		for i := range l.lines {
			r.routeLine(p, &l.lines[i], family(l.role), l.entries[i])
		}
	}
}

func family(kind role) int {
	if kind == route6File || kind == rule6File {
		return 6
	}
	return 4
}

// owner returns the link of a route or rule file: that of the ifcfg file of
// the same NAME, else the device of that name (ifup-routes looks for both). In
// a partial host the link may be declared elsewhere.
func (r *reader) owner(l *list, entries []*ir.Entry) *profile {
	name, _ := aliasOf(l.name)
	for _, s := range r.sections {
		if s.name == name && len(s.entries) > 0 && r.byName[s.entries[0].Link] != nil {
			return r.byName[s.entries[0].Link]
		}
	}
	if p := r.byName[name]; p != nil || !r.host.Partial || len(entries) == 0 {
		return p
	}
	return r.implied(name, entries[0].File.LineSpan(1), ir.Ethernet)
}

// keyedRoutes reads ADDRESSn, NETMASKn and GATEWAYn, numbered from 0 up to the
// first gap (ifup-routes, handle_file). PREFIXn and METRICn are
// NetworkManager's.
func (r *reader) keyedRoutes(p *profile, s *vars) {
	for n := 0; ; n++ {
		number := strconv.Itoa(n)
		to := s.get("ADDRESS" + number)
		if to == nil {
			r.gap(s, n)
			return
		}
		r.keyedRoute(p, s, to, number)
	}
}

// gap says why the routes from a number on are residue, once: neither the
// scripts nor NetworkManager read on (ifup-routes, handle_file;
// nms-ifcfg-rh-reader.c, make_ip4_setting), so that the host does not have
// them today either.
func (r *reader) gap(s *vars, from int) {
	said := false
	for _, key := range s.keys {
		n, err := strconv.Atoi(key[len(strings.TrimRight(key, "0123456789")):])
		v := s.text(key)
		switch {
		case v == nil || err != nil || n < from:
		case said:
			v.use("gap")
		case strings.HasPrefix(key, "ADDRESS"):
			said = true
			v.spare(diag.Behaviour, fmt.Sprintf("there is no ADDRESS%d, where reading stops", from))
			v.entry.Advice = "This route and what follows are not installed today, and are not in the output. Number the routes from 0 without a gap."
		}
	}
	if said {
		return
	}
	for _, key := range s.keys { // parts of a route without its address
		n, err := strconv.Atoi(key[len(strings.TrimRight(key, "0123456789")):])
		if v := s.text(key); v != nil && err == nil && n >= from {
			v.spare(diag.Behaviour, fmt.Sprintf("there is no ADDRESS%d, where reading stops", from))
		}
	}
}

func (r *reader) keyedRoute(p *profile, s *vars, to *variable, number string) {
	addr, err := netip.ParseAddr(to.value())
	if err != nil || !addr.Is4() {
		r.bad(to, p.link.Name, fmt.Sprintf("%q is no IPv4 address of a network", to.value()))
		return
	}
	bits := 0
	prefix, mask := s.get("PREFIX"+number), s.get("NETMASK"+number)
	ok := true
	switch {
	case mask != nil:
		bits, ok = r.prefix(p, mask, maskBits, "a netmask: it is four numbers whose bits are ones, then zeros")
	case prefix != nil:
		bits, ok = r.prefix(p, prefix, prefixBits, "a prefix length: it is a number from 0 to 32")
	default:
		bits = classful(addr)
		r.classful(p, to, bits)
	}
	if !ok {
		to.spare(diag.Connectivity, "its netmask cannot be read")
		return
	}
	route := ir.Route{Family: 4, To: netip.PrefixFrom(addr, bits).Masked(), Span: to.span()}
	route.Default = bits == 0
	if route.Default {
		route.To = netip.Prefix{}
	}
	if gw := s.get("GATEWAY" + number); gw != nil {
		via, err := netip.ParseAddr(gw.value())
		if err != nil || !via.Is4() {
			r.bad(gw, p.link.Name, fmt.Sprintf("%q is no IPv4 address of a gateway", gw.value()))
			to.spare(diag.Connectivity, "its gateway cannot be read")
			mask.unuse()
			prefix.unuse()
			return
		}
		route.Via = via
	}
	if metric := s.get("METRIC" + number); metric != nil {
		if n, err := strconv.ParseUint(metric.value(), 10, 31); err == nil {
			metric.use("route")
			route.Metric = ir.Some(int(n), metric.span())
		}
	}
	for _, key := range []string{"ADDRESS", "NETMASK", "PREFIX", "GATEWAY"} {
		s.use("route", key+number)
	}
	p.link.Routes = append(p.link.Routes, route)
}

// maxRefused bounds the reports about the lines of one host's route and rule
// files: a file of something else altogether needs no report for each line.
const maxRefused = 1000

// refuse reports a word that ip(8) refuses; with it goes the whole line.
func (r *reader) refuse(e *ir.Entry, span source.Span, command, message string) {
	e.Class, e.Reason = diag.Connectivity, "the line cannot be read"
	if r.refused++; r.refused > maxRefused {
		return
	}
	r.report(diag.Syntax, span, e.Link, message,
		fmt.Sprintf("The line is handed to %q as it stands, which refuses all of it. In these files a comment is a line of its own, and quotes mean nothing.", command))
}
