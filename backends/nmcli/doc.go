// Package nmcli writes a host as a POSIX shell script, bondc-nmcli.sh (0755),
// that makes NetworkManager profiles out of it and starts them.
//
// The script is written for nmcli 1.10 and newer (man nmcli, man
// nm-settings-nmcli; everything in it was seen to be taken by nmcli --offline
// 1.42.4 and 1.52.1). It uses the words and options that the target's version
// knows: connection.master and slave-type before 1.46, controller and port-type
// from then on. A target without a version is taken to be the newest, but for these
// words: every version takes the old ones.
//
// It may run more than once: a profile that exists under its name is modified,
// and what an earlier run set and this one does not say is taken back. A bond
// "bond0" has the profile "bond0", its port eth0 the profile "bond0-port-eth0",
// and a VLAN or bridge that of its own name. Other profiles of the same devices
// lose their autoconnect, since they would compete for them. At the end the
// profiles are started, what others stand on first; a link that is not to be
// started at boot is not started. One that fails does not keep the rest down.
//
// NetworkManager 1.42 and 1.52, of Debian 12 and 13, judge the output in every run of CI.
// RHEL 9 and Ubuntu 24.04 (1.46) stand between them; for other versions bondc goes by the
// sources (docs/verified.md).
//
// NetworkManager's silence is not the kernel's, so the mode of a bond, both IP
// methods and the way IPv6 addresses are made are always said. Deliberately not
// written: keyfiles, NetworkManager.conf, and anything that NetworkManager
// would refuse or drop; that is announced. Names and values stand in single
// quotes and can end neither the quotes nor a list inside them.
//
// The first lines of what a bond with one port comes to:
//
//	save con-name 'bond0' type bond ifname 'bond0' \
//		connection.autoconnect 'yes' \
//		connection.autoconnect-slaves '1' \
//		bond.options 'mode=active-backup,miimon=100' \
//		ipv4.method 'disabled' \
//		ipv6.method 'auto' \
//		ipv6.addr-gen-mode 'eui64'
//	save con-name 'bond0-port-eth0' type ethernet ifname 'eth0' \
//		connection.slave-type 'bond' \
//		connection.master 'bond0' \
//		connection.autoconnect 'yes'
package nmcli
