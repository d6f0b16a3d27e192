package effect

import (
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/target"
)

// AsksDHCP6 reports whether the files ask for DHCPv6.
func AsksDHCP6(c *ir.IPv6) bool { return c.DHCP.Or(c.Method.Value == ir.MethodDHCP) }

// RunsDHCP6 reports whether DHCPv6 ever runs on the link. networkd waits for a
// router that advertises itself, unless it is told otherwise (WithoutRA=,
// systemd.network(5)), which netplan has no word for: with advertisements off
// it waits for good (seen with netplan 0.106 and 1.1.2: DHCP=ipv6 beside
// IPv6AcceptRA=no, and no WithoutRA=). NetworkManager and dhclient ask at once.
func RunsDHCP6(h *ir.Host, l *ir.Link, via target.Via) bool {
	if !AsksDHCP6(&l.IPv6) || via != target.NetworkdVia || RA(&l.IPv6) {
		return AsksDHCP6(&l.IPv6)
	}
	return !throughNetplan(h, via) && (h.Dialect() != "networkd" || solicits(h, l))
}

// solicits reports whether a .network file has networkd ask without a router.
func solicits(h *ir.Host, l *ir.Link) bool {
	return slices.ContainsFunc(h.Entries, func(e *ir.Entry) bool {
		return e.Key == "WithoutRA" && e.Value == "solicit" && e.UsedBy != "" && e.Link == l.Name
	})
}

// dhcp6 takes out DHCPv6 that never starts: other appliers would start it.
func (p *pinner) dhcp6(l *ir.Link) {
	c := &l.IPv6
	if !AsksDHCP6(c) || RunsDHCP6(p.host, l, p.via) {
		return
	}
	span := c.DHCP.Span
	if !c.DHCP.Set {
		span = c.Method.Span
	}
	p.never(l, gone{items: []string{"DHCPv6"}, span: span}, "networkd waits for a router that advertises itself, and advertisements are off",
		"The link has no address from DHCPv6 today, and the output asks for none. If it should have one, let the link accept router advertisements before converting.")
	c.DHCP = ir.Opt[bool]{}
	c.Method = ir.Opt[string]{}
	switch first := firstOf(l, false); {
	case first != nil:
		c.Method = ir.Some(ir.MethodStatic, first.Span)
	case c.LinkLocal.Set && !c.LinkLocal.Value:
		c.Method = ir.Some(ir.MethodDisabled, c.RA.Span)
	}
}

// firstOf returns the first address of a family, or nil.
func firstOf(l *ir.Link, v4 bool) *ir.Address {
	for i := range l.Addresses {
		if l.Addresses[i].Prefix.Addr().Is4() == v4 {
			return &l.Addresses[i]
		}
	}
	return nil
}
