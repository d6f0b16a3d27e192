// Package suse reads SUSE's network files, /etc/sysconfig/network/, as wicked
// applies them (wicked 0.6.80; ifcfg(5), ifcfg-bonding(5), ifcfg-vlan(5),
// ifcfg-bridge(5), ifroute(5); facts/dialects.md 8): ifcfg-LINK, ifroute-LINK,
// routes, and of config the name servers that netconfig is given.
//
// They are shell assignments like Red Hat's, and mean other things: the bond
// lists its ports (BONDING_SLAVE_0), options stand in BONDING_MODULE_OPTS, a link
// is only started at boot where STARTMODE says so, an address carries its
// prefix length, and the link's name is the file's. Nothing is run.
//
// Deliberately not read: ifrule files, wireless, tunnels, teams and Open
// vSwitch (links of kind other), ETHTOOL_OPTIONS and the scripts. They are kept
// as residue. Name servers of netconfig belong to the whole host; they are given
// to the link with the default route, over which they are asked.
//
//	STARTMODE='auto'
//	BOOTPROTO='static'
//	IPADDR='192.0.2.10/24'
//	BONDING_MASTER='yes'
//	BONDING_SLAVE_0='eth0'
//	BONDING_SLAVE_1='eth1'
//	BONDING_MODULE_OPTS='mode=active-backup miimon=100'
package suse
