package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var ifcfgSuseKeys = lint.Rule{
	ID:       "ifcfg-suse-keys",
	Title:    "an ifcfg file holds keys of SUSE's",
	Severity: diag.Warning,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		howto("section 3.1"),
	},
	Covers: []string{"I21"},
	Check:  checkIfcfgSuseKeys,
}

func checkIfcfgSuseKeys(p *lint.Pass) {
	for f := range ifcfgFiles(p.Host) {
		var keys []string
		var first *ir.Entry
		for _, e := range f.entries {
			if !ofSUSE(e.Key) || slices.Contains(keys, e.Key) {
				continue
			}
			if first == nil {
				first = e
			}
			keys = append(keys, e.Key)
		}
		if first != nil {
			p.Report(foreignKeys(p, f, first, keys))
		}
	}
}

// ofSUSE reports whether only SUSE's ifup reads a key: BONDING_SLAVE0 and
// BONDING_SLAVE_0 name a port there.
func ofSUSE(key string) bool {
	port, ok := strings.CutPrefix(key, "BONDING_SLAVE")
	return key == "STARTMODE" || key == "BONDING_MODULE_OPTS" || (ok && strings.Trim(port, "_0123456789") == "")
}

func foreignKeys(p *lint.Pass, f *ifcfgFile, first *ir.Entry, keys []string) lint.Finding {
	return lint.Finding{
		Link:    f.link(p.Host),
		Span:    first.Span,
		Message: fmt.Sprintf("%q holds keys that only SUSE reads: %s", f.base(), list(keys)),
		Detail:  "The initscripts of Red Hat and NetworkManager do not know them: ports and options that they name are not there. Here a port names its bond by MASTER and SLAVE=yes, options stand in BONDING_OPTS, and ONBOOT says when to start.",
		Fix:     &lint.Fix{Message: "write them in the words of Red Hat"},
	}
}
