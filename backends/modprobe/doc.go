// Package modprobe writes what modprobe can be told of a host's bonds: one
// file, etc/modprobe.d/bondc.conf (0644), as in modprobe.d(5) of kmod.
//
// That is little (facts/dialects.md 4.2): the names of the bonds, and one set of
// parameters for the bonding driver, which is loaded once. Where bonds differ,
// the first one's parameters are written, and what the others have instead is a
// loss. Options that the module has no parameter for are losses too, and so are
// ports, addresses, MTU, VLANs, bridges and all that is left: a host is not
// configured by such a file alone.
//
// kmod of Debian 12 and 13 judges the output in every run of CI (docs/verified.md).
//
// Bonds that are called bond0, bond1 and so on are made by the driver itself
// (max_bonds); for others the file keeps the driver from making any, and names
// it by an alias.
//
//	alias bond0 bonding
//	options bonding max_bonds=1 mode=active-backup miimon=100
package modprobe
