package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var ifcfgNMControlledMixed = lint.Rule{
	ID:       "ifcfg-nm-controlled-mixed",
	Title:    "a bond and its ports differ in NM_CONTROLLED",
	Severity: diag.Warning,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		nmIfcfg("connection_from_file_full, NM_CONTROLLED"),
		initscripts("network-functions", "source_config"),
	},
	Covers: []string{"I19"},
	Check:  checkIfcfgNMControlledMixed,
}

func checkIfcfgNMControlledMixed(p *lint.Pass) {
	files := map[string]*ifcfgFile{}
	for f := range ifcfgFiles(p.Host) {
		if !f.isAlias() {
			files[f.device()] = f
		}
	}
	for b := range bonds(p) {
		of := files[b.Name]
		if of == nil || of.unknown(managedKey) {
			continue
		}
		for _, port := range b.Bond.Ports {
			if f := files[port.Name]; f != nil && !f.unknown(managedKey) && managed(f) != managed(of) {
				p.Report(splitBond(p, f, of))
			}
		}
	}
}

const managedKey = "NM_CONTROLLED"

func managed(f *ifcfgFile) bool { return !isFalse(f.value(managedKey)) }

func splitBond(p *lint.Pass, f, of *ifcfgFile) lint.Finding {
	word := map[bool]string{true: "yes", false: "no"}[managed(of)]
	at := f.place()
	if e := f.last(managedKey); e != nil {
		at = e.Span
	}
	found := lint.Finding{
		Severity: diag.Info,
		Link:     f.link(p.Host),
		Span:     at,
		Message:  fmt.Sprintf("NetworkManager manages one of %q and its port %q, and not the other", of.device(), f.device()),
		Detail:   "As long as only the initscripts run, nobody looks at it. Where NetworkManager runs too, each of the two waits for the other to bring up its half.",
		Related:  []diag.Related{{Message: "the bond", Span: of.place()}},
		Fix:      f.setKey(managedKey, word, at, false),
	}
	if nmRuns(p) {
		found.Severity = diag.Warning
		found.Detail = fmt.Sprintf("NetworkManager does not read the file with NM_CONTROLLED=no and leaves its device alone: nobody puts %q together.", of.device())
	}
	return found
}
