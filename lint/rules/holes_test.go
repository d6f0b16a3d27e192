package rules

import (
	"net/netip"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// hostsWithHoles returns hosts as a frontend may build them from broken files:
// without spans, without values, with circles, with names of any bytes.
func hostsWithHoles() []*ir.Host {
	var every []ir.Setting
	for id := option.ID(0); id <= option.NumOptions; id++ {
		for _, value := range []string{"", "-1", "99999999999999999999", "\x00\xff"} {
			every = append(every, ir.Setting{ID: id, Value: value, Raw: value, Key: value})
		}
		every = append(every, ir.Setting{ID: id, Problem: option.Problem{Kind: option.BadNumber}})
	}
	bond := func(settings ...ir.Setting) *ir.Bond {
		return &ir.Bond{Settings: settings, Defaults: settings, Ports: []ir.Port{{}, {Name: "bond0", Settings: settings}, {Name: "\xff"}}}
	}
	file := source.New("ifcfg-\n", "ifcfg-\n", []byte("x"))
	hosts := []*ir.Host{{}, {Partial: true, Links: []*ir.Link{{}}}}
	for m := option.Mode(0); m < option.NumModes; m++ {
		mode := ir.Setting{ID: option.ModeOpt, Value: m.String(), Raw: m.String()}
		hosts = append(hosts, &ir.Host{
			Dialects: []string{"ifcfg", "netplan", "modprobe", "hcl"},
			Files:    []*source.File{file},
			Links: []*ir.Link{
				{Name: "bond0", Bond: bond(append([]ir.Setting{mode}, every...)...)},
				{Name: "bond0", Bond: bond(mode), Kind: ir.BondKind},
				{Name: "", Bond: bond(mode)},
				{Name: "v", VLAN: &ir.VLAN{Link: ir.Some("bond0", source.Span{})}},
				{Name: "br", Bridge: &ir.Bridge{Ports: []ir.Port{{Name: "v"}, {Name: "bond0"}, {Name: "br"}}}},
				{Name: "\xff", Addresses: []ir.Address{{}}, Routes: []ir.Route{{}}, DNS: ir.DNS{Servers: []ir.DNSServer{{}}}, IPv4: ir.IPv4{Method: ir.Some(ir.MethodDHCP, source.Span{})}},
			},
			Module: &ir.Module{Aliases: []ir.ModuleName{{}}, Options: []ir.ModuleOptions{{For: "x", Settings: every}, {For: "bond0"}}},
			Entries: []*ir.Entry{
				{Dialect: "ifcfg", File: file, Key: "DEVICE"}, {Dialect: "ifcfg", File: file, Key: "MASTER", Value: "\x00"},
				{Dialect: "ifcfg", File: file, Key: "SLAVE", Value: "yes"}, {Dialect: "netplan", Key: "gateway4", Value: "x: y"},
				{Dialect: "netplan", Key: "gateway6", Value: netip.IPv6Unspecified().String()},
			},
			Ignores: []ir.Ignore{{Span: file.Span(0, 1)}, {Rule: "x", Reason: "y", Line: 99, Span: file.Span(0, 0)}},
		})
	}
	return hosts
}
