package rules

import (
	"fmt"
	"iter"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

// bridged is a bond that carries the frames of a bridge.
type bridged struct {
	*bond
	bridge *ir.Link
	// port is the bond, or the VLAN on it, that is a port of the bridge.
	port string
	at   source.Span
}

// bridgedIn yields the bonds of some modes that are below a bridge, themselves
// or by a VLAN on them.
func bridgedIn(p *lint.Pass, modes option.Modes) iter.Seq[*bridged] {
	return func(yield func(*bridged) bool) {
		for b := range bondsIn(p, modes) {
			if found := bridgeAbove(p.Host, b); found != nil && !yield(found) {
				return
			}
		}
	}
}

func bridgeAbove(h *ir.Host, b *bond) *bridged {
	names := []string{b.Name}
	for _, l := range h.VLANsOn(b.Name) {
		names = append(names, l.Name)
	}
	for _, name := range names {
		bridge := h.BridgeOf(name)
		if bridge == nil {
			continue
		}
		for _, port := range bridge.Bridge.Ports {
			if port.Name == name {
				return &bridged{b, bridge, name, port.Span}
			}
		}
	}
	return nil
}

// finding begins a finding about the mode of a bridged bond.
func (b *bridged) finding(message string) lint.Finding {
	through := ""
	if b.port != b.Name {
		through = fmt.Sprintf(" through %q", b.port)
	}
	return lint.Finding{
		Link:    b.Link,
		Span:    b.place(option.ModeOpt),
		Message: message,
		Related: []diag.Related{{Message: fmt.Sprintf("it is a port of bridge %q%s", b.bridge.Name, through), Span: b.at}},
	}
}

// balancesSources reports whether NetworkManager's source load balancing is on
// for a bond, which needs nothing from the switch.
func balancesSources(b *bond) bool {
	value, at, _ := b.value(option.BalanceSLB)
	return at != nil && isOn(option.BalanceSLB, value) && b.via == target.NetworkManager
}

// bySource is the hash that keeps each source address on one port.
const bySource = "vlan+srcmac"

// isOn reports whether a value switches a boolean option on.
func isOn(id option.ID, value string) bool { return value == option.Get(id).Values[1].Word }
