// Package nmcli reads shell scripts that make NetworkManager profiles: "nmcli
// connection add" and "modify" as people write them (man nmcli 1.52, man
// nm-settings-nmcli), among them what bondc itself writes.
//
// Objects, commands and properties may be abbreviated as far as they stay
// clear; the old aliases (ifname, con-name, master, ip4, mode, ...) and types
// (bond-slave) are known, and what nmcli refuses at its place is reported; +property and -property change lists; later commands
// change what earlier ones made. A variable that the script sets once, to text,
// has that value. A "modify" of a profile that the script does not make stands
// for a profile that exists on the host.
//
// Deliberately not read: anything that only a shell could tell. $(...), loops,
// conditions and functions are reported and left out. Nothing is ever run.
//
// Two commands that make a bond with one port:
//
//	nmcli con add type bond con-name bond0 ifname bond0 bond.options mode=1,miimon=100
//	nmcli con add type ethernet ifname eth0 master bond0 slave-type bond
package nmcli
