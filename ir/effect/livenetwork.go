package effect

import (
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/target"
)

// What a capture of a running host may hold of its addressing, by the file that
// shows it (frontends/live).
const (
	capturedAddresses4 = "proc/net/fib_trie"
	capturedAddresses6 = "proc/net/if_inet6"
	capturedRoutes4    = "proc/net/route"
	capturedRoutes6    = "proc/net/ipv6_route"
	capturedDNS        = "etc/resolv.conf"
)

// Uncaptured returns what of a running host's addressing is not known, in words
// for a sentence.
func Uncaptured(h *ir.Host) []string {
	var list []string
	has := captured(h)
	for _, x := range []struct{ file, what string }{
		{capturedAddresses4, "IPv4 addresses"}, {capturedAddresses6, "IPv6 addresses"},
		{capturedRoutes4, "IPv4 routes"}, {capturedRoutes6, "IPv6 routes"}, {capturedDNS, "name servers"},
	} {
		if !has[x.file] {
			list = append(list, x.what)
		}
	}
	return list
}

func captured(h *ir.Host) map[string]bool {
	has := map[string]bool{}
	for _, e := range h.Entries {
		if Running(h) && e.UsedBy == "captured" {
			has[e.Key] = true
		}
		if Running(h) && e.Key == "local address" && e.UsedBy == "" {
			has[e.Value] = true // the link is not known
		}
	}
	return has
}

// network adds the addresses, routes and name servers that can be looked for on
// a host that runs: those of links that are up by themselves and no ports.
func (v *view) network(t target.Target) {
	for _, l := range v.host.Links {
		f := facts{host: v.host, target: t, via: Via(v.host, l, t)}
		if v.links[l.Name] == nil || v.host.BondOf(l.Name) != nil || v.host.BridgeOf(l.Name) != nil || l.Activation.Or(ir.Boot) != ir.Boot {
			continue
		}
		f.skip = unappliedOf(v.host, l, f.via)
		for _, a := range held(l, f.via) {
			if !f.skip.address(&a) && !a.Prefix.Addr().IsLinkLocalUnicast() {
				f.add(l, "address", a.Prefix.String(), "", a.Span)
			}
		}
		for i := range l.Routes {
			if r := &l.Routes[i]; visible(r) && !f.skip.route(r) && !(f.via == target.Initscripts && dropped(l, r)) {
				f.add(l, "route", plainRoute(r), metricOf(r), r.Span)
			}
		}
		v.facts = append(v.facts, f.list...)
	}
	v.servers(t)
}

// servers adds the name servers and search domains of all links: /etc/resolv.conf
// does not say whose they are.
func (v *view) servers(t target.Target) {
	f := facts{host: v.host, target: t}
	host := &ir.Link{}
	for _, l := range v.host.Links {
		f.via = Via(v.host, l, t)
		f.skip = unappliedOf(v.host, l, f.via)
		if v.links[l.Name] != nil {
			f.dns(host, &l.DNS)
		}
	}
	f.skip = unapplied{}
	f.dns(host, &v.host.DNS)
	for _, fact := range f.list {
		fact.Order = Unordered
		v.facts = append(v.facts, fact)
	}
}

// visible reports whether a route is one that the kernel's tables of routes
// show in a form that can be compared: /proc/net/route holds the main table
// alone, and neither shows types.
func visible(r *ir.Route) bool {
	return (r.Family == 6 || r.Table.Or(mainTable) == mainTable) && (r.Type == "" || r.Type == "unicast")
}

// plainRoute is where a route leads, and metricOf how dear it is where a file
// says so: else it is the applier's own.
func plainRoute(r *ir.Route) string {
	plain := ir.Route{To: r.To, Default: r.Default, Family: r.Family, Via: r.Via.WithZone("")}
	return RouteText(&plain)
}

func metricOf(r *ir.Route) string {
	if r.Metric.Value == 0 {
		return ""
	}
	return "metric " + strconv.Itoa(r.Metric.Value)
}

// tells reports whether a fact about addressing says something beside the other
// side: what files say must have been captured there, and what runs is missed in
// files only where no server or router may have brought it.
func (v *view) tells(f *Fact, other *view) bool {
	six := strings.Contains(f.Item, ":") || strings.Contains(f.Item, "inet6")
	if Running(other.host) && !other.knows(f, six) {
		return false
	}
	if !Running(v.host) || Running(other.host) || other.has[f.key()] != nil {
		return true
	}
	l := other.links[f.Link]
	switch {
	case f.What == "dns":
		return !other.learns()
	case l == nil || l.Implied:
		return false
	case f.What == "address" && six:
		return true // those that a router or server gave have a lifetime
	case six:
		return !RA(&l.IPv6) && !AsksDHCP6(&l.IPv6)
	}
	return !learns4(other.host, l)
}

// knows reports whether a running host has shown what the fact is about.
func (v *view) knows(f *Fact, six bool) bool {
	file := capturedDNS
	switch {
	case f.What == "address" && six:
		file = capturedAddresses6
	case f.What == "address":
		file = capturedAddresses4
	case f.What == "route" && six:
		file = capturedRoutes6
	case f.What == "route":
		file = capturedRoutes4
	}
	addr, _, _ := strings.Cut(f.Item, "/")
	if f.What == "address" && v.captured[addr] {
		return false
	}
	if f.What == "address" && !six && !v.captured[capturedRoutes4] {
		return false // the routes tell the links
	}
	return v.captured[file]
}

// learns reports whether any link may bring name servers that no file names.
func (v *view) learns() bool {
	for _, l := range v.links {
		if l.Implied || v.host.BondOf(l.Name) != nil || v.host.BridgeOf(l.Name) != nil {
			continue
		}
		if learns4(v.host, l) || RA(&l.IPv6) || AsksDHCP6(&l.IPv6) {
			return true
		}
	}
	return false
}

// learns4 reports whether a link gets IPv4 addresses that no file names.
func learns4(h *ir.Host, l *ir.Link) bool {
	switch l.IPv4.Method.Value {
	case ir.MethodDHCP, ir.MethodLinkLocal, ir.MethodShared:
		return true
	}
	return l.IPv4.LinkLocal.Value || silentDHCP(h.Dialect(), l)
}

// metric leaves the metric of a route out where the other side has none.
func (v *view) metric(f *Fact, other *view) string {
	if o := other.has[f.key()]; o != nil && o.Value == "" {
		return ""
	}
	return f.Value
}
