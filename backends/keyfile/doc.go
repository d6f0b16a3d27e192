// Package keyfile writes a host as NetworkManager connection profiles,
// etc/NetworkManager/system-connections/NAME.nmconnection, with mode 0600,
// without which NetworkManager ignores them.
//
// The files are what nmcli would leave behind for the script of backends/nmcli:
// the same profiles, with the same words for the target's version (man
// nm-settings-keyfile; NetworkManager 1.42.4 and 1.52.1). A profile keeps its
// UUID where it had one; else the UUID follows from the name, so that writing
// twice gives the same file. NetworkManager reads new files after "nmcli
// connection reload".
//
// NetworkManager 1.42 and 1.52, of Debian 12 and 13, judge the output in every run of CI.
// RHEL 9 and Ubuntu 24.04 (1.46) stand between them; for other versions bondc goes by the
// sources (docs/verified.md).
//
// Deliberately not written: NetworkManager.conf, secrets, and anything that
// NetworkManager would refuse or drop; that is announced. The order of a bond's
// ports is not in the files: NetworkManager attaches them in the kernel's order
// of devices.
//
// A port of a bond:
//
//	[connection]
//	id=bond0-port-eth0
//	uuid=2f9ea6a2-0a0c-5c0b-9d53-2f3b9b7f3f0e
//	type=ethernet
//	interface-name=eth0
//	slave-type=bond
//	master=bond0
//	autoconnect=true
package keyfile
