package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var ignoreWithoutReason = lint.Rule{
	ID:       "ignore-without-reason",
	Title:    "an ignore comment gives no reason",
	Severity: diag.Error,
	Category: lint.Ignores,
	Since:    "0.1",
	Sources:  []lint.Source{bondc("ignore comments")},
	Check: func(p *lint.Pass) {
		for _, ignore := range p.Host.Ignores {
			if ignore.Reason == "" {
				p.Report(unreasoned(ignore))
			}
		}
	},
}

func unreasoned(ignore ir.Ignore) lint.Finding {
	return lint.Finding{
		Span:    ignore.Span,
		Message: fmt.Sprintf("the comment that silences %q gives no reason", ignore.Rule),
		Detail:  "It silences nothing until it says why. Whoever finds it in a year has to know whether it still holds.",
		Fix:     &lint.Fix{Message: "write the reason behind the rule's name"},
	}
}
