package netplanyaml

import (
	"fmt"
	"math"
	"net/netip"
	"strings"

	"github.com/bondc/bondc/frontends/internal/yamltree"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// draftRoute is a route while its keys are read.
type draftRoute struct {
	ir.Route
	has bool // "to" was written and can be read
	bad bool // a key was refused
}

// routes reads the list; a route that is there already is dropped (seen with
// netplan 0.106 and 1.1.2).
func (r *Reader) routes(it *item) string {
	for i := range it.value.Children {
		row := r.row(it, i)
		if !r.wantMapping(&row) {
			continue
		}
		r.route = &draftRoute{Route: ir.Route{Span: row.span}}
		used := len(r.host.Entries)
		r.mapping(row.inside(), row.value, r.grammar.route.table())
		r.finishRoute(&row, used)
	}
	return "route"
}

// wantMapping reports whether the item of a list is a mapping.
func (r *Reader) wantMapping(row *item) bool {
	if row.value.Kind == yamltree.Mapping {
		return true
	}
	row.field = &field{key: row.name, shape: tree, class: row.field.class}
	r.badShape(row)
	r.leftover(row)
	return false
}

func (r *Reader) finishRoute(row *item, entries int) {
	draft, link := r.route, row.at.def.link
	r.route = nil
	switch {
	case draft.bad:
	case !draft.has:
		r.bad(row, row.span, "a route must say \"to\" which network it leads")
	case draft.Family == 0:
		r.bad(row, row.span, "a default route without \"via\" or \"from\" has no address family; write 0.0.0.0/0 or ::/0 instead of default")
	default:
		if row.at.def.hasRoute.add(routeKey(draft.Route)) {
			link.Routes = append(link.Routes, draft.Route)
		}
		return
	}
	r.unused(entries)
}

// unused takes back that the entries from the given one on were used.
func (r *Reader) unused(from int) {
	for _, e := range r.host.Entries[from:] {
		e.UsedBy = ""
		e.Class = diag.Connectivity
	}
}

// routeKey returns the route without the places of its values.
func routeKey(r ir.Route) ir.Route {
	r.Span = source.Span{}
	for _, o := range []*ir.Opt[int]{&r.Metric, &r.Table, &r.MTU, &r.AdvMSS, &r.CongestionWindow, &r.ReceiveWindow} {
		o.Span = source.Span{}
	}
	r.OnLink.Span = source.Span{}
	return r
}

func routeFields() table {
	number := func(dest func(*ir.Route) *ir.Opt[int]) func(*Reader, *item) string {
		return func(r *Reader, it *item) string {
			return r.orBad(r.number(it, math.MaxUint32, dest(&r.route.Route)))
		}
	}
	return needed(
		field{key: "to", read: (*Reader).routeTo},
		field{key: "via", read: (*Reader).routeVia},
		field{key: "from", read: (*Reader).routeFrom, reason: "a preferred source address has no prefix length"},
		field{key: "metric", read: number(func(r *ir.Route) *ir.Opt[int] { return &r.Metric })},
		field{key: "table", read: number(func(r *ir.Route) *ir.Opt[int] { return &r.Table })},
		field{key: "on-link", read: func(r *Reader, it *item) string { return r.orBad(r.boolean(it, &r.route.OnLink)) }},
		field{key: "type", read: (*Reader).routeType},
		field{key: "scope", read: (*Reader).routeScope},
		field{key: "mtu", read: number(func(r *ir.Route) *ir.Opt[int] { return &r.MTU })},
		field{key: "congestion-window", read: number(func(r *ir.Route) *ir.Opt[int] { return &r.CongestionWindow })},
		field{key: "advertised-receive-window", read: number(func(r *ir.Route) *ir.Opt[int] { return &r.ReceiveWindow })},
		field{key: "advertised-mss", read: number(func(r *ir.Route) *ir.Opt[int] { return &r.AdvMSS })},
	)
}

// orBad notes that a key of the route was refused, and returns "route" or "".
func (r *Reader) orBad(used string) string {
	if used == "" {
		r.route.bad = true
		return ""
	}
	return "route"
}

// ofFamily notes the family of an address of the route; two families in one
// route are refused.
func (r *Reader) ofFamily(it *item, addr netip.Addr, known *int) bool {
	if *known != 0 && *known != family(addr) {
		r.bad(it, it.span, "%q is not of the address family of the rest, IPv%d", short(it.text()), *known)
		return false
	}
	*known = family(addr)
	return true
}

func (r *Reader) routeTo(it *item) string {
	draft := r.route
	if it.text() == "default" {
		draft.has, draft.Default = true, true
		return "route"
	}
	to, ok := prefixOf(it.text())
	if !ok {
		return r.orBad(r.badValue(it, "a network (ADDRESS/LENGTH), an address or default"))
	}
	if !r.ofFamily(it, to.Addr(), &draft.Family) {
		return r.orBad("")
	}
	draft.has = true
	if draft.Default = to.Bits() == 0; !draft.Default {
		draft.To = to.Masked()
	}
	return "route"
}

func (r *Reader) routeVia(it *item) string {
	via, ok := address(it.text())
	if !ok && r.prefixed(it) {
		return r.orBad("")
	}
	if !ok {
		return r.orBad(r.badValue(it, "an address without a prefix length"))
	}
	if !r.ofFamily(it, via, &r.route.Family) {
		return r.orBad("")
	}
	r.route.Via = via
	return "route"
}

// prefixed reports a gateway with a prefix length, which netplan takes and copies
// (parse.c, handle_routes_ip; seen with 0.106 and 1.1.2).
func (r *Reader) prefixed(it *item) bool {
	gateway, length, found := strings.Cut(it.text(), "/")
	if _, ok := address(gateway); !ok || !found {
		return false
	}
	r.report(diag.Diagnostic{
		Code: diag.BadValue, Severity: diag.Error, Span: it.span, Link: it.at.link(),
		Message: fmt.Sprintf("value %q of %q is not an address without a prefix length", short(it.text()), it.name),
		Detail:  fmt.Sprintf("netplan copies it as it stands, and who applies the link ignores a route with such a gateway: the host does not have the route. Leave out \"/%s\".", short(length)),
	})
	return true
}

// routeFrom reads the preferred source address. netplan takes a prefix length
// behind it, which means nothing; a real network stays residue.
func (r *Reader) routeFrom(it *item) string {
	from, ok := prefixOf(it.text())
	if !ok {
		return r.orBad(r.badValue(it, "an address"))
	}
	if !r.ofFamily(it, from.Addr(), &r.route.Family) {
		return r.orBad("")
	}
	if !from.IsSingleIP() {
		return ""
	}
	r.route.Source = from.Addr()
	return "route"
}

func (r *Reader) routeType(it *item) string {
	var value ir.Opt[string]
	used := r.word(it, &value, "unicast", "anycast", "blackhole", "broadcast", "local", "multicast", "nat",
		"prohibit", "throw", "unreachable", "xresolve")
	r.route.Type = value.Value
	return r.orBad(used)
}

func (r *Reader) routeScope(it *item) string {
	var value ir.Opt[string]
	used := r.word(it, &value, "global", "link", "host")
	r.route.Scope = value.Value
	return r.orBad(used)
}
