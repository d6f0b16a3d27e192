package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var netplanZeroDropped = lint.Rule{
	ID:       "netplan-zero-dropped",
	Title:    "netplan drops a zero",
	Severity: diag.Warning,
	Category: lint.Netplan,
	Since:    "0.1",
	Dialects: []string{"netplan"},
	Sources: []lint.Source{
		netplan("src/networkd.c", "write_bond_parameters"),
		netplan("src/nm.c", "write_bond_parameters"),
	},
	Covers: []string{"J03"},
	Check:  checkNetplanZeroDropped,
}

func checkNetplanZeroDropped(p *lint.Pass) {
	for b, s := range netplanParameters(p) {
		if s.Value != "0" || !s.row.Accepted.Has(b.mode) {
			continue
		}
		if _, lost := option.Loses(option.Netplan, s.ID, s.Value); lost {
			p.Report(lint.Finding{
				Link: b.Link, Span: whole(s.Setting),
				Message: fmt.Sprintf("netplan drops %q of %q where it is 0: the bond runs with %s", s.Key, b.Name, s.row.Default),
				Detail:  fmt.Sprintf("Both renderers write the key only where it is not 0, so the kernel's default applies. %s", s.row.Doc),
				Fix:     &lint.Fix{Message: "remove the line, or set the 0 by other means, such as a networkd drop-in or \"nmcli connection modify\""},
			})
		}
	}
}
