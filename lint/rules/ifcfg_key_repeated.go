package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var ifcfgKeyRepeated = lint.Rule{
	ID:       "ifcfg-key-repeated",
	Title:    "an ifcfg file sets a key twice",
	Severity: diag.Warning,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg", "suse"},
	Sources:  []lint.Source{initscripts("network-functions", "source_config")},
	Check:    checkIfcfgKeyRepeated,
}

// checkIfcfgKeyRepeated reports a key that has another value further up in its
// file. What holds the earlier value as well adds to it and is meant so.
func checkIfcfgKeyRepeated(p *lint.Pass) {
	for i, first := range p.Host.Entries {
		if first.UsedBy != "overridden" || first.Unknown || first.Dialect != "ifcfg" && first.Dialect != "suse" || !strings.Contains(first.File.Path, ifcfgPrefix) {
			continue
		}
		for _, e := range p.Host.Entries[i+1:] {
			if e.File != first.File || e.Key != first.Key {
				continue
			}
			if !e.Unknown && !strings.Contains(e.Value, first.Value) {
				p.Report(assignedTwice(p, first, e))
			}
			break
		}
	}
}

func assignedTwice(p *lint.Pass, first, second *ir.Entry) lint.Finding {
	f := lint.Finding{
		Link:    p.Host.Link(second.Link),
		Span:    second.Span,
		Message: fmt.Sprintf("%s is %q here, and %q further up in the same file", second.Key, second.Shown(), first.Shown()),
		Detail:  "The file is a piece of shell: the last assignment counts, and the first is as if it were not there.",
		Related: []diag.Related{{Message: "it is set here", Span: first.Span}},
		Fix:     &lint.Fix{Message: "remove the line that is wrong"},
	}
	if namesPort(second.Key) {
		f.Severity = diag.Error
		f.Detail += fmt.Sprintf(" %q is no port of the bond, which runs without it.", first.Value)
		f.Fix.Message = "give each port a key of its own: BONDING_SLAVE_0, BONDING_SLAVE_1"
	}
	return f
}

// namesPort reports whether a key of SUSE's names a port of the bond
// (ifcfg-bonding(5) of wicked).
func namesPort(key string) bool {
	rest, ok := strings.CutPrefix(key, "BONDING_SLAVE")
	return ok && rest != ""
}
