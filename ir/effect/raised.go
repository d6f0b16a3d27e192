package effect

import (
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/target"
)

// Raised reports whether NetworkManager brings a bond or bridge up at boot that
// is left to a person: the profile of each port that starts by itself starts its
// controller, whatever that one's own profile says (nm-manager.c,
// _internal_activate_device; seen with 1.42.4). Ports start by themselves unless
// the model says otherwise, as netplan has it, which cannot have them wait.
func Raised(h *ir.Host, l *ir.Link) bool {
	return raised(h, l, func(*ir.Link) bool { return true }, deepest)
}

// deepest is how many controllers can stand on each other before it is a loop.
const deepest = 8

func raised(h *ir.Host, l *ir.Link, counts func(port *ir.Link) bool, depth int) bool {
	if l.Activation.Value != ir.Manual || depth == 0 {
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
		switch {
		case port == nil:
			return true
		case port.Activation.Or(ir.Boot) == ir.Boot:
			return counts(port)
		}
		return raised(h, port, counts, depth-1)
	})
}

// startedByPorts is Raised for files that NetworkManager applies as they are, or
// as netplan hands them on. What bondc's own language says is meant, whoever is
// to apply it.
func startedByPorts(h *ir.Host, l *ir.Link, via target.Via) bool {
	if via != target.NetworkManager || whoStarts(h.Dialect()).key == "" {
		return false
	}
	var waits map[string]bool
	return raised(h, l, func(port *ir.Link) bool {
		if waits == nil {
			waits = waiting(h)
		}
		return port.Managed.Or(true) && !waits[port.Name]
	}, deepest)
}

// waiting are the ports that wait for their controller to bring them up.
func waiting(h *ir.Host) map[string]bool {
	names := map[string]bool{}
	for _, e := range h.Entries {
		if e.UsedBy == ir.WithController {
			names[e.Link] = true
		}
	}
	return names
}

// starter is the key of a dialect that leaves a link to a person, and how its
// ports are kept from starting it.
type starter struct{ key, remedy string }

func whoStarts(dialect string) starter {
	switch dialect {
	case "netplan":
		return starter{"activation-mode", "write activation-mode: manual at its ports"}
	case "ifcfg":
		return starter{"ONBOOT", "write ONBOOT=no into the files of its ports, and AUTOCONNECT_SLAVES=yes into its own,"}
	case "keyfile", "nmcli":
		return starter{"autoconnect", "switch autoconnect off in the profiles of its ports, and autoconnect-ports on in its own,"}
	}
	return starter{}
}

// raised writes out that a link is brought up by its ports: whoever waited for a
// person after the move, its host would not come back by itself. netplan's own
// words mean the same again.
func (p *pinner) raised(l *ir.Link) {
	if p.again(l) || !startedByPorts(p.host, l, p.via) {
		return
	}
	who := whoStarts(p.host.Dialect())
	p.never(l, gone{items: []string{who.key}, span: l.Activation.Span}, "NetworkManager brings it up with its ports",
		"The profile of each port starts its controller at boot, whatever that one's own profile says. The output is what the host runs with now. If a person should start it, "+who.remedy+" before converting.")
	l.Activation = ir.Opt[ir.Activation]{}
}
