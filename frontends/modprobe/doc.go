// Package modprobe reads the files that modprobe(8) reads: /etc/modprobe.conf,
// /etc/modules.conf and the *.conf files of modprobe.d, as in modprobe.d(5) of
// kmod. What they say about the bonding driver becomes a Module: its aliases
// and the parameters given to it or to an alias.
//
// Lines about other modules are kept as entries that nobody used. "install"
// and "remove" lines are shell commands: they are looked at for the old
// "-o name" instances of the driver and never run. Includes and the kernel
// command line are not read.
//
// Read alone, the files describe the bonds that the module itself makes: one
// for each alias and instance, and as many as max_bonds says. Ports and
// addresses cannot be said here (facts/dialects.md 4.2).
//
// Example:
//
//	alias bond0 bonding
//	options bond0 mode=1 miimon=100
package modprobe
