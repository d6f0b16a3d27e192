package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var portTypeMix = lint.Rule{
	ID:       "port-type-mix",
	Title:    "the ports of a bond are of different types",
	Severity: diag.Error,
	Category: lint.Ports,
	Since:    "0.1",
	Sources:  []lint.Source{driver("bond_main.c", "bond_enslave")},
	Covers:   []string{"D09"},
	Check:    checkPortTypeMix,
}

// infiniband is the word of ifcfg files and of NetworkManager for such a link.
const infiniband = "infiniband"

// isIB reports whether a port is known to be of InfiniBand, and isEther whether
// it is known not to be: a port that no file declares can be either.
func isIB(l *ir.Link) bool { return l != nil && l.Kind == ir.Other && l.OtherKind == infiniband }

func isEther(l *ir.Link) bool { return l != nil && l.Kind != ir.Other && !l.Implied && !ibName(l.Name) }

// ibName reports whether a name is the kernel's for an InfiniBand link: "ib0",
// "ibp1s0". A file with such a name may leave the type out.
func ibName(name string) bool {
	rest, ok := strings.CutPrefix(name, "ib")
	rest = strings.TrimLeft(rest, "ps")
	return ok && rest != "" && rest[0] >= '0' && rest[0] <= '9'
}

func checkPortTypeMix(p *lint.Pass) {
	for b := range bonds(p) {
		var ib, ether *ir.Link
		for _, port := range b.Bond.Ports {
			switch l := p.Host.Link(port.Name); {
			case ib == nil && isIB(l):
				ib = l
			case ether == nil && isEther(l):
				ether = l
			}
		}
		if ib != nil && ether != nil {
			p.Report(mixed(b, ib, ether))
		}
	}
}

func mixed(b *bond, ib, ether *ir.Link) lint.Finding {
	return lint.Finding{
		Link:    b.Link,
		Span:    ib.Span,
		Message: fmt.Sprintf("%q has ports of InfiniBand and of Ethernet: %q and %q", b.Name, ib.Name, ether.Name),
		Detail:  "The bond takes the type of the port that is attached first, and the kernel refuses all of another type (EINVAL): the bond runs without them, and nothing takes over when the others fail.",
		Related: []diag.Related{{Message: fmt.Sprintf("%q is not of InfiniBand", ether.Name), Span: ether.Span}},
		Fix:     &lint.Fix{Message: "make a bond of each type"},
	}
}
