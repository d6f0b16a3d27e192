// Package ifcfg reads Red Hat's ifcfg files: ifcfg-*, route-*, route6-*,
// rule-* and rule6-* of /etc/sysconfig/network-scripts,
// /etc/sysconfig/network and static-routes, as initscripts (CentOS 5 to RHEL 8) and
// NetworkManager's ifcfg-rh plugin read them.
//
// Sources: initscripts' network-scripts (ifup, ifup-eth, ifup-aliases,
// ifup-ipv6, ifup-routes, network-functions), nm-settings-ifcfg-rh(5), and
// facts/dialects.md sections 2, 3 and 14 to 17. Where the two readers differ,
// the host's evidence and NM_CONTROLLED decide; without evidence it is
// initscripts. A key that only NetworkManager knows is read for it.
//
// Not read, but kept as residue: static-routes, wireless, team, tunnel, Open vSwitch and other
// links that bondc does not model, SUSE's keys, and all that a shell would have
// to compute or run. Nothing in a file is ever evaluated. Table names of
// /etc/iproute2/rt_tables are not looked up.
//
//	DEVICE=bond0
//	TYPE=Bond
//	BONDING_OPTS="mode=active-backup miimon=100"
//	IPADDR=192.168.99.101
//	PREFIX=24
package ifcfg
