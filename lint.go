package bondc

import (
	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
	"github.com/bondc/bondc/lint/report"
	"github.com/bondc/bondc/lint/rules"
)

// Linter judges hosts. It may be used from several goroutines.
type Linter struct {
	target target.Target
	rules  []lint.Rule
}

// NewLinter returns a Linter for a target.
func NewLinter(t target.Target) *Linter {
	return &Linter{target: t, rules: rules.All()}
}

// Lint returns the findings on a host as it was read, those of reading among
// them. Findings in files that were not asked for are left out.
func (l *Linter) Lint(t *frontends.Tree, r Read) report.HostResult {
	result := Result(r)
	found := r.Diags
	if r.Host != nil {
		found = append(found, lint.Run(r.Host, l.target, l.rules, lint.Options{})...)
	}
	var asked diag.List
	for _, d := range found {
		if t.Asked(d.Span.File) {
			asked = append(asked, d)
		}
	}
	result.Findings = asked.Sort()
	return result
}
