package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var aliasOnPort = lint.Rule{
	ID:       "alias-on-port",
	Title:    "an alias file gives an address to a port of a bond",
	Severity: diag.Warning,
	Category: lint.Ports,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		initscripts("ifup-eth", "the test of ISALIAS in the branch for SLAVE=yes"),
		howto("section 8.1"),
	},
	Covers: []string{"D23"},
	Check:  checkAliasOnPort,
}

func checkAliasOnPort(p *lint.Pass) {
	for f := range ifcfgFiles(p.Host) {
		name, label, found := strings.Cut(f.device(), ":")
		if !found || label == "" {
			continue
		}
		if owner := p.Host.BondOf(name); owner != nil {
			p.Report(aliasedPort(p, f, name, owner))
		}
	}
}

func aliasedPort(p *lint.Pass, f *ifcfgFile, name string, owner *ir.Link) lint.Finding {
	found := lint.Finding{
		Link:    p.Host.Link(name),
		Span:    f.place(),
		Message: fmt.Sprintf("%q is an alias of %q, which is a port of %q", f.base(), name, owner.Name),
		Detail:  fmt.Sprintf("The initscripts attach a port without looking at its aliases. Brought up by hand, the alias puts its address on the port, and traffic for it goes around %q.", owner.Name),
		Fix:     &lint.Fix{Message: fmt.Sprintf("make it an alias of %q", owner.Name)},
	}
	if p.Via(owner) == target.NetworkManager {
		found.Detail = "NetworkManager takes the addresses out of the profile of a port: nobody has this one."
	}
	return found
}
