// Package keyfile reads NetworkManager's connection profiles,
// /etc/NetworkManager/system-connections/*.nmconnection and the files without
// a suffix there (man nm-settings-keyfile 1.52; GLib, gkeyfile.c).
//
// The text is read as GLib reads it: groups may repeat and the last value of a
// key wins, comments stand on lines of their own, \s \n \t \r and \\ are
// escapes, and lists end their items with ";". gopkg.in/ini.v1 splits the keys,
// a scan of our own finds their places. Ports, bridges and VLAN parents may be
// named by device or UUID, in the words before and since NetworkManager 1.46
// (master, slave-type; controller, port-type).
//
// Deliberately not read: NetworkManager.conf, secrets, and profiles that
// somebody generated into /run.
//
// A port of a bond:
//
//	[connection]
//	id=bond0-port-eth0
//	type=ethernet
//	interface-name=eth0
//	controller=bond0
//	port-type=bond
package keyfile
