package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var ifcfgBondingMasterType = lint.Rule{
	ID:       "ifcfg-bonding-master-type",
	Title:    "a file has BONDING_MASTER=yes and another TYPE than Bond",
	Severity: diag.Error,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		nmIfcfg("connection_from_file_full, the test for BONDING_MASTER"),
	},
	Covers: []string{"I09"},
	Check:  checkIfcfgBondingMasterType,
}

func checkIfcfgBondingMasterType(p *lint.Pass) {
	for f := range ifcfgFiles(p.Host) {
		typ := f.last("TYPE")
		if typ == nil || !isTrue(f.value("BONDING_MASTER")) {
			continue
		}
		switch strings.ToLower(typ.Value) {
		case "", "bond":
		case "bonding": // ifcfg-type-bonding reports it
		default:
			p.Report(mistyped(p, f, typ))
		}
	}
}

func mistyped(p *lint.Pass, f *ifcfgFile, typ *ir.Entry) lint.Finding {
	found := lint.Finding{
		Severity: diag.Info,
		Link:     f.link(p.Host),
		Span:     typ.Span,
		Message:  fmt.Sprintf("%q has BONDING_MASTER=yes and TYPE=%s", f.base(), typ.Value),
		Detail:   "The initscripts do not look at BONDING_MASTER. NetworkManager refuses such a file, so the bond is gone as soon as it applies it.",
		Related:  []diag.Related{{Message: "here it is said to be a bond", Span: f.last("BONDING_MASTER").Span}},
	}
	// Where TYPE is that of another kind of link, which of the two is meant is not
	// known.
	l := f.link(p.Host)
	found.Fix = f.setKey("TYPE", "Bond", typ.Span, l != nil && l.Kind == ir.BondKind)
	if f.via(p) == target.NetworkManager {
		found.Severity = diag.Error
		found.Detail = fmt.Sprintf("NetworkManager takes BONDING_MASTER=yes with TYPE=Bond only and refuses the file: %q does not come up, and its ports wait for it in vain.", f.device())
	}
	return found
}
