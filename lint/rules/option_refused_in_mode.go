package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	model "github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var optionRefusedInMode = lint.Rule{
	ID:       "option-refused-in-mode",
	Title:    "an option is refused in the mode of its bond",
	Severity: diag.Error,
	Category: lint.Settings,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_options.c", "unsuppmodes and bond_opt_check_deps"),
		driver("bond_netlink.c", "bond_changelink and bond_newlink"),
		networkd("netdev/bond.c", "netdev_bond_fill_message_create"),
		nmBond("verify"),
	},
	Covers: []string{"A05", "A06", "A07", "A08", "A10", "A13", "A17", "A18", "M01"},
	Check:  checkOptionRefusedInMode,
}

func checkOptionRefusedInMode(p *lint.Pass) {
	for b := range bonds(p) {
		for s, e := range b.inMode(p) {
			if e.Kind == model.Refused && !hasOwnRule(s.ID) {
				p.Report(refusedOption(b, s))
			}
		}
	}
}

func refusedOption(b *bond, s setting) lint.Finding {
	f := lint.Finding{
		Link:    b.Link,
		Span:    whole(s.Setting),
		Message: fmt.Sprintf("%s of %q refuses %q, which is for %s", modeText(b), b.Name, s.Key, s.row.Accepted),
		Detail:  answer("EACCES, whatever the value", s.via, b.Name),
		Fix:     drop(b.Link, s.Setting, true),
	}
	if s.row.Scope == option.Port {
		f.Detail = "The kernel answers with EACCES, whatever the value, when the port is attached."
	}
	if b.modeAt != nil {
		f.Related = []diag.Related{{Message: "the mode", Span: whole(b.modeAt)}}
	}
	return f
}
