package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var ignoreUnused = lint.Rule{
	ID:       "ignore-unused",
	Title:    "an ignore comment silences nothing",
	Severity: diag.Warning,
	Category: lint.Ignores,
	Since:    "0.1",
	Last:     true,
	Sources:  []lint.Source{bondc("ignore comments")},
	Check: func(p *lint.Pass) {
		for _, ignore := range p.Unused() {
			p.Report(uselessIgnore(ignore))
		}
	},
}

func uselessIgnore(ignore ir.Ignore) lint.Finding {
	return lint.Finding{
		Span:    ignore.Span,
		Message: fmt.Sprintf("the comment silences %q, which has nothing to say here", ignore.Rule),
		Detail:  "What it was written for is gone, or stands on another line. Left behind, it would hide the next fault of that kind.",
		Fix:     removeComment(ignore, true),
	}
}

// removeComment proposes to remove an ignore comment.
func removeComment(ignore ir.Ignore, safe bool) *lint.Fix {
	return &lint.Fix{
		Message: "remove the comment",
		Safe:    safe,
		Changes: []ir.Change{{Kind: ir.DropComment, Span: ignore.Span}},
	}
}
