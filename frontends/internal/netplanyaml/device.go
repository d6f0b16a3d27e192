package netplanyaml

import (
	"math"

	"github.com/bondc/bondc/ir"
)

// device is one of the mappings of definitions below "network".
type device struct {
	section string
	kind    ir.Kind
	// other is the word for a link of kind Other.
	other string
	// fields returns the keys of a definition, made those that were.
	fields func(*grammar) table
	made   table
}

// devices returns the device types in the order of the manual.
func devices() []device {
	return []device{
		{section: "ethernets", kind: ir.Ethernet, fields: ethernets},
		{section: "bonds", kind: ir.BondKind, fields: func(g *grammar) table {
			return join(g.common.table(), portFields(), plain(field{key: "parameters", shape: tree, read: (*Reader).bondParameters}))
		}},
		{section: "vlans", kind: ir.VLANKind, fields: func(g *grammar) table { return join(g.common.table(), vlanFields()) }},
		{section: "bridges", kind: ir.BridgeKind, fields: func(g *grammar) table {
			return join(g.common.table(), portFields(), plain(field{key: "parameters", shape: tree, read: (*Reader).bridgeParameters}))
		}},
		{section: "wifis", kind: ir.Other, other: "wifi", fields: wifiFields},
		{section: "modems", kind: ir.Other, other: "modem", fields: modemFields},
		{section: "tunnels", kind: ir.Other, other: "tunnel", fields: func(g *grammar) table { return join(g.common.table(), tunnelFields()) }},
		{section: "vrfs", kind: ir.Other, other: "vrf", fields: func(g *grammar) table {
			return join(g.common.table(), portFields(), needed(field{key: "table", read: (*Reader).vrfTable}))
		}},
		{section: "dummy-devices", kind: ir.Other, other: "dummy", fields: func(g *grammar) table { return g.common.table() }},
		{section: "virtual-ethernets", kind: ir.Other, other: "veth", fields: func(g *grammar) table {
			return join(g.common.table(), needed(field{key: "peer", read: (*Reader).standsOn}))
		}},
		{section: "nm-devices", kind: ir.Other, other: "nm-device", fields: ethernets},
	}
}

func ethernets(g *grammar) table {
	return join(g.common.table(), g.physical.table(), ethernetFields())
}

// portFields are the keys of what has ports.
func portFields() table {
	return needed(field{key: "interfaces", shape: many, read: (*Reader).interfaces})
}

// commonFields are the keys of every definition.
func commonFields() table {
	return join(
		needed(
			field{key: "addresses", shape: rows, read: (*Reader).addresses},
			field{key: "dhcp4", read: (*Reader).dhcp},
			field{key: "dhcp6", read: (*Reader).dhcp},
			field{key: "dhcp-identifier", read: (*Reader).dhcpIdentifier},
			field{key: "accept-ra", read: (*Reader).acceptRA},
			field{key: "link-local", shape: many, read: (*Reader).linkLocal},
			field{key: "gateway4", read: (*Reader).gateway},
			field{key: "gateway6", read: (*Reader).gateway},
			field{key: "nameservers", shape: tree, keys: func(g *grammar) table { return g.nameservers.table() }},
			field{key: "routes", shape: rows, read: (*Reader).routes},
			field{key: "routing-policy", shape: rows, read: (*Reader).rules},
			field{key: "macaddress", read: (*Reader).macaddress, reason: "the address is chosen when the link comes up"},
			field{key: "activation-mode", read: (*Reader).activation},
			field{key: "openvswitch", shape: tree, read: (*Reader).openvswitch},
			field{key: "ipv6-address-token", read: (*Reader).addressToken},
		),
		table{{
			{key: "renderer", read: (*Reader).renderer},
			{key: "dhcp4-overrides", shape: tree, keys: func(g *grammar) table { return g.dhcp4.table() }},
			{key: "dhcp6-overrides", shape: tree, keys: func(g *grammar) table { return g.dhcp6.table() }},
			{key: "ra-overrides", shape: tree, keys: func(g *grammar) table { return g.ra.table() }},
			{key: "ipv6-privacy", read: (*Reader).ipv6Privacy},
			{key: "mtu", read: (*Reader).mtu},
			{key: "optional", read: (*Reader).optional},
			{key: "networkmanager", shape: tree, keys: func(g *grammar) table { return g.nm.table() }},
			{key: "ipv6-address-generation", read: (*Reader).addressGeneration},
			{key: "optional-addresses", shape: many, read: (*Reader).optionalAddresses},
		}},
		numbers("ipv6-mtu"),
		flags("critical", "ignore-carrier", "hairpin", "neigh-suppress", "port-mac-learning"),
	)
}

// physicalFields are the keys of definitions for devices that exist already.
func physicalFields() table {
	return join(
		needed(
			field{key: "match", shape: tree, read: (*Reader).match},
			field{key: "set-name", read: (*Reader).setName},
		),
		plain(field{key: "wakeonlan", read: (*Reader).wakeOnLAN}),
		wakeWords(),
		flags("emit-lldp", "receive-checksum-offload", "transmit-checksum-offload", "tcp-segmentation-offload",
			"tcp6-segmentation-offload", "generic-segmentation-offload", "generic-receive-offload", "large-receive-offload"),
	)
}

func ethernetFields() table {
	return join(
		needed(
			field{key: "infiniband-mode", read: (*Reader).infiniband},
			field{key: "link", read: (*Reader).standsOn},
			field{key: "virtual-function-count", read: (*Reader).functionCount},
		),
		authentication(),
		exact("embedded-switch-mode", "switchdev", "legacy"),
		plain(field{key: "delay-virtual-functions-rebind", read: func(r *Reader, it *item) string {
			r.boolean(it, &it.at.def.rebind)
			return ""
		}}),
	)
}

// patchPort is the device type of the ports that Open vSwitch's block defines.
func patchPort() *device {
	return &device{section: "openvswitch", kind: ir.Other, other: "openvswitch"}
}

func (r *Reader) functionCount(it *item) string {
	r.number(it, math.MaxUint32, new(ir.Opt[int]))
	it.at.def.functions = true
	return ""
}

func (r *Reader) vrfTable(it *item) string {
	r.number(it, math.MaxUint32, &it.at.def.table)
	return ""
}
