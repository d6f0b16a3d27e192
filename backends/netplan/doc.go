// Package netplan writes a host as netplan YAML: one file,
// etc/netplan/60-bondc.yaml, mode 0600, read by netplan 0.99 and newer (Ubuntu
// 18.04 to 24.04, Debian 11 to 13).
//
// Every bond, bridge, VLAN and Ethernet link is written, the ports of bonds and
// bridges too, which netplan wants declared. Default routes are routes, never
// the deprecated gateway4; options have the newest spelling that the target's
// netplan knows (target.Target.Netplan; unknown is newest). The renderer is
// named only where it is NetworkManager.
//
// What came from netplan and the model does not know is put back as it was:
// keys of known links, whole definitions of other kinds (wifis, tunnels, vrfs,
// Open vSwitch, ...), and Open vSwitch's own block. Definitions are named after
// their links, and what refers to them follows.
//
// netplan 0.106 and 1.1, of Debian 12 and 13, judge the output in every run of CI, as
// systemd 252 and 257 do below them. Ubuntu 24.04 (1.0 and 255) stands between them; for
// older versions bondc goes by the sources (docs/verified.md).
//
// Not written, because netplan has no word for it, and announced as a loss: the
// firewall zone, the VLAN flags, policy rules by interface, host-wide DNS, a MAC
// address taken from the first port under networkd, and the bonding options
// that the table's netplan column calls unsupported. NetworkManager's
// passthrough is not used.
//
//	network:
//	  version: 2
//	  ethernets:
//	    eth0: {}
//	  bonds:
//	    bond0:
//	      interfaces:
//	        - eth0
//	      parameters:
//	        mode: active-backup
//	        mii-monitor-interval: 100
//	      addresses:
//	        - 192.168.11.200/24
package netplan
