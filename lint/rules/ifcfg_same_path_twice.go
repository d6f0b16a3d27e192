package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var ifcfgSamePathTwice = lint.Rule{
	ID:       "ifcfg-same-path-twice",
	Title:    "two ifcfg files of one host have the same name",
	Severity: diag.Error,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		initscripts("network-functions", "need_config"),
		nmIfcfg("connection_from_file"),
	},
	Covers: []string{"I02"},
	Check:  checkIfcfgSamePathTwice,
}

func checkIfcfgSamePathTwice(p *lint.Pass) {
	first := map[string]*ifcfgFile{}
	for f := range ifcfgFiles(p.Host) {
		if before := first[f.suffix]; before != nil {
			p.Report(sameName(p, before, f))
			continue
		}
		first[f.suffix] = f
	}
}

func sameName(p *lint.Pass, before, f *ifcfgFile) lint.Finding {
	found := lint.Finding{
		Link:    f.link(p.Host),
		Span:    f.place(),
		Message: fmt.Sprintf("%q is there twice", f.base()),
		Detail:  "Both go to the same place on the host, where the one that is copied last overwrites the other. What only the other one says is gone.",
		Related: []diag.Related{{Message: "the other one", Span: before.place()}},
		Fix:     &lint.Fix{Message: "keep one of the two, or rename it"},
	}
	if before.device() != f.device() {
		found.Detail = fmt.Sprintf("Both go to the same place on the host, where the one that is copied last overwrites the other: either %q or %q is left without a file, and out of its bond.", before.device(), f.device())
		found.Fix = &lint.Fix{Message: fmt.Sprintf("rename them to %q and %q", ifcfgPrefix+before.device(), ifcfgPrefix+f.device())}
	}
	return found
}
