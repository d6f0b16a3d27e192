package everyfield

import (
	"fmt"
	"net/netip"
	"strconv"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// Host returns a host of the dialect in which every field of the model is set
// on some link, to something that is not its default.
func Host(dialect string) *ir.Host {
	h := &ir.Host{Name: "every", Dialects: []string{dialect}}
	h.DNS = ir.DNS{Servers: []ir.DNSServer{{Addr: addr("192.0.2.53")}}, Search: []ir.Search{{Domain: "example.net"}}}
	for m := option.Mode(0); m < option.NumModes; m++ {
		h.Links = append(h.Links, bond(m), port(m, 0), port(m, 1))
	}
	h.Links = append(h.Links, static(), dynamic(), router(), matched(), vlan(), bridge(), &ir.Link{Name: "brport"},
		&ir.Link{Name: "wlan0", Kind: ir.Other, OtherKind: "wifi"})
	h.Module = &ir.Module{
		Options: []ir.ModuleOptions{{For: "bonding", Settings: []ir.Setting{
			{ID: option.MaxBonds, Key: option.Get(option.MaxBonds).Kernel, Value: "2"},
			{ID: option.TXQueues, Key: option.Get(option.TXQueues).Kernel, Value: "8"},
		}}},
		Disabled: some(true),
	}
	return h
}

func some[T any](value T) ir.Opt[T] { return ir.Some(value, source.Span{}) }

func addr(text string) netip.Addr { return netip.MustParseAddr(text) }

func prefix(text string) netip.Prefix { return netip.MustParsePrefix(text) }

// bond has every option that the kernel takes in the mode, half of them as
// module parameters, and some that no bond can have.
func bond(m option.Mode) *ir.Link {
	name := fmt.Sprintf("bond%d", m)
	l := &ir.Link{Name: name, Kind: ir.BondKind, Bond: &ir.Bond{}}
	b := l.Bond
	b.Settings = append(b.Settings, setting(option.ModeOpt, m.String()))
	for i := range option.Rows() {
		row := &option.Rows()[i]
		if row.ID == option.ModeOpt || row.Scope != option.Bond || row.AliasOf != option.Unknown || !row.Accepted.Has(m) || (m > 0 && excluded(row)) {
			continue
		}
		s := setting(row.ID, Sample(row, name+"a"))
		if i%2 == 0 {
			b.Defaults = append(b.Defaults, s)
		} else {
			b.Settings = append(b.Settings, s)
		}
	}
	b.Settings = append(b.Settings, ir.Setting{Key: "no_such_option", Raw: "1", Problem: option.Problem{Kind: option.UnknownOption}})
	for i := range 2 {
		p := ir.Port{Name: name + string(rune('a'+i))}
		for j := range option.Rows() {
			if row := &option.Rows()[j]; row.Scope == option.Port && row.Kind != option.None {
				p.Settings = append(p.Settings, setting(row.ID, Sample(row, "")))
			}
		}
		b.Ports = append(b.Ports, p)
	}
	return l
}

// excluded reports whether an option before this one excludes it.
func excluded(row *option.Row) bool {
	for _, other := range row.Excludes {
		if other < row.ID {
			return true
		}
	}
	return false
}

func setting(id option.ID, value string) ir.Setting {
	return ir.Setting{ID: id, Key: option.Get(id).Kernel, Value: value, Raw: value}
}

// Sample returns a value of the option that is not its default. port is the
// name for options that name a port.
func Sample(row *option.Row, port string) string {
	switch row.Kind {
	case option.Enum, option.Bool:
		for _, v := range row.Values {
			if v.Word != row.Default {
				return v.Word
			}
		}
	case option.Int:
		n := max(row.Min, 0) + 1
		if text := strconv.FormatInt(n, 10); text != row.Default {
			return text
		}
		return strconv.FormatInt(n+1, 10)
	case option.IfName:
		return port
	case option.IPv4List:
		return "192.0.2.1,192.0.2.2"
	case option.IPv6List:
		return "2001:db8::1,2001:db8::2"
	case option.MAC:
		return "02:00:00:00:00:aa"
	}
	return row.Default
}

func port(m option.Mode, i int) *ir.Link {
	return &ir.Link{Name: fmt.Sprintf("bond%d%c", m, 'a'+i), Implied: true}
}

// static has everything that belongs to written addresses.
func static() *ir.Link {
	return &ir.Link{
		Name: "static0", Activation: some(ir.Manual), Optional: some(true), MAC: some("02:00:00:00:00:01"), MTU: some(9000),
		Managed: some(false), Zone: some("dmz"),
		IPv4: ir.IPv4{Method: some(ir.MethodStatic), DAD: some(true), LinkLocal: some(true)},
		IPv6: ir.IPv6{RA: some(false), LinkLocal: some(false)},
		Addresses: []ir.Address{
			{Prefix: prefix("192.0.2.10/24"), Label: "static0:1"},
			{Prefix: prefix("2001:db8::10/64"), Lifetime: "0"},
		},
		Routes: []ir.Route{
			{Default: true, Family: 4, Via: addr("192.0.2.1"), Metric: some(50)},
			{
				To: prefix("198.51.100.0/24"), Family: 4, Via: addr("192.0.2.2"), Metric: some(7), Table: some(100), OnLink: some(true),
				Source: addr("192.0.2.10"), Scope: "link", Type: "blackhole", MTU: some(1400), AdvMSS: some(1360),
				CongestionWindow: some(20), ReceiveWindow: some(30),
			},
			{Default: true, Family: 6, Via: addr("fe80::1")},
		},
		Rules: []ir.Rule{
			{From: prefix("192.0.2.0/24"), To: prefix("198.51.100.0/24"), Family: 4, Table: some(100), Priority: some(5), Mark: some(3), TOS: some(8)},
			{Family: 4, Mark: some(7), Table: some(100)},
			{From: prefix("192.0.2.0/25"), Family: 4, IIF: "static0", OIF: "dynamic0"},
		},
		DNS: ir.DNS{Servers: []ir.DNSServer{{Addr: addr("192.0.2.53")}, {Addr: addr("2001:db8::53")}}, Search: []ir.Search{{Domain: "example.org"}}},
	}
}

// dynamic has everything that belongs to DHCP.
func dynamic() *ir.Link {
	return &ir.Link{
		Name: "dynamic0",
		IPv4: ir.IPv4{
			Method: some(ir.MethodDHCP), UseDNS: some(false), UseRoutes: some(true), NeverDefault: some(true), RouteMetric: some(300),
			ClientID: some("mac"), Hostname: some("every"),
		},
		IPv6: ir.IPv6{Privacy: some(true)},
	}
}

// router has everything that belongs to DHCPv6 and router advertisements.
func router() *ir.Link {
	return &ir.Link{
		Name: "router0", Via: some(target.Ifupdown),
		IPv6: ir.IPv6{
			Method: some(ir.MethodAuto), RA: some(true), DHCP: some(true), UseDNS: some(false), UseRoutes: some(false), NeverDefault: some(true), RouteMetric: some(300),
		},
	}
}

func matched() *ir.Link {
	return &ir.Link{
		Name: "matched0", WakeOnLAN: some(true),
		Match: ir.Match{Name: some("en*"), PermanentMAC: some("00:00:5e:00:53:01"), Driver: some("virtio*"), Rename: some(true)},
	}
}

func vlan() *ir.Link {
	return &ir.Link{Name: "static0.7", Kind: ir.VLANKind, VLAN: &ir.VLAN{
		ID: some(7), Link: some("static0"), ReorderHeader: some(false), GVRP: some(true), MVRP: some(true), LooseBinding: some(true), Protocol: some("802.1ad"),
	}}
}

func bridge() *ir.Link {
	return &ir.Link{Name: "br0", Kind: ir.BridgeKind, Bridge: &ir.Bridge{
		Ports: []ir.Port{{Name: "brport", PathCost: some(10), Priority: some(20)}},
		STP:   some(true), ForwardDelay: some(4), HelloTime: some(3), MaxAge: some(10), AgeingTime: some(200), Priority: some(100),
		Options: []ir.Setting{{Key: "group_fwd_mask", Raw: "8", Value: "8"}},
	}}
}
