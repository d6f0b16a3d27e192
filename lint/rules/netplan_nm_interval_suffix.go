package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var netplanNMIntervalSuffix = lint.Rule{
	ID:       "netplan-nm-interval-suffix",
	Title:    "a time with a unit is handed to NetworkManager",
	Severity: diag.Error,
	Category: lint.Netplan,
	Since:    "0.1",
	Dialects: []string{"netplan"},
	Sources: []lint.Source{
		netplan("src/nm.c", "write_bond_parameters"),
		nmBond("validate_int"),
	},
	Covers: []string{"J04"},
	Check:  checkNetplanNMIntervalSuffix,
}

func checkNetplanNMIntervalSuffix(p *lint.Pass) {
	for b, s := range netplanParameters(p) {
		codec := option.Spell(s.ID, option.Netplan).Codec
		times := codec == option.MillisOrSpan || codec == option.SecondsText
		if !times || s.via != target.NetworkManager || digits(s.Raw) {
			continue
		}
		p.Report(lint.Finding{
			Link: b.Link, Span: s.Span,
			Message: fmt.Sprintf("%q of %q is no number, and NetworkManager takes no unit", s.Raw, s.Key),
			Detail:  fmt.Sprintf("netplan copies the text into NetworkManager's profile, which is refused for it: there will be no %q.", b.Name),
			Fix:     set(p, b, s.ID, s.Value, true),
		})
	}
}

func digits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}
