package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var ifcfgHwaddrMacaddr = lint.Rule{
	ID:       "ifcfg-hwaddr-macaddr",
	Title:    "a file matches one hardware address and sets another",
	Severity: diag.Warning,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		initscripts("ifup-eth", "the test of HWADDR"),
	},
	Covers: []string{"I18"},
	Check:  checkIfcfgHwaddrMacaddr,
}

func checkIfcfgHwaddrMacaddr(p *lint.Pass) {
	for f := range ifcfgFiles(p.Host) {
		match, sets := f.last("HWADDR"), f.last("MACADDR")
		if match == nil || sets == nil || match.Value == "" || sets.Value == "" || strings.EqualFold(match.Value, sets.Value) || f.via(p) == target.NetworkManager {
			continue // NetworkManager matches the permanent address
		}
		p.Report(movingMatch(p, f, match, sets))
	}
}

func movingMatch(p *lint.Pass, f *ifcfgFile, match, sets *ir.Entry) lint.Finding {
	found := lint.Finding{
		Severity: diag.Info,
		Link:     f.link(p.Host),
		Span:     match.Span,
		Message:  fmt.Sprintf("%q finds %q by a hardware address and gives it another", f.base(), f.device()),
		Detail:   "HWADDR is compared with the address that the device has at that moment. The initscripts from RHEL 8 on also take the one in MACADDR; those before skip the device once it has that one, so that only the first ifup after a boot works.",
		Related:  []diag.Related{{Message: "the address that it gets", Span: sets.Span}},
		Fix:      &lint.Fix{Message: "leave HWADDR out, and let DEVICE name the device"},
	}
	if oldScripts(p) {
		found.Severity = diag.Warning
	}
	return found
}
