package netplan

import (
	"github.com/bondc/bondc/ir"
)

// device is one of the mappings of definitions below "network".
type device struct {
	section string
	kind    ir.Kind
	// other is the word for a link of kind Other.
	other  string
	fields table
}

// devices returns the device types in the order of the manual.
func devices() []device {
	common := commonFields()
	physical := physicalFields()
	ports := needed(field{key: "interfaces", shape: many, read: (*reader).interfaces})
	return []device{
		{"ethernets", ir.Ethernet, "", join(common, physical, ethernetFields())},
		{"bonds", ir.BondKind, "", join(common, ports, plain(field{key: "parameters", shape: tree, read: (*reader).bondParameters}))},
		{"vlans", ir.VLANKind, "", join(common, vlanFields())},
		{"bridges", ir.BridgeKind, "", join(common, ports, plain(field{key: "parameters", shape: tree, read: (*reader).bridgeParameters}))},
		{"wifis", ir.Other, "wifi", join(common, physical, connectivity(either, "access-points", "auth", "regulatory-domain"))},
		{"modems", ir.Other, "modem", join(common, physical, connectivity(one,
			"apn", "auto-config", "device-id", "network-id", "number", "password", "pin", "sim-id", "sim-operator-id", "username"))},
		{"tunnels", ir.Other, "tunnel", join(common, connectivity(either,
			"mode", "local", "remote", "ttl", "key", "keys", "mark", "port", "peers", "id", "link", "ageing", "aging",
			"arp-proxy", "checksums", "do-not-fragment", "extensions", "flow-label", "limit", "mac-learning",
			"notifications", "port-range", "short-circuit", "type-of-service"))},
		{"vrfs", ir.Other, "vrf", join(common, ports, connectivity(one, "table"))},
		{"dummy-devices", ir.Other, "dummy", common},
		{"virtual-ethernets", ir.Other, "veth", join(common, connectivity(one, "peer"))},
		{"nm-devices", ir.Other, "nm-device", join(common, physical, ethernetFields())},
	}
}

// commonFields are the keys of every definition.
func commonFields() table {
	return join(
		needed(
			field{key: "addresses", shape: rows, read: (*reader).addresses},
			field{key: "dhcp4", read: (*reader).dhcp},
			field{key: "dhcp6", read: (*reader).dhcp},
			field{key: "dhcp-identifier", read: (*reader).dhcpIdentifier},
			field{key: "accept-ra", read: (*reader).acceptRA},
			field{key: "link-local", shape: many, read: (*reader).linkLocal},
			field{key: "gateway4", read: (*reader).gateway},
			field{key: "gateway6", read: (*reader).gateway},
			field{key: "nameservers", shape: tree, keys: func(g *grammar) table { return g.nameservers }},
			field{key: "routes", shape: rows, read: (*reader).routes},
			field{key: "routing-policy", shape: rows, read: (*reader).rules},
			field{key: "macaddress", read: (*reader).macaddress, reason: "the address is chosen when the link comes up"},
			field{key: "activation-mode", read: (*reader).activation},
			field{key: "openvswitch", shape: tree, read: (*reader).openvswitch},
			field{key: "ipv6-address-token"},
		),
		table{{
			{key: "renderer", read: (*reader).renderer},
			{key: "dhcp4-overrides", shape: tree, keys: func(g *grammar) table { return g.dhcp4 }},
			{key: "dhcp6-overrides", shape: tree, keys: func(g *grammar) table { return g.dhcp6 }},
			{key: "ra-overrides", shape: tree, keys: func(g *grammar) table { return g.ra }},
			{key: "ipv6-privacy", read: (*reader).ipv6Privacy},
			{key: "mtu", read: (*reader).mtu},
			{key: "optional", read: (*reader).optional},
			{key: "networkmanager", shape: tree, keys: func(g *grammar) table { return g.nm }},
			{key: "ipv6-address-generation", read: (*reader).addressGeneration},
			{key: "optional-addresses", shape: many, read: (*reader).optionalAddresses},
		}},
		numbers("ipv6-mtu"),
		flags("critical", "ignore-carrier", "hairpin", "neigh-suppress", "port-mac-learning"),
	)
}

// physicalFields are the keys of definitions for devices that exist already.
func physicalFields() table {
	return join(
		needed(
			field{key: "match", shape: tree, read: (*reader).match},
			field{key: "set-name", read: (*reader).setName},
		),
		plain(field{key: "wakeonlan", read: (*reader).wakeOnLAN}),
		behaviour(many, "wakeonwlan"),
		flags("emit-lldp", "receive-checksum-offload", "transmit-checksum-offload", "tcp-segmentation-offload",
			"tcp6-segmentation-offload", "generic-segmentation-offload", "generic-receive-offload", "large-receive-offload"),
	)
}

func ethernetFields() table {
	return join(
		needed(field{key: "infiniband-mode", read: (*reader).infiniband}),
		connectivity(either, "auth"),
		connectivity(one, "link"),
		needed(numbers("virtual-function-count")[0]...),
		behaviour(one, "embedded-switch-mode"),
		flags("delay-virtual-functions-rebind"),
	)
}

// patchPort is the device type of the ports that Open vSwitch's block defines.
func patchPort() *device {
	return &device{section: "openvswitch", kind: ir.Other, other: "openvswitch"}
}
