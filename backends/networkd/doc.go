// Package networkd writes a host as files of systemd-networkd and udev, below
// etc/systemd/network, mode 0644: for each link 10-bondc-NAME.network, for
// bonds, bridges and VLANs 10-bondc-NAME.netdev, and 10-bondc-NAME.link where
// udev has to rename a device, wake the machine by it or leave a MAC address
// alone. They are read by systemd 235 and newer; settings that a named older
// version lacks are announced (target.Target.Systemd; unknown is newest).
//
// A bond or bridge without a MAC address of its own gets one of its ports', as
// it does without networkd: MACAddress=none in the .netdev, MACAddressPolicy=none
// in a .link (systemd 250; facts/dialects.md 7.4). Which port's, networkd does
// not say; that is announced. Times have their unit. Options that the kernel
// refuses in the bond's mode are left out, because networkd passes all in one
// request and a refusal costs the bond.
//
// systemd 252 and 257, of Debian 12 and 13, judge the output in every run of CI. Ubuntu
// 24.04 (255) stands between them; for other versions bondc goes by the sources
// (docs/verified.md).
//
// Not written, because networkd has no word for it, and announced as a loss: the
// firewall zone, host-wide DNS, shared connections, and the bonding options
// that the table's networkd column calls unsupported or never sent.
//
//	# 10-bondc-bond0.netdev
//	[NetDev]
//	Name=bond0
//	Kind=bond
//	MACAddress=none
//
//	[Bond]
//	Mode=active-backup
//	MIIMonitorSec=100ms
package networkd
