// Package ifupdown reads Debian's /etc/network/interfaces and the files that
// it sources, as interfaces(5) of ifupdown 0.8.41 has them, with the lines of
// ifenslave 2.13 (bonds), vlan 2.0.5 and bridge-utils 1.7.1.
//
// All stanzas of a name are one link. Ports are listed by the bond
// (bond-slaves, ifupdown2's bond-ports) or name it themselves (bond-master); in
// the names of options "_" is "-". Commands of up and its like are data: plain
// "ip route add", "ip rule add", "ip address add" and "ip link add ... type
// vlan" lines are understood, and nothing is ever run. Every other command is
// residue, and so are mappings, whose scripts choose among stanzas at run time.
//
// What modprobe's files say about the driver stands below the bonds: ifenslave
// makes them through sysfs (ir.Host.Merge).
//
// Deliberately not read: what stands outside /etc/network/interfaces and
// interfaces.d, patterns that match anything but names, hook scripts, and the
// templates of ifupdown2.
//
// ifupdown2 (3.0.0) reads the same files with other words for bonds: where --via
// says so, or the folder of its configuration, a stanza without family and method
// or a key of its own shows it, bonds are read as it does. Its keys for other
// things are residue.
//
//	auto bond0
//	iface bond0 inet static
//	    address 192.0.2.10/24
//	    gateway 192.0.2.1
//	    bond-slaves eth0 eth1
//	    bond-mode active-backup
//	    bond-miimon 100
package ifupdown
