package hcl

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// maxFindings bounds what one call of the library may report: after a hundred
// findings in one text nobody reads on.
const maxFindings = 100

// findings turns the library's diagnostics into findings, one to one. code is
// that of errors which say nothing of their own.
func findings(f *source.File, diags hcl.Diagnostics, code string) diag.List {
	var list diag.List
	for i, d := range diags {
		if i == maxFindings {
			break
		}
		// A function that panics leaves its stack in the text.
		detail, _, _ := strings.Cut(d.Detail, "\ngoroutine ")
		first, rest := cutSentence(detail)
		finding := diag.Diagnostic{
			Code: code, Severity: diag.Error,
			Message: lower(d.Summary) + ": " + lower(shorten(first, 300)), Detail: shorten(rest, 2_000),
			Span: f.Span(0, 0),
		}
		if d.Severity == hcl.DiagWarning {
			finding.Severity = diag.Warning
		}
		switch {
		case d.Summary == "Attribute redefined":
			finding.Code = diag.DuplicateKey
		case strings.HasPrefix(d.Summary, "Unsupported "):
			finding.Code = diag.UnknownKey
		}
		if d.Subject != nil {
			finding.Span = rangeOf(f, *d.Subject)
		}
		if n := len(list); n == 0 || finding.Message != list[n-1].Message || finding.Span != list[n-1].Span {
			list.Add(finding) // a for expression says it for each element
		}
	}
	return list
}

// rangeOf returns the span of a range in the file.
func rangeOf(f *source.File, r hcl.Range) source.Span {
	return f.Span(r.Start.Byte, r.End.Byte)
}

// cutSentence splits a detail behind its first sentence: HCL's summaries name
// no names, its first sentences do.
func cutSentence(detail string) (first, rest string) {
	first, rest, _ = strings.Cut(detail, ". ")
	return strings.TrimSuffix(first, "."), rest
}

// lower makes a sentence of HCL's start like bondc's own messages. Words in
// capitals stay.
func lower(sentence string) string {
	r, n := utf8.DecodeRuneInString(sentence)
	if next, _ := utf8.DecodeRuneInString(sentence[n:]); !unicode.IsUpper(next) {
		return string(unicode.ToLower(r)) + sentence[n:]
	}
	return sentence
}

// shorten cuts a text that quotes something long.
func shorten(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most] + "..."
}
