// Package live reads what a running kernel shows of its bonds: the files of
// /sys/class/net, of /proc/net/bonding and /proc/net/vlan, and the tables of
// addresses and routes beside them, of this machine or as somebody copied them
// from another. It reads files and nothing else.
//
// Of a bond it is every option that the mode takes, explicit, with the value
// that the driver holds (bond_sysfs.c, per_bond_attrs); ports, MTU, VLANs and
// bridges come from the files beside them. Where there is only the file of
// /proc/net/bonding, a part of the options is not known, and is not taken for
// the default (bond_procfs.c, bond_info_show_master; facts/dialects.md 1.4).
//
// IPv4 addresses are those of /proc/net/fib_trie, on the link that reaches the
// smallest network around them (/proc/net/route); IPv6 addresses, of
// /proc/net/if_inet6, those without a lifetime; routes those that an address does
// not bring along; name servers those of /etc/resolv.conf unless it names a
// resolver of the host's own. Which of these files there are is noted: what none
// shows is unknown and not absent.
//
// Not here: where an address or route came from, IPv4 routes of other tables than
// the main one, policy rules, the VLAN flags that /proc/net/vlan does not show, and the state of the
// moment: which port is active, who has carrier, what a partner says.
//
// Example, of /sys/class/net/bond0/bonding:
//
//	mode:   active-backup 1
//	miimon: 100
//	slaves: eth0 eth1
package live
