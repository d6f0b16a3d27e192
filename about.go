package bondc

import (
	"github.com/bondc/bondc/docs"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
	"github.com/bondc/bondc/lint/report"
	"github.com/bondc/bondc/lint/rules"
)

// About returns what is known about a rule, or about a code of reading or
// writing.
func About(code string) (report.About, bool) {
	if c, ok := diag.CodeOf(code); ok {
		page, _ := docs.Code(code)
		return report.About{Title: c.Title, Category: "files", Severity: c.Severity, Page: page}, true
	}
	r := lint.Find(rules.All(), code)
	if r == nil {
		return report.About{}, false
	}
	page, _ := rules.Page(code)
	return report.About{Title: r.Title, Category: string(r.Category), Severity: r.Severity, Page: page}, true
}
