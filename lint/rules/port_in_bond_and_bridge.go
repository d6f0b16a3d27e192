package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var portInBondAndBridge = lint.Rule{
	ID:       "port-in-bond-and-bridge",
	Title:    "a link is a port of a bond and of a bridge",
	Severity: diag.Error,
	Category: lint.Ports,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_main.c", "bond_enslave"),
		kernelTree("net/bridge/br_if.c", "br_add_if"),
		netplan("src/parse.c", "handle_bridge_interfaces"),
	},
	Covers: []string{"D03"},
	Check:  checkPortInBondAndBridge,
}

func checkPortInBondAndBridge(p *lint.Pass) {
	for _, bridge := range p.Host.Links {
		if bridge.Bridge == nil {
			continue
		}
		for i := range bridge.Bridge.Ports {
			port := &bridge.Bridge.Ports[i]
			if bond := p.Host.BondOf(port.Name); bond != nil {
				p.Report(ownedTwice(p, bond, bridge, port))
			}
		}
	}
}

func ownedTwice(p *lint.Pass, bond, bridge *ir.Link, port *ir.Port) lint.Finding {
	f := lint.Finding{
		Link:    p.Host.Link(port.Name),
		Span:    port.Span,
		Message: fmt.Sprintf("%q is a port of both bond %q and bridge %q", port.Name, bond.Name, bridge.Name),
		Detail:  fmt.Sprintf("A link has one owner: the kernel refuses the second one (EBUSY). Who gets %q depends on the order at boot, and frames that arrive there do not reach the other.", port.Name),
		Fix:     &lint.Fix{Message: fmt.Sprintf("make %q the port of %q, and leave %q to the bond", bond.Name, bridge.Name, port.Name)},
	}
	for _, other := range bond.Bond.Ports {
		if other.Name == port.Name {
			f.Related = []diag.Related{{Message: fmt.Sprintf("%q claims it here", bond.Name), Span: other.Span}}
		}
	}
	if p.Host.BridgeOf(bond.Name) == bridge {
		f.Fix.Message = fmt.Sprintf("take %q out of %q, which has %q already", port.Name, bridge.Name, bond.Name)
		f.Fix.Changes = []ir.Change{{Kind: ir.DropKey, Link: port.Name, Span: port.Span}}
	}
	switch {
	case p.Host.Dialect() == "netplan":
		f.Detail = refusedWhole
	case p.Host.Dialect() == "ifcfg" && p.Via(bond) == target.Initscripts:
		f.Detail = fmt.Sprintf("The initscripts attach it to the bond and are done with the file: %q never gets %q.", bridge.Name, port.Name)
	}
	return f
}
