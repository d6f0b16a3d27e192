package report

import "github.com/bondc/bondc/ir/diag"

// Where the pages stand: rules beside their code, the codes of reading and
// writing in docs.
const (
	ruleURL = "https://github.com/bondc/bondc/blob/main/lint/rules/docs/"
	codeURL = "https://github.com/bondc/bondc/blob/main/docs/codes/"
)

// URL returns the address of the page about a rule or code.
func URL(code string) string {
	if _, ok := diag.CodeOf(code); ok {
		return codeURL + code + ".md"
	}
	return ruleURL + code + ".md"
}
