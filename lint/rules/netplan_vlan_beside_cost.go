package rules

import (
	"fmt"
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var netplanVLANBesideCost = lint.Rule{
	ID:       "netplan-vlan-beside-cost",
	Title:    "a VLAN is never made, because its link has a path cost or priority in a bridge",
	Severity: diag.Error,
	Category: lint.Netplan,
	Since:    "0.1",
	Dialects: []string{"netplan"},
	Sources: []lint.Source{
		netplan("src/networkd.c", "netplan_netdef_write_network_file"),
		systemd("src/network/networkd-network-gperf.gperf", "Network.VLAN"),
	},
	Check: checkNetplanVLANBesideCost,
}

// checkNetplanVLANBesideCost reports VLANs whose link is a port of a bridge with
// numbers of its own. netplan opens the section [Bridge] for these, and writes
// VLAN= behind them, where networkd does not know it (seen with netplan 0.106
// and 1.1.2, systemd 252 and 257).
func checkNetplanVLANBesideCost(p *lint.Pass) {
	if p.Host.Dialect() != "netplan" {
		return
	}
	for _, l := range p.Host.Links {
		if l.VLAN == nil {
			continue
		}
		parent := p.Host.Link(l.VLAN.Link.Value)
		if parent == nil || effect.Via(p.Host, parent, p.Target) != target.NetworkdVia {
			continue
		}
		bridge := p.Host.BridgeOf(parent.Name)
		if bridge == nil {
			continue
		}
		at := slices.IndexFunc(bridge.Bridge.Ports, func(q ir.Port) bool { return q.Name == parent.Name })
		if at < 0 || bridge.Bridge.Ports[at].PathCost.Value == 0 && bridge.Bridge.Ports[at].Priority.Value == 0 {
			continue
		}
		p.Report(lint.Finding{
			Link: l, Span: l.VLAN.Link.Span,
			Message: fmt.Sprintf("%q is never made, because %q has a path cost or priority in the bridge %q", l.Name, parent.Name, bridge.Name),
			Detail:  fmt.Sprintf("netplan writes VLAN=%s into the section [Bridge] of the unit of %q, where networkd ignores it with a warning. Have the VLAN stand on %q, or take the number away.", l.Name, parent.Name, bridge.Name),
		})
	}
}
