// Package networkd reads the files of systemd-networkd and udev:
// *.netdev, *.network and *.link of systemd/network below etc, run, usr/local/lib
// and usr/lib, with their drop-ins NAME.network.d/*.conf (systemd.netdev(5),
// systemd.network(5), systemd.link(5), systemd 256; facts/dialects.md 7). It is
// the inverse of backends/networkd.
//
// Files are taken in the order of their base names; of one name that in the
// strongest folder counts. The first .network file that matches a link
// configures it, later ones are shadowed. A file whose [Match] names links
// makes a link for each; one that matches by a pattern configures the known
// links that it matches; one that matches devices by anything else makes a link
// named after the file. A value that is set twice has the last one, lists grow,
// and an empty assignment resets.
//
// Deliberately not read: networkd.conf, .dnssd and .nspawn files. Kinds of
// .netdev other than bond, vlan and bridge become links of kind Other.
//
//	# 10-eth0.network
//	[Match]
//	Name=eth0
//
//	[Network]
//	Bond=bond0
//	PrimarySlave=true
package networkd
