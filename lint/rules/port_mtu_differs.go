package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var portMTUDiffers = lint.Rule{
	ID:       "port-mtu-differs",
	Title:    "a port has another MTU than its bond",
	Severity: diag.Warning,
	Category: lint.Ports,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_main.c", "bond_enslave"),
		driver("bond_main.c", "bond_change_mtu"),
	},
	Covers: []string{"D16"},
	Check:  checkPortMTUDiffers,
}

// plainMTU is the MTU of a new bond, bridge or Ethernet link in bytes
// (include/uapi/linux/if_ether.h, ETH_DATA_LEN).
const plainMTU = 1500

func checkPortMTUDiffers(p *lint.Pass) {
	for b := range bonds(p) {
		for _, port := range b.Bond.Ports {
			l := p.Host.Link(port.Name)
			if l == nil || l.Kind == ir.Other || !written(l) || l.MTU.Value == mtuOf(b.Link) {
				continue
			}
			p.Report(overruledMTU(p, b, l))
		}
	}
}

// written reports whether a link has an MTU of its own: to NetworkManager 0 is
// none.
func written(l *ir.Link) bool { return l.MTU.Set && l.MTU.Value != 0 }

// mtuOf is the MTU that a bond or bridge has by its own files.
func mtuOf(l *ir.Link) int {
	if written(l) {
		return l.MTU.Value
	}
	return plainMTU
}

func overruledMTU(p *lint.Pass, b *bond, port *ir.Link) lint.Finding {
	has := fmt.Sprintf("%q has %d", b.Name, mtuOf(b.Link))
	if !written(b.Link) {
		has += ", as nothing else is written"
	}
	f := lint.Finding{
		Link:    port,
		Span:    port.MTU.Span,
		Message: fmt.Sprintf("port %q has an MTU of %d, and %s", port.Name, port.MTU.Value, has),
		Detail:  fmt.Sprintf("The kernel gives a port the MTU of its bond when it is attached, and each time that of the bond changes: what stands here is undone. A port whose driver refuses the MTU of the bond is not attached at all. All traffic goes by the %d bytes of %q.", mtuOf(b.Link), b.Name),
		Fix:     &lint.Fix{Message: fmt.Sprintf("write the MTU that is meant on %q, and none on its ports", b.Name), Effect: fmt.Sprintf("%q has the MTU of %q", port.Name, b.Name)},
	}
	if e := entryAt(p, port, port.MTU.Span); e != nil {
		f.Fix.Changes = []ir.Change{{Kind: ir.DropKey, Link: port.Name, Span: e.Span}}
	}
	return f
}
