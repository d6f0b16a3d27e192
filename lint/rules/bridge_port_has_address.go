package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var bridgePortHasAddress = lint.Rule{
	ID:       "bridge-port-has-address",
	Title:    "a bond below a bridge has addresses of its own",
	Severity: diag.Warning,
	Category: lint.Bridges,
	Since:    "0.1",
	Sources: []lint.Source{
		initscripts("ifup-eth", "the branch for BRIDGE"),
		networkManager("src/libnm-core-impl/nm-connection.c", "_supports_addr_family"),
	},
	Covers: []string{"F10"},
	Check:  checkBridgePortHasAddress,
}

func checkBridgePortHasAddress(p *lint.Pass) {
	for _, l := range p.Host.Links {
		bridge := p.Host.BridgeOf(l.Name)
		if bridge == nil || l.Kind == ir.Other || p.Host.BondOf(l.Name) != nil || !aboveBond(p.Host, l) {
			continue
		}
		if own := addressing(p, l); len(own) > 0 {
			p.Report(addressedBelowBridge(p, l, bridge, own))
		}
	}
}

// aboveBond reports whether a link is a bond or a VLAN on one.
func aboveBond(h *ir.Host, l *ir.Link) bool {
	if l.VLAN != nil {
		l = h.Link(l.VLAN.Link.Value)
	}
	return l != nil && l.Bond != nil
}

func addressedBelowBridge(p *lint.Pass, l, bridge *ir.Link, own []diag.Related) lint.Finding {
	f := lint.Finding{
		Link:    l,
		Span:    own[0].Span,
		Message: fmt.Sprintf("%q is a port of bridge %q and has %s of its own", l.Name, bridge.Name, own[0].Message),
		Related: own[1:],
		Fix:     &lint.Fix{Message: fmt.Sprintf("write it on %q instead", bridge.Name)},
	}
	switch p.Via(l) {
	case target.Initscripts:
		f.Detail = fmt.Sprintf("The initscripts take all addresses off %q when they put it into the bridge, and are done with the file: the host does not answer there.", l.Name)
	case target.NetworkManager:
		f.Detail = fmt.Sprintf("NetworkManager takes the addressing out of the profile of a port: the host does not answer there unless %q has the address.", bridge.Name)
	default:
		f.Detail = fmt.Sprintf("All that arrives on %q goes to the bridge, where the host answers only for addresses of %q: this one is there and cannot be reached, and routes that it brings lead nowhere.", l.Name, bridge.Name)
	}
	return f
}
