// Package sample is for the tests of backends: a host as administrators have
// them, small enough to read what becomes of it. Only tests import it.
package sample

import (
	"net/netip"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// Some is a value without a place.
func Some[T any](v T) ir.Opt[T] { return ir.Some(v, source.Span{}) }

// Setting is a usable setting.
func Setting(id option.ID, value string) ir.Setting {
	return ir.Setting{ID: id, Key: option.Get(id).Kernel, Value: value, Raw: value}
}

// Bond is a bond with settings and ports of these names.
func Bond(name string, settings []ir.Setting, ports ...string) *ir.Link {
	l := &ir.Link{Name: name, Kind: ir.BondKind, Bond: &ir.Bond{Settings: settings}}
	for _, p := range ports {
		l.Bond.Ports = append(l.Bond.Ports, ir.Port{Name: p})
	}
	return l
}

// VLAN is a VLAN on a link.
func VLAN(name string, id int, parent string) *ir.Link {
	return &ir.Link{Name: name, Kind: ir.VLANKind, VLAN: &ir.VLAN{ID: Some(id), Link: Some(parent)}}
}

// Address is an address without a label.
func Address(text string) ir.Address { return ir.Address{Prefix: netip.MustParsePrefix(text)} }

// Default is a plain default route.
func Default(via string) ir.Route {
	addr := netip.MustParseAddr(via)
	family := 4
	if addr.Is6() {
		family = 6
	}
	return ir.Route{Default: true, Family: family, Via: addr}
}

// Server is an active-backup bond of two ports with static addresses, a VLAN
// with DHCP on it, and a bridge over a second VLAN.
func Server() *ir.Host {
	bond := Bond("bond0", []ir.Setting{
		Setting(option.ModeOpt, "active-backup"), Setting(option.MIIMon, "100"),
		Setting(option.Primary, "eth0"), Setting(option.FailOverMAC, "active"),
	}, "eth0", "eth1")
	bond.Activation, bond.MTU = Some(ir.Boot), Some(9000)
	bond.IPv4.Method = Some(ir.MethodStatic)
	bond.Addresses = []ir.Address{Address("192.168.11.200/24"), Address("192.168.11.201/24"), Address("2001:db8::200/64")}
	bond.Routes = []ir.Route{
		Default("192.168.11.1"),
		{To: netip.MustParsePrefix("10.0.0.0/8"), Family: 4, Via: netip.MustParseAddr("192.168.11.2"), Metric: Some(50)},
	}
	bond.DNS.Servers = []ir.DNSServer{{Addr: netip.MustParseAddr("192.168.11.1")}, {Addr: netip.MustParseAddr("2001:db8::53")}}
	bond.DNS.Search = []ir.Search{{Domain: "example.org"}, {Domain: "example.net"}}
	client := VLAN("bond0.100", 100, "bond0")
	client.IPv4.Method = Some(ir.MethodDHCP)
	return &ir.Host{Name: "server", Dialects: []string{"hcl"}, Links: []*ir.Link{
		{Name: "eth0"}, {Name: "eth1", Match: ir.Match{PermanentMAC: Some("02:00:00:00:00:01")}}, bond, client,
		VLAN("bond0.200", 200, "bond0"),
		{
			Name: "br0", Kind: ir.BridgeKind, IPv6: ir.IPv6{Method: Some(ir.MethodDisabled)},
			Bridge: &ir.Bridge{Ports: []ir.Port{{Name: "bond0.200"}}, STP: Some(false)},
		},
	}}
}
