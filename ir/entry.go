package ir

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir/diag"
)

// Line is the entry on one line, as people know it from the file: its text, or
// its key where the text spans lines, or the first line where it has no key. An
// item of a list stands behind the key of the list, which its own text lacks.
// Secrets are masked.
func (e *Entry) Line() string {
	text := strings.TrimSpace(e.Span.Shown())
	first, _, more := strings.Cut(text, "\n")
	switch {
	case more && e.Key == "":
		return strings.TrimSpace(first) + " ..."
	case more || text == "":
		return e.Key
	case e.Form == ItemForm:
		list, _, _ := strings.Cut(e.Key, "[")
		return list + ": " + text
	}
	return text
}

// Brief is Line, cut so that a message which quotes it stays short.
func (e *Entry) Brief() string {
	const most = 60
	text := e.Line()
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return text
}

// Lost says that the entry, which is residue, is not in the output. to is the
// target, as sentences name it.
func (e *Entry) Lost(to string) diag.Diagnostic {
	class, code, why := cmp.Or(e.Class, diag.Behaviour), diag.LossResidue, e.Reason
	switch {
	case class == diag.Bookkeeping:
		code = diag.LossBookkeeping
	case why == "":
		why = "bondc does not model it"
	}
	if why != "" {
		why = ": " + why
	}
	return diag.Diagnostic{
		Code: code, Severity: class.Severity(), Span: e.Span, Link: e.Link,
		Message: fmt.Sprintf("%q is not carried over to %s%s", e.Brief(), to, why),
		Detail:  cmp.Or(e.Advice, adviceFor(class)),
		Loss:    &diag.Loss{Class: class, What: "residue", Item: e.Key},
	}
}

func adviceFor(class diag.Class) string {
	switch class {
	case diag.Connectivity:
		return "The host may need it to be reachable. Find out what it does there, and write it by hand for the new host."
	case diag.Behaviour:
		return "The new host will do without it. If it matters, write it by hand."
	}
	return "Nothing changes on the wire."
}
