package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var ifcfgIgnoredSuffix = lint.Rule{
	ID:       "ifcfg-ignored-suffix",
	Title:    "the name of an ifcfg file ends as that of a backup",
	Severity: diag.Info,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		initscriptsRoot("etc/rc.d/init.d/functions", "__sed_discard_ignored_files"),
	},
	Covers: []string{"I20"},
	Check:  checkIfcfgIgnoredSuffix,
}

func checkIfcfgIgnoredSuffix(p *lint.Pass) {
	for f := range ifcfgFiles(p.Host) {
		if i := slices.IndexFunc(backupSuffixes(), func(s string) bool { return strings.HasSuffix(f.suffix, s) }); i >= 0 {
			p.Report(lint.Finding{
				Link:    f.link(p.Host),
				Span:    f.place(),
				Message: fmt.Sprintf("nobody reads %q: its name ends in %q", f.base(), backupSuffixes()[i]),
				Detail:  "The initscripts and NetworkManager take it for a backup and pass over it, and so does bondc unless the file is named.",
				Fix:     &lint.Fix{Message: "rename it if it is meant to count"},
			})
		}
	}
}

// backupSuffixes are those of initscripts; NetworkManager has them too.
func backupSuffixes() []string {
	return []string{"~", ".bak", ".old", ".orig", ".rpmnew", ".rpmorig", ".rpmsave"}
}
