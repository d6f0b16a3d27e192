package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var ifcfgArpTargetSubstring = lint.Rule{
	ID:       "ifcfg-arp-target-substring",
	Title:    "an ARP target is part of the text of an earlier one",
	Severity: diag.Warning,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		initscripts("network-functions", "install_bonding_driver, grep -q"),
	},
	Covers: []string{"I14"},
	Check:  checkIfcfgArpTargetSubstring,
}

func checkIfcfgArpTargetSubstring(p *lint.Pass) {
	for b := range bonds(p) {
		if b.via != target.Initscripts {
			continue
		}
		for i := range b.Bond.Settings {
			s := &b.Bond.Settings[i]
			if row := option.Get(s.ID); row == nil || row.Kind != option.IPv4List || !s.Usable() || strings.HasPrefix(s.Raw, "+") {
				continue
			}
			targets := strings.Split(s.Value, ",")
			if hidden, by := contained(targets); hidden != "" {
				p.Report(hiddenTarget(b, s, targets, hidden, by))
			}
		}
	}
}

// contained returns the first target whose text is a part of an earlier one.
// The same target again changes nothing.
func contained(targets []string) (hidden, by string) {
	for i, t := range targets {
		for _, before := range targets[:i] {
			if t != before && strings.Contains(before, t) {
				return t, before
			}
		}
	}
	return "", ""
}

func hiddenTarget(b *bond, s *ir.Setting, targets []string, hidden, by string) lint.Finding {
	sorted := slices.Clone(targets)
	slices.SortStableFunc(sorted, func(a, b string) int { return len(a) - len(b) })
	text := strings.Join(sorted, ",")
	return lint.Finding{
		Link:    b.Link,
		Span:    s.Span,
		Message: fmt.Sprintf("the target %s is skipped, because %s contains its text", hidden, by),
		Detail:  fmt.Sprintf("The initscripts look whether the file of the kernel holds the text of a target already, and then do not add it: %q does not probe %s.", b.Name, hidden),
		Fix: &lint.Fix{
			Message: "list the shorter ones first: " + text,
			Safe:    true,
			Changes: []ir.Change{{Kind: ir.Replace, Link: b.Name, Key: s.Key, Value: text, Span: s.Span}},
		},
	}
}
