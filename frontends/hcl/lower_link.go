package hcl

import (
	"net/netip"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/target"
)

// linkGrammar is what all kinds of links have in common. The keys are those of
// ir/json.go in snake_case.
func (h *hostReader) linkGrammar(l *ir.Link, what string) (*grammar, section) {
	at := section{path: l.Kind.String() + "." + l.Name, link: l.Name}
	return &grammar{
		what: what,
		fields: []field{
			{"activation", func(v *value) { set(&l.Activation, v, v.activation) }},
			{"optional", setBool(&l.Optional)},
			{"mtu", setNumber(&l.MTU)},
			{"mac", setMAC(&l.MAC)},
			{"wake_on_lan", setBool(&l.WakeOnLAN)},
			{"managed", setBool(&l.Managed)},
			{"zone", setText(&l.Zone)},
			{"via", func(v *value) { set(&l.Via, v, v.applier) }},
			{"addresses", func(v *value) { v.addresses(l) }},
		},
		blocks: []blockKind{
			{"match", func(b *hclsyntax.Block) { h.match(b, at, l) }},
			{"ipv4", func(b *hclsyntax.Block) { h.ipv4(b, at, l) }},
			{"ipv6", func(b *hclsyntax.Block) { h.ipv6(b, at, l) }},
			{"route", func(b *hclsyntax.Block) { h.route(b, at, l) }},
			{"rule", func(b *hclsyntax.Block) { h.rule(b, at, l) }},
			{"dns", func(b *hclsyntax.Block) { h.dns(b, at.in("dns"), &l.DNS) }},
		},
	}, at
}

// in returns the section of a block in the section.
func (s section) in(block string) section {
	s.path += "." + block
	return s
}

func (v *value) activation() (ir.Activation, bool) {
	word, ok := v.word(string(ir.Boot), string(ir.Manual), string(ir.Off))
	return ir.Activation(word), ok
}

func (v *value) applier() (target.Via, bool) {
	word, ok := v.word(target.ViaWords()...)
	if !ok {
		return target.Unset, false
	}
	return target.ParseVia(word)
}

func (h *hostReader) ethernet(b *hclsyntax.Block) {
	if l := h.link(b, ir.Ethernet); l != nil {
		g, at := h.linkGrammar(l, "an ethernet link")
		h.read(b.Body, at, g)
		finish(l)
	}
}

func (h *hostReader) vlan(b *hclsyntax.Block) {
	l := h.link(b, ir.VLANKind)
	if l == nil {
		return
	}
	l.VLAN = &ir.VLAN{}
	g, at := h.linkGrammar(l, "a VLAN")
	g.fields = append(g.fields,
		field{"id", setNumber(&l.VLAN.ID)},
		field{"link", setText(&l.VLAN.Link)},
		field{"reorder_header", setBool(&l.VLAN.ReorderHeader)},
		field{"gvrp", setBool(&l.VLAN.GVRP)},
		field{"mvrp", setBool(&l.VLAN.MVRP)},
		field{"loose_binding", setBool(&l.VLAN.LooseBinding)},
		field{"protocol", setWord(&l.VLAN.Protocol, "802.1q", "802.1ad")},
	)
	h.read(b.Body, at, g)
	finish(l)
}

func (h *hostReader) match(b *hclsyntax.Block, at section, l *ir.Link) {
	if !h.single(b, at, l.Match.Any() || l.Match.Rename.Set) {
		return
	}
	h.read(b.Body, at.in("match"), &grammar{what: "a match block", fields: []field{
		{"name", setText(&l.Match.Name)},
		{"permanent_mac", setMAC(&l.Match.PermanentMAC)},
		{"driver", setText(&l.Match.Driver)},
		{"rename", setBool(&l.Match.Rename)},
	}})
}

func (h *hostReader) ipv4(b *hclsyntax.Block, at section, l *ir.Link) {
	c := &l.IPv4
	if !h.single(b, at, *c != (ir.IPv4{})) {
		return
	}
	h.read(b.Body, at.in("ipv4"), &grammar{what: "an ipv4 block", fields: []field{
		{"method", setWord(&c.Method, ir.MethodNone, ir.MethodStatic, ir.MethodDHCP, ir.MethodLinkLocal, ir.MethodShared, ir.MethodDisabled)},
		{"use_dns", setBool(&c.UseDNS)},
		{"use_routes", setBool(&c.UseRoutes)},
		{"never_default", setBool(&c.NeverDefault)},
		{"route_metric", setNumber(&c.RouteMetric)},
		{"client_id", setText(&c.ClientID)},
		{"hostname", setText(&c.Hostname)},
		{"dad", setBool(&c.DAD)},
		{"link_local", setBool(&c.LinkLocal)},
	}})
}

func (h *hostReader) ipv6(b *hclsyntax.Block, at section, l *ir.Link) {
	c := &l.IPv6
	if !h.single(b, at, *c != (ir.IPv6{})) {
		return
	}
	h.read(b.Body, at.in("ipv6"), &grammar{what: "an ipv6 block", fields: []field{
		{"method", setWord(&c.Method, ir.MethodNone, ir.MethodStatic, ir.MethodAuto, ir.MethodDHCP, ir.MethodLinkLocal, ir.MethodIgnore, ir.MethodDisabled)},
		{"ra", setBool(&c.RA)},
		{"link_local", setBool(&c.LinkLocal)},
		{"dhcp", setBool(&c.DHCP)},
		{"use_dns", setBool(&c.UseDNS)},
		{"use_routes", setBool(&c.UseRoutes)},
		{"never_default", setBool(&c.NeverDefault)},
		{"route_metric", setNumber(&c.RouteMetric)},
		{"privacy", setBool(&c.Privacy)},
	}})
}

// single reports a block that stands in its link a second time.
func (h *hostReader) single(b *hclsyntax.Block, at section, again bool) bool {
	if again {
		h.twice(b, at)
	}
	return !again
}

// finish infers the methods that nothing wrote down, as every dialect of bondc
// does: what was asked for beside them says it.
func finish(l *ir.Link) {
	infer := func(method *ir.Opt[string], is6 bool) {
		for i := range l.Addresses {
			if a := &l.Addresses[i]; !method.Set && a.Prefix.Addr().Is6() == is6 {
				*method = ir.Some(ir.MethodStatic, a.Span)
			}
		}
	}
	infer(&l.IPv4.Method, false)
	six := &l.IPv6
	switch {
	case six.Method.Set:
	case six.DHCP.Set && six.DHCP.Value:
		six.Method = ir.Some(ir.MethodDHCP, six.DHCP.Span)
	case six.RA.Set && six.RA.Value:
		six.Method = ir.Some(ir.MethodAuto, six.RA.Span)
	}
	infer(&six.Method, true)
	if six.Method.Value == ir.MethodDHCP && !six.DHCP.Set {
		six.DHCP = ir.Some(true, six.Method.Span)
	}
}

// addresses reads a list of prefixes, or of objects with the keys address,
// label and lifetime.
func (v *value) addresses(l *ir.Link) {
	items, ok := v.list()
	if !ok {
		return
	}
	for i := range items {
		item := &items[i]
		a, ok := item.addressObject()
		if !ok {
			continue
		}
		a.Span = item.span
		l.Addresses = append(l.Addresses, a)
	}
}

func (v *value) addressObject() (ir.Address, bool) {
	var a ir.Address
	if t := v.Type(); !t.IsObjectType() && !t.IsMapType() {
		p, ok := v.prefix(false)
		a.Prefix = p
		return a, ok
	}
	good := true
	for it := v.ElementIterator(); it.Next(); {
		k, e := it.Element()
		if e.IsNull() {
			continue
		}
		part, ok := *v, true
		part.Value = e
		switch key := k.AsString(); key {
		case "address":
			a.Prefix, ok = part.prefix(false)
		case "label":
			a.Label, ok = part.text()
		case "lifetime":
			a.Lifetime, ok = part.word("forever", "0")
		default:
			known := []string{"address", "label", "lifetime"}
			v.bad("has an address with the key %q, not one of address, label, lifetime%s", shorten(key, maxWord), didYouMean(key, known))
			ok = false
		}
		good = good && ok
	}
	if good && !a.Prefix.IsValid() {
		v.bad("has an object without the key %q", "address")
		good = false
	}
	return a, good
}

// table reads a routing table: its number, or the name of one of the kernel's
// own (iproute2, rt_tables).
func setTable(to *ir.Opt[int]) func(*value) {
	return func(v *value) {
		if v.Type() == cty.String {
			names := [...]struct {
				name   string
				number int
			}{{"default", 253}, {"main", 254}, {"local", 255}}
			for _, n := range names {
				if v.AsString() == n.name {
					*to = ir.Some(n.number, v.span)
					return
				}
			}
		}
		set(to, v, v.number)
	}
}

// setFamily reads 4 or 6.
func setFamily(to *int) func(*value) {
	return func(v *value) {
		if word, ok := v.word("4", "6"); ok {
			*to = int(word[0] - '0')
		}
	}
}

// family is that of a valid address, 0 of none.
func family(a netip.Addr) int {
	switch {
	case !a.IsValid():
		return 0
	case a.Is4():
		return 4
	}
	return 6
}

func firstOf(families ...int) int {
	for _, f := range families {
		if f != 0 {
			return f
		}
	}
	return 4
}
