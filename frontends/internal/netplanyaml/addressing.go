package netplanyaml

import (
	"math"
	"net/netip"
	"strings"

	"github.com/bondc/bondc/frontends/internal/yamltree"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// dhcp reads dhcp4 and dhcp6; finish makes a method of them.
func (r *Reader) dhcp(it *item) string {
	if it.name == "dhcp4" {
		return r.boolean(it, &it.at.def.dhcp4)
	}
	return r.boolean(it, &it.at.def.dhcp6)
}

func (r *Reader) dhcpIdentifier(it *item) string {
	return r.word(it, &it.at.def.link.IPv4.ClientID, "mac", "duid")
}

func (r *Reader) acceptRA(it *item) string { return r.boolean(it, &it.at.def.link.IPv6.RA) }

func (r *Reader) ipv6Privacy(it *item) string { return r.boolean(it, &it.at.def.link.IPv6.Privacy) }

// linkLocal reads which families get a link-local address. A later file
// replaces the list (seen with netplan 1.1.2).
func (r *Reader) linkLocal(it *item) string {
	var local localAddresses
	r.eachWord(it, "ipv4", "ipv6")
	for _, text := range r.texts(it) {
		local.v4 = local.v4 || strings.EqualFold(text, "ipv4")
		local.v6 = local.v6 || strings.EqualFold(text, "ipv6")
	}
	it.at.def.local = ir.Some(local, it.span)
	return it.name
}

// addressGeneration checks the word, which the model has no place for.
func (r *Reader) addressGeneration(it *item) string {
	r.word(it, &it.at.def.generation, "eui64", "stable-privacy")
	return ""
}

// addressToken checks the lower half of an address, which the model has no
// place for.
func (r *Reader) addressToken(it *item) string {
	addr, ok := address(it.text())
	if !ok || addr.Is4() {
		r.badValue(it, "an IPv6 address without a prefix length")
	}
	it.at.def.token = ir.Some(it.text(), it.keySpan)
	return ""
}

// optionalAddresses checks the words, which the model has no place for.
func (r *Reader) optionalAddresses(it *item) string {
	r.eachWord(it, "ipv4-ll", "ipv6-ra", "dhcp4", "dhcp6", "static")
	return ""
}

// overrideResidue are the keys of dhcp4-overrides and dhcp6-overrides that the
// model has no place for.
func overrideResidue() table {
	return join(flags("send-hostname", "use-hostname", "use-mtu", "use-ntp"), behaviour(one, "use-domains"))
}

func dhcp4Fields() table {
	return join(overrideResidue(), table{{
		{key: "use-dns", read: func(r *Reader, it *item) string { return r.boolean(it, &it.at.def.link.IPv4.UseDNS) }},
		{key: "use-routes", read: func(r *Reader, it *item) string { return r.boolean(it, &it.at.def.link.IPv4.UseRoutes) }},
		{key: "route-metric", read: func(r *Reader, it *item) string {
			return r.number(it, math.MaxUint32, &it.at.def.link.IPv4.RouteMetric)
		}},
		{key: "hostname", read: func(_ *Reader, it *item) string {
			it.at.def.link.IPv4.Hostname = ir.Some(it.text(), it.span)
			return it.name
		}},
	}})
}

func dhcp6Fields() table {
	return join(overrideResidue(), behaviour(one, "hostname"), table{{
		{key: "use-dns", read: func(r *Reader, it *item) string { return r.boolean(it, &it.at.def.link.IPv6.UseDNS) }},
		{key: "use-routes", read: func(r *Reader, it *item) string { return r.boolean(it, &it.at.def.link.IPv6.UseRoutes) }},
		{key: "route-metric", read: func(r *Reader, it *item) string {
			return r.number(it, math.MaxUint32, &it.at.def.link.IPv6.RouteMetric)
		}},
	}})
}

// addresses reads the list: "ADDRESS/LENGTH", or that as a key with label and
// lifetime below. Addresses that are there already are dropped, with what is
// said about them (seen with netplan 1.1.2).
func (r *Reader) addresses(it *item) string {
	for i, child := range it.value.Children {
		if r.left == 0 {
			break
		}
		n := child.Resolve()
		row := r.row(it, i)
		switch {
		case n.Kind == yamltree.Scalar:
			if r.address(&row) {
				r.listEntry(it, i, child).UsedBy = "address"
			} else {
				r.listEntry(it, i, child)
			}
		case n.Kind == yamltree.Mapping && len(n.Children) > 0:
			r.addressMapping(&row)
		default:
			r.bad(it, row.span, "item %d of \"addresses\" must be an address or a mapping of one, not a %s", i+1, n.Kind)
		}
	}
	return it.name
}

// addressMapping reads "- ADDRESS/LENGTH: {label: ...}".
func (r *Reader) addressMapping(row *item) {
	at := row.inside()
	r.checkKeys(at, row.value)
	for i := 0; i+1 < len(row.value.Children); i += 2 {
		it := r.item(at, row.value, i)
		it.field = &field{key: it.name, shape: tree}
		if it.key.Kind != yamltree.Scalar {
			continue
		}
		if it.value.Kind != yamltree.Mapping {
			r.badShape(&it)
			r.leftover(&it)
			continue
		}
		named := it
		named.value, named.span = it.key, it.keySpan
		if !r.address(&named) {
			it.field = &field{key: it.name, class: diag.Connectivity}
			r.leftover(&it)
			continue
		}
		if len(it.value.Children) == 0 {
			r.entry(&it).UsedBy = "address"
			continue
		}
		r.below(&it, r.grammar.address.table())
		r.addr = nil
	}
}

// address appends the address that the item's value is; r.addr becomes the new
// one, or nil where the link has it already. False means that it is none.
func (r *Reader) address(it *item) bool {
	r.addr = nil
	text, link := it.text(), it.at.def.link
	addr, length, found := strings.Cut(text, "/")
	if _, ok := address(addr); ok && !found {
		r.bad(it, it.span, "address %q has no prefix length", short(text))
		r.diags[len(r.diags)-1].Detail = "Write it with the length of its network, such as \"" + addr + "/" + usualLength(addr) + "\". " + refuses
		return false
	}
	prefix, ok := prefixOf(text)
	if !ok || prefix.Bits() == 0 {
		if _, ok := address(addr); ok {
			r.bad(it, it.span, "prefix length %q of address %q is not in 1..%s", short(length), short(addr), hostLength(addr))
		} else {
			r.bad(it, it.span, "%q is not an address with a prefix length", short(text))
		}
		return false
	}
	if !it.at.def.hasAddress.add(prefix) {
		return true
	}
	link.Addresses = append(link.Addresses, ir.Address{Prefix: prefix, Span: it.span})
	r.addr = &link.Addresses[len(link.Addresses)-1]
	return true
}

func hostLength(addr string) string {
	if a, ok := address(addr); ok && a.Is4() {
		return "32"
	}
	return "128"
}

func usualLength(addr string) string {
	if a, ok := address(addr); ok && a.Is4() {
		return "24"
	}
	return "64"
}

func addressFields() table {
	return table{{
		{key: "label", read: func(r *Reader, it *item) string {
			if r.addr != nil {
				r.addr.Label = it.text()
			}
			return "address"
		}},
		{key: "lifetime", read: func(r *Reader, it *item) string {
			text := it.text()
			if text != "forever" && text != "0" {
				return r.badValue(it, "a lifetime (forever or 0)")
			}
			if r.addr != nil {
				r.addr.Lifetime = text
			}
			return "address"
		}},
	}}
}

func nameserverFields() table {
	return needed(
		field{key: "addresses", shape: many, read: (*Reader).servers},
		field{key: "search", shape: many, read: (*Reader).search},
	)
}

// servers appends the servers that the link does not have yet.
func (r *Reader) servers(it *item) string {
	d := it.at.def
	for _, child := range it.value.Children {
		n := child.Resolve()
		addr, ok := address(n.Value)
		switch {
		case n.Kind != yamltree.Scalar:
		case !ok:
			r.bad(it, r.span(child), "name server %q is not an address", short(n.Value))
		case d.hasServer.add(addr):
			d.link.DNS.Servers = append(d.link.DNS.Servers, ir.DNSServer{Addr: addr, Span: r.span(child)})
		}
	}
	return "dns"
}

// search appends the domains that the link does not have yet.
func (r *Reader) search(it *item) string {
	d := it.at.def
	for _, child := range it.value.Children {
		n := child.Resolve()
		if n.Kind == yamltree.Scalar && n.Value != "" && d.hasSearch.add(n.Value) {
			d.link.DNS.Search = append(d.link.DNS.Search, ir.Search{Domain: n.Value, Span: r.span(child)})
		}
	}
	return "dns"
}

// gateway reads gateway4 and gateway6: a default route, which a later file
// replaces.
func (r *Reader) gateway(it *item) string {
	want, index, link := 4, 0, it.at.def.link
	if it.name == "gateway6" {
		want, index = 6, 1
	}
	addr, ok := address(it.text())
	if !ok || family(addr) != want {
		return r.badValue(it, "an address of IPv"+string(rune('0'+want))+" without a prefix length")
	}
	route := ir.Route{Default: true, Family: want, Via: addr, Span: it.span}
	if known := it.at.def.gateways[index]; known > 0 {
		link.Routes[known-1] = route
		return it.name
	}
	link.Routes = append(link.Routes, route)
	it.at.def.gateways[index] = len(link.Routes)
	return it.name
}

// isV4 reports whether the prefix is of IPv4.
func isV4(p netip.Prefix) bool { return p.Addr().Is4() }
