package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var linkNameRefused = lint.Rule{
	ID:       "link-name-refused",
	Title:    "a name that the kernel would take and who applies it does not",
	Severity: diag.Error,
	Category: lint.Hosts,
	Since:    "0.1",
	Sources: []lint.Source{
		kernelTree("include/net/ip.h", "sysctl_dev_name_is_allowed"),
		systemd("src/basic/socket-util.c", "ifname_valid_full"),
		networkManager("src/libnm-glib-aux/nm-shared-utils.c", "nm_utils_ifname_valid_kernel"),
	},
	Covers: []string{"A31"},
	Check:  checkLinkNameRefused,
}

func checkLinkNameRefused(p *lint.Pass) {
	for _, l := range p.Host.Links {
		if l.Implied || l.Kind == ir.Other || l.Kind == ir.Ethernet || !ir.ValidName(l.Name) {
			continue // bad-link-name, and devices that have their name already
		}
		if why := refusedName(l.Name, p.Via(l)); why != "" {
			p.Report(lint.Finding{
				Link:    l,
				Message: fmt.Sprintf("%q cannot be the name of a %s here: %s", l.Name, l.Kind, why),
				Detail:  "There will be no such link, and nothing that stands on it comes up.",
				Fix:     &lint.Fix{Message: "choose another name, here and wherever the link is named"},
			})
		}
	}
}

// refusedName says why a name that the kernel's own check lets pass is refused
// all the same, "" if it is not.
func refusedName(name string, via target.Via) string {
	switch {
	case name == "all" || name == "default":
		return "the kernel keeps it for its settings of all links (/proc/sys/net/ipv4/conf)"
	case via == target.NetworkdVia && strings.Trim(name, "0123456789") == "":
		return "networkd takes a number for the index of a link"
	case via == target.NetworkdVia && (strings.Contains(name, "%") || slices.ContainsFunc([]byte(name), func(c byte) bool { return c >= 127 })):
		return "networkd wants plain ASCII without \"%\""
	case via == target.NetworkManager && strings.Contains(name, "%"):
		return "NetworkManager refuses \"%\", which the kernel would replace by a number"
	case via == target.NetworkManager && name == option.Get(option.BondingMasters).Kernel:
		return "NetworkManager refuses it, as a file of that name lies among the links"
	}
	return ""
}
