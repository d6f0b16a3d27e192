package yamltree

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// Tool is the program that reads a file on the machine, for findings.
type Tool struct {
	Name string
	// Refuses says what happens where the file cannot be parsed.
	Refuses string
	// Strict means that a second document is an error to the tool; others do
	// not read it, and say nothing.
	Strict bool
}

// second reports that a second document starts at the span.
func (t Tool) second(span source.Span) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: diag.Syntax, Severity: diag.Warning, Span: span,
		Message: fmt.Sprintf("%s reads only the first document of a file, and a second one starts here", t.Name),
		Detail:  fmt.Sprintf("Nothing below this line takes effect, and %s does not say so. Move it to a file of its own, or remove the line.", t.Name),
	}
	if t.Strict {
		d.Severity = diag.Error
		d.Message = fmt.Sprintf("%s takes a file of one document only, and a second one starts here", t.Name)
		d.Detail = t.Refuses + " Move what stands below to a file of its own, or remove the line."
	}
	return d
}
