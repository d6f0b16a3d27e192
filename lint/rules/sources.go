package rules

import "github.com/bondc/bondc/lint"

// The documents that rules rely on, each in the version that was read.

func driver(file, what string) lint.Source {
	return lint.Source{
		What: "Linux 6.12, drivers/net/bonding/" + file + ", " + what,
		URL:  "https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/drivers/net/bonding/" + file + "?h=v6.12",
	}
}

func kernel(file, what string) lint.Source {
	return lint.Source{
		What: "Linux 6.12, " + file + ", " + what,
		URL:  "https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/" + file + "?h=v6.12",
	}
}

func howto(what string) lint.Source {
	return lint.Source{
		What: "Linux 6.12, Linux Ethernet Bonding Driver HOWTO, " + what,
		URL:  "https://www.kernel.org/doc/html/v6.12/networking/bonding.html",
	}
}

func initscripts(file, what string) lint.Source {
	return lint.Source{
		What: "initscripts 9d62283992f1, network-scripts/" + file + ", " + what,
		URL:  "https://github.com/fedora-sysv/initscripts/blob/9d62283992f1/network-scripts/" + file,
	}
}

// initscriptsRoot is a file of initscripts outside network-scripts.
func initscriptsRoot(file, what string) lint.Source {
	return lint.Source{
		What: "initscripts 9d62283992f1, " + file + ", " + what,
		URL:  "https://github.com/fedora-sysv/initscripts/blob/9d62283992f1/" + file,
	}
}

func networkManager(file, what string) lint.Source {
	return lint.Source{
		What: "NetworkManager 355bc902994f, " + file + ", " + what,
		URL:  "https://gitlab.freedesktop.org/NetworkManager/NetworkManager/-/blob/355bc902994f/" + file,
	}
}

func nmBond(what string) lint.Source {
	return networkManager("src/libnm-core-impl/nm-setting-bond.c", what)
}

func nmIfcfg(what string) lint.Source {
	return networkManager("src/core/settings/plugins/ifcfg-rh/nms-ifcfg-rh-reader.c", what)
}

func netplan(file, what string) lint.Source {
	return lint.Source{
		What: "netplan e9dd90a96727, " + file + ", " + what,
		URL:  "https://github.com/canonical/netplan/blob/e9dd90a96727/" + file,
	}
}

func networkd(file, what string) lint.Source {
	return lint.Source{
		What: "systemd v256, src/network/" + file + ", " + what,
		URL:  "https://github.com/systemd/systemd/blob/v256/src/network/" + file,
	}
}

func kmod(file, what string) lint.Source {
	return lint.Source{
		What: "kmod 84fa569, " + file + ", " + what,
		URL:  "https://github.com/kmod-project/kmod/blob/84fa569/" + file,
	}
}

// bridgeSolution is the article that compares all modes below a bridge.
func bridgeSolution() lint.Source {
	return lint.Source{
		What: "Red Hat Customer Portal, solution 67546, Which bonding modes work when used with a bridge that virtual machine guests or containers connect to?",
		URL:  "https://access.redhat.com/solutions/67546",
	}
}

func bridgedGuests() lint.Source {
	return lint.Source{
		What: "RHEL 7, Virtualization Deployment and Administration Guide, 17.2 Bridged Mode",
		URL:  "https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/7/html/virtualization_deployment_and_administration_guide/sect-bridge-mode",
	}
}

func switchTable() lint.Source {
	return lint.Source{
		What: "RHEL 7, Networking Guide, 7.6, table 7.1, Switch Configuration Settings Depending on the Bonding Modes",
		URL:  "https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/7/html/networking_guide/overview-of-bonding-modes-and-the-required-settings-on-the-switch",
	}
}

// virtualBoxTest is an observation of the three policies on CentOS 7.7 guests.
func virtualBoxTest() lint.Source {
	return lint.Source{
		What: "twpower, Network bonding active-backup mode fail_over_mac option, CentOS 7.7 guests under VirtualBox",
		URL:  "https://twpower.github.io/206-network-bonding-active-backup-fail-over-mac-option-en",
	}
}

// bondc is a rule that follows from bondc's own promises.
func bondc(what string) lint.Source {
	return lint.Source{What: "bondc, lint/README.md, " + what, URL: "https://github.com/bondc/bondc/blob/main/lint/README.md"}
}
