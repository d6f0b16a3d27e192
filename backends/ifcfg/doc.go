// Package ifcfg writes a host as Red Hat's ifcfg files: one
// etc/sysconfig/network-scripts/ifcfg-NAME (0644) per link, one more per
// labelled address (ifcfg-NAME:LABEL), and route-, route6-, rule- and
// rule6-NAME in the argument syntax of ip(8).
//
// The keys are those of initscripts (doc/sysconfig.txt and the scripts in
// network-scripts/) and of NetworkManager's ifcfg-rh plugin (man
// nm-settings-ifcfg-rh and nms-ifcfg-rh-reader.c). Where the two read the same
// network from different keys, the target says who reads: initscripts unless
// its applier is NetworkManager. Only what the host says is written, plus what
// both readers need to know a bond, a port and a VLAN as such.
//
// No version of either has judged the output: none was at hand. Bonds are held against
// a kernel by sysfs writes in the order of initscripts (docs/verified.md).
//
// Deliberately not written: /etc/sysconfig/network, modprobe files, udev rules,
// and the key/value form of route files. Values are quoted such that neither a
// shell nor NetworkManager's own parser finds anything but text in them; what
// cannot be quoted is announced and left out. Lines of an input in the same
// dialect that bondc does not understand are put back, quoted the same way.
//
// A bond with one port comes out as
//
//	# Written by bondc
//	DEVICE=bond0
//	TYPE=Bond
//	BONDING_MASTER=yes
//	ONBOOT=yes
//	BONDING_OPTS="mode=active-backup miimon=100"
//	BOOTPROTO=none
//
// and its port, in ifcfg-eth0, as
//
//	# Written by bondc
//	DEVICE=eth0
//	TYPE=Ethernet
//	ONBOOT=yes
//	MASTER=bond0
//	SLAVE=yes
//	BOOTPROTO=none
package ifcfg
