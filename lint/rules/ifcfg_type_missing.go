package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var ifcfgTypeMissing = lint.Rule{
	ID:       "ifcfg-type-missing",
	Title:    "nothing in the file of a bond says that it is one",
	Severity: diag.Error,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		nmIfcfg("is_bond_device"),
		initscripts("network-functions", "is_available"),
	},
	Covers: []string{"I07"},
	Check:  checkIfcfgTypeMissing,
}

func checkIfcfgTypeMissing(p *lint.Pass) {
	for f := range ifcfgFiles(p.Host) {
		if f.bond(p.Host) == nil || f.mentions("TYPE") || f.mentions("BONDING_OPTS") || f.mentions("BONDING_MASTER") {
			continue
		}
		p.Report(untyped(p, f))
	}
}

func untyped(p *lint.Pass, f *ifcfgFile) lint.Finding {
	found := lint.Finding{
		Link:    f.link(p.Host),
		Span:    f.place(),
		Message: fmt.Sprintf("nothing in %q says that %q is a bond", f.base(), f.device()),
		Detail:  "The initscripts make a bond of it because a port or the module's alias names it. NetworkManager would read it as a plain Ethernet profile, and the ports would wait for a bond that never comes.",
		Fix: &lint.Fix{
			Message: "write TYPE=Bond and BONDING_MASTER=yes",
			Safe:    true,
			Changes: []ir.Change{
				{Kind: ir.SetKey, Link: f.device(), Key: "TYPE", Value: "Bond", Span: f.place()},
				{Kind: ir.SetKey, Link: f.device(), Key: "BONDING_MASTER", Value: "yes", Span: f.place()},
			},
		},
	}
	if f.via(p) != target.NetworkManager {
		found.Severity = diag.Info
		return found
	}

	found.Detail = fmt.Sprintf("NetworkManager reads it as a plain Ethernet profile: no bond %q comes up, and its ports wait for it in vain.", f.device())
	found.Fix.Safe = false
	return found
}
