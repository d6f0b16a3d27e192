package rules

import (
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

// The documents that rules rely on, each in the version that was read. They
// are variables only so that a source can point to them.
var (
	docLinux = lint.Document{
		Title:  "Linux 6.12",
		URL:    "https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/",
		Suffix: "?h=v6.12",
	}
	docDriver = lint.Document{
		Title:  "Linux 6.12, drivers/net/bonding/",
		URL:    "https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/drivers/net/bonding/",
		Suffix: "?h=v6.12",
	}
	docUseCarrier = lint.Document{
		Title: "Linux 23a6037ce76c, bonding: Remove support for use_carrier",
		URL:   "https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/commit/?id=23a6037ce76c",
	}
	docHowto = lint.Document{
		Title: "Linux 6.12, Linux Ethernet Bonding Driver HOWTO",
		URL:   "https://www.kernel.org/doc/html/v6.12/networking/bonding.html",
	}
	docInitscripts = lint.Document{
		Title: "initscripts 9d62283992f1, network-scripts/",
		URL:   "https://github.com/fedora-sysv/initscripts/blob/9d62283992f1/network-scripts/",
	}
	docInitscriptsRoot = lint.Document{
		Title: "initscripts 9d62283992f1",
		URL:   "https://github.com/fedora-sysv/initscripts/blob/9d62283992f1/",
	}
	docNM = lint.Document{
		Title: "NetworkManager 355bc902994f",
		URL:   "https://gitlab.freedesktop.org/NetworkManager/NetworkManager/-/blob/355bc902994f/",
	}
	docNetplan = lint.Document{
		Title: "netplan e9dd90a96727",
		URL:   "https://github.com/canonical/netplan/blob/e9dd90a96727/",
	}
	docNetworkd = lint.Document{
		Title: "systemd v256, src/network/",
		URL:   "https://github.com/systemd/systemd/blob/v256/src/network/",
	}
	docSystemd = lint.Document{
		Title: "systemd v256",
		URL:   "https://github.com/systemd/systemd/blob/v256/",
	}
	docWicked = lint.Document{
		Title: "wicked e8aa09a10a87",
		URL:   "https://github.com/openSUSE/wicked/blob/e8aa09a10a87/",
	}
	docKmod = lint.Document{
		Title: "kmod 84fa569",
		URL:   "https://github.com/kmod-project/kmod/blob/84fa569/",
	}
	docIfupdown2 = lint.Document{
		Title: "ifupdown2 3.0.0",
		URL:   "https://github.com/CumulusNetworks/ifupdown2/blob/3.0.0-1/",
	}
	docDracut = lint.Document{
		Title: "dracut 059",
		URL:   "https://github.com/dracutdevs/dracut/blob/059/",
	}
	docBridgeSolution = lint.Document{
		Title: "Red Hat Customer Portal, solution 67546, Which bonding modes work when used with a bridge that virtual machine guests or containers connect to?",
		URL:   "https://access.redhat.com/solutions/67546",
	}
	docBridgedGuests = lint.Document{
		Title: "RHEL 7, Virtualization Deployment and Administration Guide, 17.2 Bridged Mode",
		URL:   "https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/7/html/virtualization_deployment_and_administration_guide/sect-bridge-mode",
	}
	docSwitchTable = lint.Document{
		Title: "RHEL 7, Networking Guide, 7.6, table 7.1, Switch Configuration Settings Depending on the Bonding Modes",
		URL:   "https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/7/html/networking_guide/overview-of-bonding-modes-and-the-required-settings-on-the-switch",
	}
	docCloudInit = lint.Document{
		Title: "cloud-init", URL: "https://github.com/canonical/cloud-init/blob/main/",
	}
	docVSphereSecurity = lint.Document{
		Title: "VMware vSphere 6.5, vSphere Networking, Configure the Security Policy for a vSphere Standard Switch",
		URL:   "https://docs.vmware.com/en/VMware-vSphere/6.5/com.vmware.vsphere.networking.doc/GUID-891147DD-3E2E-45A1-9B50-7717C3443DD7.html",
	}
	docVirtualBoxTest = lint.Document{
		Title: "twpower, Network bonding active-backup mode fail_over_mac option, CentOS 7.7 guests under VirtualBox",
		URL:   "https://twpower.github.io/206-network-bonding-active-backup-fail-over-mac-option-en",
	}
	docBondc = lint.Document{
		Title: "bondc, lint/README.md",
		URL:   "https://github.com/bondc/bondc/blob/main/lint/README.md",
	}
)

func driver(file, place string) lint.Source {
	return lint.Source{Document: &docDriver, File: file, Place: place}
}

func kernelTree(file, place string) lint.Source {
	return lint.Source{Document: &docLinux, File: file, Place: place}
}

// howtoOptions are the sections about bonding options.
func howtoOptions(ids ...option.ID) lint.Source {
	return lint.Source{Document: &docHowto, Options: ids}
}

func howto(place string) lint.Source { return lint.Source{Document: &docHowto, Place: place} }

func initscripts(file, place string) lint.Source {
	return lint.Source{Document: &docInitscripts, File: file, Place: place}
}

// initscriptsRoot is a file of initscripts outside network-scripts.
func initscriptsRoot(file, place string) lint.Source {
	return lint.Source{Document: &docInitscriptsRoot, File: file, Place: place}
}

func networkManager(file, place string) lint.Source {
	return lint.Source{Document: &docNM, File: file, Place: place}
}

func nmBond(place string) lint.Source {
	return networkManager("src/libnm-core-impl/nm-setting-bond.c", place)
}

func nmIfcfg(place string) lint.Source {
	return networkManager("src/core/settings/plugins/ifcfg-rh/nms-ifcfg-rh-reader.c", place)
}

func netplan(file, place string) lint.Source {
	return lint.Source{Document: &docNetplan, File: file, Place: place}
}

func wicked(file, place string) lint.Source {
	return lint.Source{Document: &docWicked, File: file, Place: place}
}

func networkd(file, place string) lint.Source {
	return lint.Source{Document: &docNetworkd, File: file, Place: place}
}

// systemd is a file of systemd outside src/network.
func systemd(file, place string) lint.Source {
	return lint.Source{Document: &docSystemd, File: file, Place: place}
}

func kmod(file, place string) lint.Source {
	return lint.Source{Document: &docKmod, File: file, Place: place}
}

func ifupdown2(file, place string) lint.Source {
	return lint.Source{Document: &docIfupdown2, File: file, Place: place}
}

func dracut(file, place string) lint.Source {
	return lint.Source{Document: &docDracut, File: file, Place: place}
}

// bridgeSolution is the article that compares all modes below a bridge.
func bridgeSolution() lint.Source { return lint.Source{Document: &docBridgeSolution} }

func bridgedGuests() lint.Source { return lint.Source{Document: &docBridgedGuests} }

func switchTable() lint.Source { return lint.Source{Document: &docSwitchTable} }

func vSphereSecurity() lint.Source { return lint.Source{Document: &docVSphereSecurity} }

func cloudInit(file, place string) lint.Source {
	return lint.Source{Document: &docCloudInit, File: file, Place: place}
}

// virtualBoxTest is an observation of the three policies on CentOS 7.7 guests.
func virtualBoxTest() lint.Source { return lint.Source{Document: &docVirtualBoxTest} }

// bondc is a rule that follows from bondc's own promises.
func bondc(place string) lint.Source { return lint.Source{Document: &docBondc, Place: place} }
