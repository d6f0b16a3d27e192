package hcl

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// link writes the block of a link: first what makes it what it is, then what
// all links have.
func (w *writer) link(l *ir.Link) {
	w.block(l.Kind.String(), l.Name, func() {
		var blocks []func()
		switch {
		case l.Bond != nil && l.Kind == ir.BondKind:
			blocks = w.bond(l)
		case l.VLAN != nil && l.Kind == ir.VLANKind:
			w.vlan(l)
		case l.Bridge != nil && l.Kind == ir.BridgeKind:
			blocks = w.bridge(l.Bridge)
		}
		w.word("activation", string(l.Activation.Value))
		w.flag("optional", l.Optional)
		w.number("mtu", l.MTU)
		w.mac("mac", l.MAC, func() {
			w.lose(l.Name, l.Span, fmt.Sprintf("%s: mac = %s", l.Name, l.MAC.Value), diag.Connectivity, diag.LossMAC, "mac", "", fmt.Sprintf("the MAC %q of %q cannot be written to HCL", l.MAC.Value, l.Name),
				"It is no address of six bytes. The link will have another one: write it out, or take it out of the input.")
		})
		w.flag("wake_on_lan", l.WakeOnLAN)
		w.flag("managed", l.Managed)
		w.word("zone", l.Zone.Value)
		w.word("via", l.Via.Value.String())
		w.addresses(l.Addresses)
		for _, block := range blocks {
			block()
		}
		w.match(l)
		w.ipv4(l)
		w.ipv6(l)
		for i := range l.Routes {
			w.route(l, &l.Routes[i])
		}
		for i := range l.Rules {
			w.rule(&l.Rules[i])
		}
		w.dns(l, &l.DNS)
	})
}

func (w *writer) flag(name string, o ir.Opt[bool]) {
	if o.Set {
		w.attr(name, strconv.FormatBool(o.Value))
	}
}

func (w *writer) number(name string, o ir.Opt[int]) {
	if o.Set {
		w.attr(name, strconv.Itoa(o.Value))
	}
}

func (w *writer) vlan(l *ir.Link) {
	v := l.VLAN
	w.number("id", v.ID)
	w.word("link", v.Link.Value)
	w.flag("reorder_header", v.ReorderHeader)
	w.flag("gvrp", v.GVRP)
	w.flag("mvrp", v.MVRP)
	w.flag("loose_binding", v.LooseBinding)
	switch p := v.Protocol.Value; p {
	case "", "802.1q", "802.1ad":
		w.word("protocol", p)
	default:
		w.lose(l.Name, l.Span, l.Name+": protocol "+p, diag.Connectivity, diag.LossSetting, "vlan", "protocol", fmt.Sprintf("the protocol %q of %q cannot be written to HCL: VLANs have 802.1q and 802.1ad", p, l.Name),
			"The VLAN would be tagged by 802.1Q. Correct the word.")
	}
}

// addresses writes plain addresses as strings, others as objects; one to a
// line where they are many.
func (w *writer) addresses(all []ir.Address) {
	if len(all) == 0 {
		return
	}
	items := make([]string, len(all))
	for i := range all {
		a := &all[i]
		items[i] = quote(a.Prefix.String())
		if a.Label == "" && a.Lifetime == "" {
			continue
		}
		keys, values := []string{"address"}, []string{items[i]}
		if a.Label != "" {
			keys, values = append(keys, "label"), append(values, quote(a.Label))
		}
		if a.Lifetime != "" {
			keys, values = append(keys, "lifetime"), append(values, quote(a.Lifetime))
		}
		items[i] = object(keys, values)
	}
	const line = 3 // addresses that fit on one line
	object := slices.ContainsFunc(items, func(item string) bool { return item[0] == '{' })
	if object || len(items) > line {
		w.lines("addresses", items)
	} else {
		w.attr("addresses", "["+strings.Join(items, ", ")+"]")
	}
}

func (w *writer) match(l *ir.Link) {
	m := &l.Match
	if !m.Any() && !m.Rename.Set {
		return
	}
	w.filled("match", "", func() {
		w.word("name", m.Name.Value)
		w.mac("permanent_mac", m.PermanentMAC, func() {
			w.lose(l.Name, l.Span, fmt.Sprintf("%s: match.permanent_mac = %s", l.Name, m.PermanentMAC.Value), diag.Connectivity, diag.LossMatch, "match", "", fmt.Sprintf("%q cannot be matched by %q in HCL", l.Name, m.PermanentMAC.Value),
				"It is no address of six bytes, so it would match nothing.")
		})
		w.word("driver", m.Driver.Value)
		w.flag("rename", m.Rename)
	})
}

func (w *writer) ipv4(l *ir.Link) {
	c := l.IPv4
	if c.Method.Value == ir.MethodStatic && has(l, false) {
		c.Method = ir.Opt[string]{} // the addresses say it
	}
	if c == (ir.IPv4{}) {
		return
	}
	w.block("ipv4", "", func() {
		w.word("method", c.Method.Value)
		w.flag("use_dns", c.UseDNS)
		w.flag("use_routes", c.UseRoutes)
		w.flag("never_default", c.NeverDefault)
		w.number("route_metric", c.RouteMetric)
		w.word("client_id", c.ClientID.Value)
		w.word("hostname", c.Hostname.Value)
		w.flag("dad", c.DAD)
		w.flag("link_local", c.LinkLocal)
	})
}

func (w *writer) ipv6(l *ir.Link) {
	c := l.IPv6
	if c.Method.Value == ir.MethodStatic && has(l, true) && !c.DHCP.Value && !c.RA.Value {
		c.Method = ir.Opt[string]{} // the addresses say it
	}
	if c == (ir.IPv6{}) {
		return
	}
	w.block("ipv6", "", func() {
		w.word("method", c.Method.Value)
		w.flag("ra", c.RA)
		w.flag("link_local", c.LinkLocal)
		w.flag("dhcp", c.DHCP)
		w.flag("use_dns", c.UseDNS)
		w.flag("use_routes", c.UseRoutes)
		w.flag("never_default", c.NeverDefault)
		w.number("route_metric", c.RouteMetric)
		w.flag("privacy", c.Privacy)
	})
}

// has reports whether the link has a static address of the family.
func has(l *ir.Link, is6 bool) bool {
	for i := range l.Addresses {
		if l.Addresses[i].Prefix.Addr().Is6() == is6 {
			return true
		}
	}
	return false
}

func (w *writer) route(l *ir.Link, r *ir.Route) {
	if !r.Default && !r.To.IsValid() {
		w.lose(l.Name, l.Span, fmt.Sprintf("%s: a route without a destination", l.Name), diag.Connectivity, diag.LossRoute, "route", r.Dest(),
			fmt.Sprintf("a route of %q leads nowhere and is not written", l.Name), "Say where it leads in the input.")
		return
	}
	w.block("route", "", func() {
		w.word("to", r.Dest())
		if r.Default && familyOf(r.Via, r.Source) != r.Family {
			w.attr("family", strconv.Itoa(r.Family))
		}
		w.addr("via", r.Via)
		w.number("metric", r.Metric)
		w.number("table", r.Table)
		w.flag("on_link", r.OnLink)
		w.addr("from", r.Source)
		w.word("scope", r.Scope)
		w.word("type", r.Type)
		w.number("mtu", r.MTU)
		w.number("adv_mss", r.AdvMSS)
		w.number("congestion_window", r.CongestionWindow)
		w.number("receive_window", r.ReceiveWindow)
	})
}

// familyOf is the family that the reader concludes: that of the first valid
// address, else 4.
func familyOf(addrs ...netip.Addr) int {
	for _, a := range addrs {
		if a.IsValid() && !a.Is4() {
			return 6
		} else if a.IsValid() {
			return 4
		}
	}
	return 4
}

func (w *writer) addr(name string, a netip.Addr) {
	if a.IsValid() {
		w.word(name, a.String())
	}
}

func (w *writer) rule(r *ir.Rule) {
	w.block("rule", "", func() {
		if r.From.IsValid() {
			w.word("from", r.From.String())
		}
		if r.To.IsValid() {
			w.word("to", r.To.String())
		}
		if r.Family != 0 && familyOf(r.From.Addr(), r.To.Addr()) != r.Family {
			w.attr("family", strconv.Itoa(r.Family))
		}
		w.number("table", r.Table)
		w.number("priority", r.Priority)
		w.number("mark", r.Mark)
		w.number("tos", r.TOS)
		w.word("iif", r.IIF)
		w.word("oif", r.OIF)
	})
}

// dns writes a link's name servers and search domains, or the host's, whose link
// has no name.
func (w *writer) dns(l *ir.Link, d *ir.DNS) {
	var servers, search []string
	for _, s := range d.Servers {
		servers = append(servers, s.Addr.String())
	}
	for _, s := range d.Search {
		if loss.ValidDomain(s.Domain) {
			search = append(search, s.Domain)
			continue
		}
		w.lose(l.Name, s.Span, strings.TrimLeft(l.Name+": ", ": ")+"dns search "+s.Domain, diag.Behaviour, diag.LossDNS, "dns", s.Domain, fmt.Sprintf("the search domain %q cannot be written to HCL: it is no domain name", s.Domain),
			"It has no effect today. Correct it, or take it out of the input.")
	}
	if len(servers)+len(search) == 0 {
		return
	}
	w.block("dns", "", func() {
		w.list("servers", servers)
		w.list("search", search)
	})
}
