package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var netplanPrimaryTwice = lint.Rule{
	ID:       "netplan-primary-twice",
	Title:    "a bond has two primaries, or a port is the primary of two bonds",
	Severity: diag.Error,
	Category: lint.Netplan,
	Since:    "0.1",
	Dialects: []string{"netplan"},
	Sources: []lint.Source{
		netplan("src/parse.c", "handle_bond_primary_member"),
	},
	Covers: []string{"J11"},
	Check:  checkNetplanPrimaryTwice,
}

func checkNetplanPrimaryTwice(p *lint.Pass) {
	owner := map[string]setting{}
	for b := range bonds(p) {
		var first *ir.Setting
		for s := range b.settings() {
			switch {
			case s.ID != option.Primary || s.via == target.Module:
				continue
			case first != nil:
				p.Report(primaryAgain(b, s, first, fmt.Sprintf("%q has a primary already, %q", b.Name, first.Value)))
				continue
			}
			first = s.Setting
			if other, taken := owner[s.Value]; taken {
				p.Report(primaryAgain(b, s, other.Setting, fmt.Sprintf("%q is the primary of another bond already", s.Value)))
				continue
			}
			owner[s.Value] = s
		}
	}
}

func primaryAgain(b *bond, s setting, first *ir.Setting, message string) lint.Finding {
	return lint.Finding{
		Link: b.Link, Span: whole(s.Setting), Message: message,
		Detail:  "Newer versions of netplan refuse all of their files for that (seen with 1.1.2; 0.106 takes a port as the primary of two bonds): none of the host's network is configured. A later file cannot replace the primary of an earlier one.",
		Related: []diag.Related{{Message: "the first primary", Span: whole(first)}},
		Fix:     &lint.Fix{Message: "keep one of the two"},
	}
}
