// Package ifupdown writes a host as one file of Debian's ifupdown,
// etc/network/interfaces.d/bondc (0644), which the main file that Debian
// installs sources.
//
// The lines are those of interfaces(5) of ifupdown 0.8.41, ifenslave 2.13
// (bonds; facts/dialects.md 9), vlan 2.0.5 and bridge-utils 1.7.1; name servers
// are for resolvconf or systemd-resolved's hook, wake-on-LAN is for ethtool's.
// Bonds list their ports. Routes and rules are "up ip ..." lines; a VLAN whose
// name does not tell its number, or that has flags, is made by "pre-up ip link
// add".
//
// ifupdown of Debian 12 and 13 and ifenslave 2.13 judge the output in every run of CI; for
// other versions bondc goes by their scripts (docs/verified.md).
//
// Deliberately not written: lo, mappings, hook scripts, and commands of any
// other kind, but for lines of an input in the same dialect that bondc does not
// understand: they are put back as they were.
//
// A bond comes out as
//
//	auto bond0
//	iface bond0 inet static
//	    address 192.0.2.10/24
//	    gateway 192.0.2.1
//	    bond-slaves eth0 eth1
//	    bond-mode active-backup
//	    bond-miimon 100
package ifupdown
