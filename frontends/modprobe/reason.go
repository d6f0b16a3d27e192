package modprobe

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir/diag"
)

// reason says what a line does that bondc does not carry over.
func reason(l *line) (class diag.Class, why, advice string) {
	name := canonical(l.word(1))
	switch command := l.word(0); {
	case name == "net_pf_10" || name == "ipv6":
		return diag.Behaviour, "it switches IPv6 off or changes it for the whole host, which no other dialect says", "Set it by hand (sysctl net.ipv6.conf.all.disable_ipv6)."
	case command == "install" || command == "remove" || strings.HasPrefix(command, "pre-") || strings.HasPrefix(command, "post-"):
		return diag.Behaviour, "modprobe runs it as a command, and bondc neither runs nor translates commands", ""
	case command == "softdep" || command == "weakdep" || command == "above" || command == "below":
		return diag.Behaviour, "it says which modules are loaded together and in which order", "bondc does not model that. Links do not depend on it where udev names them."
	case slices.Contains([]string{"include", "config", "path", "keep", "probe"}, command):
		return diag.Behaviour, "only old releases read this command, and bondc does not follow it", "Name the file that it includes as well."
	case command == "alias" && interfaceName(name):
		return diag.Behaviour, "it says which driver an interface has", "The kernel and udev find the driver by themselves today, but may give the interface another name. Check it on the target."
	}
	return diag.Bookkeeping, "it is about another module than bonding", "The target's modprobe configuration is not bondc's to write."
}

// interfaceName reports whether a name is one that the kernel gives to a
// device: eth0, wlan1.
func interfaceName(name string) bool {
	letters := strings.TrimRight(name, "0123456789")
	return letters != name && slices.Contains([]string{"eth", "wlan", "usb", "ib", "tr"}, letters)
}
