package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var macNotUnicast = lint.Rule{
	ID:       "mac-not-unicast",
	Title:    "a MAC address that no link can have",
	Severity: diag.Error,
	Category: lint.MAC,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_netlink.c", "bond_validate"),
		driver("bond_main.c", "bond_set_mac_address"),
		kernelTree("net/ethernet/eth.c", "eth_prepare_mac_addr_change"),
		systemd("src/shared/netif-util.c", "net_verify_hardware_address"),
	},
	Covers: []string{"E05"},
	Check:  checkMACNotUnicast,
}

func checkMACNotUnicast(p *lint.Pass) {
	for _, l := range p.Host.Links {
		mac := l.MAC.Value
		if l.MAC.Set && l.Kind != ir.Other && len(mac) == len(zeroMAC) && (mac == zeroMAC || isMulticast(mac)) {
			p.Report(impossibleMAC(l, p.Via(l)))
		}
	}
}

func impossibleMAC(l *ir.Link, via target.Via) lint.Finding {
	f := lint.Finding{
		Link:    l,
		Span:    l.MAC.Span,
		Message: fmt.Sprintf("%s cannot be the MAC address of %q: it is a group's, as its first byte is odd", l.MAC.Value, l.Name),
		Detail:  fmt.Sprintf("The kernel refuses it (EADDRNOTAVAIL), and %q has another address than the one that is written.", l.Name),
		Fix:     &lint.Fix{Message: "write an address of a single link, such as 02:00:00:00:00:01, or none"},
	}
	zero := l.MAC.Value == zeroMAC
	if zero {
		f.Message = fmt.Sprintf("%s cannot be the MAC address of %q", l.MAC.Value, l.Name)
	}
	created := l.Kind != ir.Ethernet
	switch {
	case via == target.NetworkdVia && created && (zero || l.MAC.Value == broadcastMAC):
		f.Detail = fmt.Sprintf("networkd refuses it with a warning, and does not create %q at all.", l.Name)
	case via == target.NetworkdVia && created:
		f.Severity = diag.Warning
		f.Detail = fmt.Sprintf("networkd clears the odd bit with a warning: %q has another address than the one that is written.", l.Name)
	case via == target.Netlink && created:
		f.Detail = fmt.Sprintf("It is part of the request that creates %q, and the kernel refuses that as a whole (EADDRNOTAVAIL): there will be no such link.", l.Name)
	}
	return f
}

// broadcastMAC is the address of everybody.
const broadcastMAC = "ff:ff:ff:ff:ff:ff"
