package effect

import (
	"slices"

	"github.com/bondc/bondc/ir"
)

// Raised reports whether NetworkManager brings a bond or bridge up at boot that
// is left to a person: the profile of each port starts its controller, whatever
// that one's own profile says (seen with 1.42.4).
func Raised(h *ir.Host, l *ir.Link) bool {
	if l.Activation.Value != ir.Manual {
		return false
	}
	var ports []ir.Port
	switch {
	case l.Bond != nil:
		ports = l.Bond.Ports
	case l.Bridge != nil:
		ports = l.Bridge.Ports
	}
	return slices.ContainsFunc(ports, func(p ir.Port) bool {
		port := h.Link(p.Name)
		return port == nil || port.Activation.Or(ir.Boot) == ir.Boot
	})
}

// raised writes out that a link of netplan's is brought up by its ports: whoever
// waited for a person after the move, its host would not come back by itself.
func (p *pinner) raised(l *ir.Link) {
	if !Raised(p.host, l) {
		return
	}
	p.never(l, gone{items: []string{"activation-mode"}, span: l.Activation.Span}, "NetworkManager brings it up with its ports",
		"The profile of each port starts its controller at boot, whatever that one's own profile says. The output is what the host runs with now. If a person should start it, write activation-mode: manual at its ports before converting.")
	l.Activation = ir.Opt[ir.Activation]{}
}
