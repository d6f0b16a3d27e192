// Package live reads what a running kernel shows of its bonds: the files of
// /sys/class/net and of /proc/net/bonding and /proc/net/vlan, of this machine or
// as somebody copied them from another. It reads files and nothing else.
//
// Of a bond it is every option that the mode takes, explicit, with the value
// that the driver holds (bond_sysfs.c, per_bond_attrs); ports, MTU, VLANs and
// bridges come from the files beside them. Where there is only the file of
// /proc/net/bonding, a part of the options is not known, and is not taken for
// the default (bond_procfs.c, bond_info_show_master; facts/dialects.md 1.4).
//
// Not here: addresses, routes and name servers, which no such file tells of a
// link, the VLAN flags that /proc/net/vlan does not show, and the state of the
// moment: which port is active, who has carrier, what a partner says.
//
// Example, of /sys/class/net/bond0/bonding:
//
//	mode:   active-backup 1
//	miimon: 100
//	slaves: eth0 eth1
package live
