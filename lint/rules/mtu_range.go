package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var mtuRange = lint.Rule{
	ID:       "mtu-range",
	Title:    "an MTU is outside what the kernel takes",
	Severity: diag.Error,
	Category: lint.Ports,
	Since:    "0.1",
	Sources: []lint.Source{
		kernelTree("include/uapi/linux/if_ether.h", "ETH_MIN_MTU, ETH_MAX_MTU"),
		driver("bond_main.c", "bond_setup"),
	},
	Covers: []string{"D17"},
	Check:  checkMTURange,
}

// The limits of the MTU of a bond, VLAN or bridge in bytes, seen with Linux
// 6.1: "mtu less than device minimum", "mtu greater than device maximum".
const (
	leastMTU = 68
	mostMTU  = 65535
)

func checkMTURange(p *lint.Pass) {
	for _, l := range p.Host.Links {
		if l.Kind != ir.Other && written(l) && (l.MTU.Value < leastMTU || l.MTU.Value > mostMTU) {
			p.Report(badMTU(p, l))
		}
	}
}

func badMTU(p *lint.Pass, l *ir.Link) lint.Finding {
	f := lint.Finding{
		Link:    l,
		Span:    l.MTU.Span,
		Message: fmt.Sprintf("the MTU of %q is %d: the kernel takes %d to %d", l.Name, l.MTU.Value, leastMTU, mostMTU),
		Detail:  fmt.Sprintf("The kernel refuses it, and %q keeps the MTU that it had.", l.Name),
		Fix:     &lint.Fix{Message: "write the MTU of the network, or none for 1500"},
	}
	if p.Via(l) == target.NetworkdVia && l.Kind != ir.Ethernet {
		f.Detail = fmt.Sprintf("It is part of the request that creates %q: the kernel refuses that as a whole, and there will be no such link.", l.Name)
	}
	return f
}
