package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var ignoreUnknownRule = lint.Rule{
	ID:       "ignore-unknown-rule",
	Title:    "an ignore comment names no rule",
	Severity: diag.Error,
	Category: lint.Ignores,
	Since:    "0.1",
	Sources:  []lint.Source{bondc("ignore comments")},
	Check: func(p *lint.Pass) {
		for _, ignore := range p.Host.Ignores {
			if !p.Known(ignore.Rule) {
				p.Report(unknownRule(p, ignore))
			}
		}
	},
}

func unknownRule(p *lint.Pass, ignore ir.Ignore) lint.Finding {
	f := lint.Finding{
		Span:    ignore.Span,
		Message: fmt.Sprintf("there is no rule %q to silence", ignore.Rule),
		Detail:  "The comment silences nothing.",
	}
	if ignore.Rule == "" {
		f.Message = "the ignore comment names no rule"
	}
	if _, ok := diag.CodeOf(ignore.Rule); ok {
		f.Message = fmt.Sprintf("%q is not a rule: errors of reading and losses of writing cannot be silenced", ignore.Rule)
		f.Fix = removeComment(ignore, true)
		return f
	}
	if near := option.Nearest(ignore.Rule, p.Names()); near != "" {
		f.Fix = &lint.Fix{Message: fmt.Sprintf("did you mean %q?", near)}
		if at := strings.Index(ignore.Span.Text(), " "+ignore.Rule) + 1; at > 0 {
			f.Fix.Changes = []ir.Change{{Kind: ir.Replace, Value: near, Span: ignore.Span.Sub(at, at+len(ignore.Rule))}}
		}
	}
	return f
}
