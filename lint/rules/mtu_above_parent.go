package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var mtuAboveParent = lint.Rule{
	ID:       "mtu-above-parent",
	Title:    "a VLAN or bridge has a larger MTU than what it stands on",
	Severity: diag.Error,
	Category: lint.VLANs,
	Since:    "0.1",
	Sources: []lint.Source{
		kernelTree("net/8021q/vlan_netlink.c", "vlan_newlink"),
		kernelTree("net/8021q/vlan_dev.c", "vlan_dev_change_mtu"),
		kernelTree("net/bridge/br_device.c", "br_change_mtu"),
		kernelTree("net/bridge/br_forward.c", "br_dev_queue_push_xmit"),
	},
	Covers: []string{"R02"},
	Check:  checkMTUAboveParent,
}

func checkMTUAboveParent(p *lint.Pass) {
	for _, l := range p.Host.Links {
		switch {
		case !written(l) || l.MTU.Value > mostMTU:
		case l.VLAN != nil && l.VLAN.Link.Set:
			if parent, n := mtuBelow(p, l.VLAN.Link.Value); n > 0 && l.MTU.Value > n {
				p.Report(vlanAbove(p, l, parent, n))
			}
		case l.Bridge != nil:
			for i := range l.Bridge.Ports {
				if port, n := mtuBelow(p, l.Bridge.Ports[i].Name); n > 0 && l.MTU.Value > n {
					p.Report(bridgeAboveMTU(l, port, n))
					break
				}
			}
		}
	}
}

// mtuBelow returns the link of a name and the MTU that it will have by its
// files: a VLAN takes that of its parent, a port that of its bond. The MTU is 0
// where nobody can know.
func mtuBelow(p *lint.Pass, name string) (*ir.Link, int) {
	const deepest = 4 // a VLAN on a VLAN on a bond
	first := p.Host.Link(name)
	for l, depth := first, 0; l != nil && l.Kind != ir.Other && depth < deepest; depth++ {
		bond := p.Host.BondOf(l.Name)
		switch {
		case bond != nil && bond != l:
			l = bond
		case written(l):
			return first, l.MTU.Value
		case l.VLAN != nil:
			l = p.Host.Link(l.VLAN.Link.Value)
		case l.Bridge != nil || l.Implied && p.Absent():
			return first, 0
		default:
			return first, plainMTU
		}
	}
	return first, 0
}

// below is where the MTU of the lower link stands.
func below(l *ir.Link, n int) []diag.Related {
	if written(l) {
		return []diag.Related{{Message: fmt.Sprintf("%q has %d", l.Name, n), Span: l.MTU.Span}}
	}
	return []diag.Related{{Message: fmt.Sprintf("%q has %d, as nothing else is written for it", l.Name, n), Span: l.Span}}
}

func vlanAbove(p *lint.Pass, l, parent *ir.Link, n int) lint.Finding {
	f := lint.Finding{
		Link:    l,
		Span:    l.MTU.Span,
		Message: fmt.Sprintf("VLAN %q has an MTU of %d, and %q below it has %d", l.Name, l.MTU.Value, parent.Name, n),
		Detail:  fmt.Sprintf("The kernel refuses it (ERANGE): %q keeps the MTU of %q, and what counts on large frames fails in ways that look like a broken switch.", l.Name, parent.Name),
		Related: below(parent, n),
		Fix:     &lint.Fix{Message: fmt.Sprintf("write the larger MTU on %q as well, if its network can carry it", parent.Name)},
	}
	if via := p.Via(l); via == target.NetworkdVia || via == target.Netlink {
		f.Detail = fmt.Sprintf("The MTU is part of the request that creates the VLAN, and the kernel refuses that as a whole (EINVAL): there will be no %q and none of its addresses.", l.Name)
	}
	return f
}

func bridgeAboveMTU(l, port *ir.Link, n int) lint.Finding {
	return lint.Finding{
		Severity: diag.Warning,
		Link:     l,
		Span:     l.MTU.Span,
		Message:  fmt.Sprintf("bridge %q has an MTU of %d, and its port %q has %d", l.Name, l.MTU.Value, port.Name, n),
		Detail:   fmt.Sprintf("The kernel takes it, and no longer lowers the MTU to that of the smallest port as it does by itself. Frames that are larger than %d bytes are dropped at %q without a word: small packets pass, large transfers hang.", n, port.Name),
		Related:  below(port, n),
		Fix:      &lint.Fix{Message: fmt.Sprintf("write the larger MTU on %q as well, or none on %q", port.Name, l.Name)},
	}
}
