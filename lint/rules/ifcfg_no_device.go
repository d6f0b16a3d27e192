package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var ifcfgNoDevice = lint.Rule{
	ID:       "ifcfg-no-device",
	Title:    "the file of a bond does not name it",
	Severity: diag.Error,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		nmIfcfg("make_bond_setting"),
		initscripts("network-functions", "source_config"),
	},
	Covers: []string{"I10"},
	Check:  checkIfcfgNoDevice,
}

func checkIfcfgNoDevice(p *lint.Pass) {
	for f := range ifcfgFiles(p.Host) {
		if f.bond(p.Host) != nil && !f.mentions("DEVICE") {
			p.Report(nameless(p, f))
		}
	}
}

func nameless(p *lint.Pass, f *ifcfgFile) lint.Finding {
	found := lint.Finding{
		Link:    f.link(p.Host),
		Span:    f.entries[0].Span,
		Message: fmt.Sprintf("%q is the file of a bond and has no DEVICE", f.base()),
		Detail:  "The initscripts do not take the name from the file's: they say that the device does not seem to be present, and the bond does not come up.",
		Fix:     f.setKey("DEVICE", f.suffix, f.entries[0].Span, false),
	}
	if f.via(p) == target.NetworkManager {
		found.Detail = "NetworkManager demands DEVICE for a bond and refuses the file: the bond does not come up."
	}
	return found
}
