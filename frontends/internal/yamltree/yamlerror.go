package yamltree

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// syntaxError turns an error of the YAML parser into a finding with a place.
// The errors are texts: most have a line, sometimes the one before (yaml.v3,
// decode.go, parser.fail), none has a column, and an unknown alias has no place
// at all. text is what the parser was given.
func syntaxError(f *source.File, text string, err error, tool Tool) diag.Diagnostic {
	message, line := splitError(err)
	d := diag.Diagnostic{
		Code: diag.Syntax, Severity: diag.Error,
		Message: message,
		Detail:  tool.Refuses,
	}
	switch {
	case strings.HasPrefix(message, unknownAnchor):
		d.Span = aliasSpan(f, message)
	case strings.HasPrefix(message, controlCharacters):
		d.Span = controlSpan(f)
	default:
		d.Span = lineSpan(f, problemLine(text, message, line))
		if span, ok := tabSpan(f, message, line); ok {
			d.Span, d.Message = span, tabMessage
		} else if strings.HasPrefix(message, cannotStart) {
			d.Span = reservedSpan(d.Span)
		}
	}
	if advice := adviceFor(f, &d); advice != "" {
		d.Detail = advice + " " + d.Detail
	}
	return d
}

const (
	unknownAnchor     = "unknown anchor '"
	controlCharacters = "control characters are not allowed"
	// Both may be about a tab, where only blanks may stand.
	violatesIndentation = "found a tab character that violates indentation"
	cannotStart         = "found character that cannot start any token"
	tabMessage          = "a tab stands in the indentation"
)

// splitError returns the text of an error in lower case and its 1-based line.
func splitError(err error) (string, int) {
	var typed *yaml.TypeError
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	if errors.As(err, &typed) && len(typed.Errors) > 0 {
		text = typed.Errors[0]
	}
	line := 1
	if rest, ok := strings.CutPrefix(text, "line "); ok {
		digits, after, found := strings.Cut(rest, ": ")
		if n, err := strconv.Atoi(digits); found && err == nil {
			line, text = n, after
			if ofParser(text) {
				line++
			}
		}
	}
	return text, line
}

// ofParser reports whether the message comes from the parser and not from the
// scanner: the parser's lines count from 0 (yaml.v3, decode.go, parser.fail).
func ofParser(message string) bool {
	for _, m := range []string{
		"did not find expected key", "did not find expected '-' indicator", "did not find expected ',' or ']'",
		"did not find expected ',' or '}'", "did not find expected node content", "did not find expected <document start>",
		"found duplicate %YAML directive", "found incompatible YAML document", "found undefined tag handle", "found duplicate %TAG directive",
	} {
		if strings.HasPrefix(message, m) {
			return true
		}
	}
	return false
}

// maxBisect bounds the size of a text that is parsed again to find the line of
// an error.
const maxBisect = 256 << 10

// problemLine finds the line of an error of indentation, for which the parser
// names the line on which the mapping or list around it starts: it is the last
// line of the shortest head of the text that has the same error.
func problemLine(text, message string, line int) int {
	indentation := strings.HasPrefix(message, "did not find expected key") || strings.HasPrefix(message, "did not find expected '-' indicator")
	if !indentation || len(text) > maxBisect {
		return line
	}
	ends := lineEnds(text)
	low, high := min(line, len(ends)), len(ends)
	for low < high {
		middle := (low + high) / 2
		if _, err := decode(text[:ends[middle-1]]); err != nil && strings.HasSuffix(err.Error(), message) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return high
}

func lineEnds(text string) []int {
	var ends []int
	for i := range len(text) {
		if text[i] == '\n' {
			ends = append(ends, i+1)
		}
	}
	return append(ends, len(text))
}

// lineSpan returns the text of a line without the blanks around it.
func lineSpan(f *source.File, line int) source.Span {
	span := f.LineSpan(min(max(line, 1), f.Lines()))
	text := span.Text()
	from := len(text) - len(strings.TrimLeft(text, " \t"))
	return span.Sub(from, len(strings.TrimRight(text, " \t\r")))
}

// tabSpan returns the tab before the text of a line that an error is about. For
// one message the parser names the line above it.
func tabSpan(f *source.File, message string, line int) (source.Span, bool) {
	last := line
	switch {
	case strings.HasPrefix(message, violatesIndentation):
		last = line + 1
	case !strings.HasPrefix(message, cannotStart):
		return source.Span{}, false
	}
	for n := max(line, 1); n <= min(last, f.Lines()); n++ {
		span := f.LineSpan(n)
		text := span.Text()
		blanks := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
		if tab := strings.IndexByte(blanks, '\t'); tab >= 0 {
			return span.Sub(tab, len(blanks)), true
		}
	}
	return source.Span{}, false
}

// reservedSpan returns the first character of a line that begins a value and
// must not (YAML 1.1, c-reserved and "%"), or the line.
func reservedSpan(line source.Span) source.Span {
	text := line.Text()
	for i := range len(text) {
		if strings.IndexByte("@`%", text[i]) >= 0 && (i == 0 || strings.IndexByte(" \t[{,", text[i-1]) >= 0) {
			return line.Sub(i, i+1)
		}
	}
	return line
}

// aliasSpan returns the first place where the alias of the message stands.
func aliasSpan(f *source.File, message string) source.Span {
	name, _, _ := strings.Cut(strings.TrimPrefix(message, unknownAnchor), "'")
	at := 0
	for {
		i := strings.Index(f.Text[at:], "*"+name)
		if i < 0 {
			return lineSpan(f, 1)
		}
		start := at + i
		end := start + 1 + len(name)
		before := start == 0 || strings.IndexByte(" \t\n,[{:?-", f.Text[start-1]) >= 0
		after := end == len(f.Text) || strings.IndexByte(" \t\n,]}:", f.Text[end]) >= 0
		if before && after {
			return f.Span(start, end)
		}
		at = start + 1
	}
}

// controlSpan returns the first character that YAML does not allow.
func controlSpan(f *source.File) source.Span {
	for i, r := range f.Text {
		if !allowed(r) {
			return f.Span(i, i+utf8.RuneLen(r))
		}
	}
	return lineSpan(f, 1)
}

// allowed is YAML's c-printable, as the parser checks it (yaml.v3, readerc.go).
func allowed(r rune) bool {
	switch {
	case r == '\t' || r == '\n' || r == '\r' || r == 0x85:
		return true
	case r < ' ' || r == 0x7f || (r > 0x7f && r < 0xa0), r == 0xfeff:
		return false
	}
	return r <= 0xd7ff || (r >= 0xe000 && r <= 0xfffd) || (r >= 0x10000 && r <= 0x10ffff)
}

// adviceFor says what usually is behind an error, for the tired.
func adviceFor(f *source.File, d *diag.Diagnostic) string {
	switch m := d.Message; {
	case strings.HasPrefix(m, cannotStart) && len(d.Span.Text()) == 1:
		return fmt.Sprintf("No value begins with %q in YAML: put it in quotes.", d.Span.Text())
	case m == tabMessage:
		return "YAML does not allow tabs for indentation: use spaces."
	case strings.HasPrefix(m, "did not find expected key"), strings.HasPrefix(m, "did not find expected '-' indicator"):
		return "The line is not indented like the lines that it belongs to: compare its column with theirs."
	case strings.HasPrefix(m, "mapping values are not allowed"):
		return "A second \": \" stands on the line, or the line above ends in a value and has more lines below it: quote the value, or correct the indentation."
	case strings.HasPrefix(m, unknownAnchor):
		return fmt.Sprintf("An alias needs an anchor above it (\"&%s\"); quote the value if a \"*\" was meant.", strings.TrimPrefix(d.Span.Text(), "*"))
	}
	return ""
}
