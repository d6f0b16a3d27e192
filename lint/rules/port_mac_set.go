package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var portMACSet = lint.Rule{
	ID:       "port-mac-set",
	Title:    "a port is given a MAC address that it does not keep",
	Severity: diag.Warning,
	Category: lint.MAC,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_main.c", "bond_enslave"),
		driver("bond_alb.c", "bond_alb_init_slave"),
		howto("FAQ 8"),
	},
	Covers: []string{"E08"},
	Check:  checkPortMACSet,
}

func checkPortMACSet(p *lint.Pass) {
	if p.Absent() {
		return // which port is the first is not known
	}
	// In the two modes left out each port sends with the address that it had.
	for b := range bondsIn(p, option.AllModes&^option.TLBAndALB) {
		policy, _, known := b.value(option.FailOverMAC)
		if !known || b.mode == option.ActiveBackup && policy != option.Get(option.FailOverMAC).Default {
			continue
		}
		if byAppearance(b) {
			continue
		}
		for i, port := range b.Bond.Ports {
			l := p.Host.Link(port.Name)
			if l == nil || l.Kind == ir.Other || !l.MAC.Set || lendsMAC(b, i) {
				continue
			}
			if of := addressOf(p, b); of != l.MAC.Value {
				p.Report(overwrittenMAC(p, b, l))
			}
		}
	}
}

// byAppearance reports whether the bond takes the address of the port that is
// attached first, and that is whichever appears first.
func byAppearance(b *bond) bool {
	ordered := b.via != target.NetworkManager && b.via != target.NetworkdVia
	return !b.MAC.Set && !ordered && effect.MACOrigin(b.Link, b.via) == effect.FromPort
}

// lendsMAC reports whether a port is the one whose address the bond takes.
func lendsMAC(b *bond, port int) bool {
	return port == 0 && !b.MAC.Set && effect.MACOrigin(b.Link, b.via) == effect.FromPort
}

// addressOf is the address that all ports get, "" where the files do not say.
func addressOf(p *lint.Pass, b *bond) string {
	if b.MAC.Set || !lendsMAC(b, 0) {
		return b.MAC.Value
	}
	if first := p.Host.Link(b.Bond.Ports[0].Name); first != nil {
		return first.MAC.Value
	}
	return ""
}

func overwrittenMAC(p *lint.Pass, b *bond, port *ir.Link) lint.Finding {
	return lint.Finding{
		Link:    port,
		Span:    port.MAC.Span,
		Message: fmt.Sprintf("port %q does not keep the MAC address %s in %q", port.Name, port.MAC.Value, b.Name),
		Detail:  fmt.Sprintf("When it is attached, the driver gives it the address of %q, as it does to every port in %s; it gets its own back when it leaves the bond. What stands here has no effect in between.", b.Name, modeText(b)),
		Fix: dropMAC(p, port, fmt.Sprintf("write the address on %q if it is meant for that, and remove it here", b.Name),
			fmt.Sprintf("%q has the address of its adapter while it is in no bond", port.Name)),
	}
}
