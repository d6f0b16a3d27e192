// Package dracut reads what a kernel command line says about links, which the
// initramfs of dracut sets up (dracut.cmdline(7), "Network"; dracut 059,
// modules.d/35network-legacy): bond=, vlan=, bridge=, ifname=, ip=, nameserver= and
// rd.route=. A file holds the line itself, as /proc/cmdline and the files of
// /etc/cmdline.d do, or the variables GRUB_CMDLINE_LINUX of /etc/default/grub.
//
// The options of a bond go through ir/option, column option.Dracut; they are
// written to sysfs one by one. dracut loads the driver with miimon=100, which is
// what silence about the monitor means here. Of two words about one bond or
// VLAN the later counts.
//
// What is not read: words that a shell would complete, words about anything but
// links, and ip= without a link ("ip=dhcp"), which is for whatever link is there.
// In a host's root the command line is evidence beside the host's own files (the
// rule boot-line-differs). Where there are none, /etc/cmdline.d makes a host; the
// files of the boot loader do when they are named.
//
//	bond=bond0:eth0,eth1:mode=active-backup,miimon=100 ip=192.0.2.10::192.0.2.1:255.255.255.0::bond0:none
package dracut
