// Package netplan reads netplan's YAML, version 2: all files of a host become
// one ir.Host, merged in the order and by the rules of netplan's own parser.
//
// What is read: ethernets, bonds, vlans and bridges with all their keys, as
// netplan(5) of 1.1 lists them and as netplan 0.106 and 1.1.2 were seen to take
// them (facts/dialects.md 5). Bonding parameters go through ir/option, column
// option.Netplan. A key that bondc does not model is an entry that nobody used,
// with what is lost with it.
//
// What is not: the links of wifis, modems, tunnels, vrfs, dummy-devices,
// virtual-ethernets, nm-devices and Open vSwitch are kept as links of kind
// Other, their keys as residue; keys below the first level of their definitions
// are not checked. Only the first document of a file is read, as netplan does.
// A file that a file of the same name in a stronger folder shadows is not read.
// Merge keys ("<<") are unknown keys, as they are to netplan; no rule judges a link with one.
//
// Every value is an ir.Entry: Section is the dotted path of its mapping
// ("bonds.bond0.parameters", "ethernets.eth0.routes[1]"), Key its key; the items
// of a list have the key of the list with the index ("addresses[0]"), and an
// empty mapping or list is one entry without a value.
//
//	network:
//	  version: 2
//	  ethernets:
//	    eth0: {}
//	    eth1: {}
//	  bonds:
//	    bond0:
//	      interfaces: [eth0, eth1]
//	      parameters:
//	        mode: active-backup
//	        mii-monitor-interval: 100
package netplan
