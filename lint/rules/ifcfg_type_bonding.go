package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var ifcfgTypeBonding = lint.Rule{
	ID:       "ifcfg-type-bonding",
	Title:    "a bond has the TYPE that only old initscripts know",
	Severity: diag.Error,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		howto("section 3.2.1"),
		nmIfcfg("TYPE_BOND and the detection of the type"),
	},
	Covers: []string{"I08"},
	Check:  checkIfcfgTypeBonding,
}

func checkIfcfgTypeBonding(p *lint.Pass) {
	for f := range ifcfgFiles(p.Host) {
		if e := f.last("TYPE"); e != nil && strings.EqualFold(e.Value, "bonding") {
			p.Report(oldType(p, f, e))
		}
	}
}

func oldType(p *lint.Pass, f *ifcfgFile, e *ir.Entry) lint.Finding {
	found := lint.Finding{
		Link:    f.link(p.Host),
		Span:    e.Span,
		Message: fmt.Sprintf("NetworkManager does not know TYPE=%s", e.Value),
		Detail:  "The initscripts do not look at it, but for old ones that want it for DHCP on a bond. NetworkManager knows only Bond and would refuse the file, so the host is fine until it moves to a release that uses it.",
		Fix:     f.setKey("TYPE", "Bond", e.Span, false),
	}
	if f.via(p) != target.NetworkManager {
		found.Severity = diag.Info
		return found
	}

	found.Detail = fmt.Sprintf("NetworkManager knows only Bond, in any case of letters, and does not recognise this file: %q does not come up.", f.device())
	return found
}
