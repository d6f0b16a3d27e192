package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var networkdValueIgnored = lint.Rule{
	ID:       "networkd-value-ignored",
	Title:    "networkd does not know a word that the kernel knows",
	Severity: diag.Warning,
	Category: lint.Networkd,
	Since:    "0.1",
	Dialects: []string{"networkd"},
	Sources:  []lint.Source{networkd("netdev/bond.c", "the tables of words")},
	Covers:   []string{"M09"},
	Check:    checkNetworkdValueIgnored,
}

// checkNetworkdValueIgnored is about words: a zero that networkd cannot tell
// from silence is no word.
func checkNetworkdValueIgnored(p *lint.Pass) {
	if p.Host.Dialect() != "networkd" {
		return
	}
	for b := range bonds(p) {
		for s := range b.settings() {
			why, lost := option.Loses(option.Networkd, s.ID, s.Value)
			if !lost || s.row.Kind != option.Enum || b.judgedByMode(p, s) {
				continue
			}
			p.Report(lint.Finding{
				Link: b.Link, Span: whole(s.Setting),
				Message: fmt.Sprintf("%q of %q cannot be %q: %s", s.Key, b.Name, s.Value, why),
				Detail:  fmt.Sprintf("The kernel has the value, but networkd does not hand it on: %q is created with the default, %q.", b.Name, s.row.Default),
				Fix:     drop(b.Link, s.Setting, false),
			})
		}
	}
}
