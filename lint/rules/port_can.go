package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var portCAN = lint.Rule{
	ID:       "port-can",
	Title:    "a CAN device is a port of a bond",
	Severity: diag.Error,
	Category: lint.Ports,
	Since:    "0.1",
	Sources:  []lint.Source{driver("bond_main.c", "bond_enslave"), kernelTree("drivers/net/can/dev/dev.c", "can_setup")},
	Covers:   []string{"D06"},
	Check:    checkPortCAN,
}

func checkPortCAN(p *lint.Pass) {
	for b := range bonds(p) {
		for i := range b.Bond.Ports {
			port := &b.Bond.Ports[i]
			if l := p.Host.Link(port.Name); isCAN(port.Name) && (l == nil || !l.Match.Any() && !l.MAC.Set) {
				p.Report(canPort(b, port))
			}
		}
	}
}

// isCAN reports whether a name is the kernel's for a CAN device, "can0" or
// "vcan0". A link with a hardware address is none, whatever it is called.
func isCAN(name string) bool {
	rest, ok := strings.CutPrefix(strings.TrimPrefix(name, "v"), "can")
	return ok && rest != "" && strings.Trim(rest, "0123456789") == ""
}

func canPort(b *bond, port *ir.Port) lint.Finding {
	return lint.Finding{
		Link:    b.Link,
		Span:    port.Span,
		Message: fmt.Sprintf("%q, a port of %q, is the name of a CAN device", port.Name, b.Name),
		Detail:  "A controller area network has neither hardware addresses nor Ethernet frames: the kernel refuses to attach such a device (EPERM).",
		Fix:     &lint.Fix{Message: "remove it from the ports", Changes: []ir.Change{{Kind: ir.DropKey, Link: b.Name, Span: port.Span}}},
	}
}
