package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var prioWithPrimary = lint.Rule{
	ID:       "prio-with-primary",
	Title:    "ports have priorities beside a primary",
	Severity: diag.Warning,
	Category: lint.Ports,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_options.c", "bond_option_prio_set"),
		driver("bond_main.c", "bond_choose_primary_or_current"),
		howtoOptions(option.Prio),
	},
	Covers: []string{"A11"},
	Check:  checkPrioWithPrimary,
}

func checkPrioWithPrimary(p *lint.Pass) {
	for b := range bondsIn(p, option.HasPrimary) {
		primary, at, known := b.value(option.Primary)
		if prio := firstPrio(b); known && at != nil && primary != "" && prio != nil && b.hasPort(primary) {
			p.Report(outranked(b, primary, at, prio))
		}
	}
}

// hasPort reports whether a link is a port of the bond. A primary that is none
// is primary-not-port's.
func (b *bond) hasPort(name string) bool {
	for _, port := range b.Bond.Ports {
		if port.Name == name {
			return true
		}
	}
	return false
}

func outranked(b *bond, primary string, at, prio *ir.Setting) lint.Finding {
	f := lint.Finding{
		Severity: diag.Info,
		Link:     b.Link,
		Span:     whole(prio),
		Message:  fmt.Sprintf("%q counts only while the primary %q of %q is down", prio.Key, primary, b.Name),
		Detail:   fmt.Sprintf("The kernel stores it and warns in its log that a primary is set. While %q is up it is preferred, whatever the priorities say; they only choose among the other ports.", primary),
		Related:  []diag.Related{{Message: "the primary", Span: whole(at)}},
		Fix:      &lint.Fix{Message: "choose one of the two, unless that is what you mean: remove the primary, or the priorities"},
	}
	if len(b.Bond.Ports) < 3 {
		f.Severity = diag.Warning
		f.Message = fmt.Sprintf("%q has no effect beside the primary %q of %q", prio.Key, primary, b.Name)
		f.Detail = fmt.Sprintf("The kernel stores it and warns in its log that a primary is set: %q is preferred, whatever the priorities say, and there is but one other port.", primary)
		f.Fix.Message = "choose one of the two: remove the primary, or the priorities"
	}
	return f
}
