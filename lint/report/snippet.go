package report

import (
	"strings"
	"unicode/utf8"

	"github.com/bondc/bondc/ir/source"
)

// Limits of a printed line, in columns: a longer line is cut around the mark.
const (
	tabStop    = 8
	maxLine    = 160
	maxContext = 40
)

// snippet is one line of a file with the part that a span covers.
type snippet struct {
	// before, marked and after are the printed parts of the line: tabs are
	// expanded, what cannot be printed is escaped.
	before, marked, after string
	// cut means that the span goes on in later lines.
	cut bool
}

// excerpt returns the line on which the span starts.
func excerpt(s source.Span) snippet {
	line := s.Line()
	start, end := s.File.LineStart(line), s.File.LineEnd(line)
	from := min(max(s.Start, start), end)
	to := min(max(s.End, from), end)
	raw := s.File.Raw
	if to-from > maxLine {
		to = from + runeStart(raw[from:to], maxLine)
	}
	head, cutHead := start, ""
	if from-start > maxLine-maxContext {
		head, cutHead = from-maxContext+runeStart(raw[from-maxContext:from], 0), "..."
	}
	tail, cutTail := end, ""
	if end-to > maxLine {
		tail, cutTail = to+runeStart(raw[to:end], maxContext), "..."
	}
	col := len(cutHead)
	shown := func(start, end int) string { return s.File.Span(start, end).Shown() }
	before, col := expand(shown(head, from), col)
	marked, col := expand(shown(from, to), col)
	after, _ := expand(shown(to, tail), col)
	return snippet{cutHead + before, marked, after + cutTail, s.End > end+1}
}

// runeStart returns the first offset at or after at where a character starts.
func runeStart(text string, at int) int {
	for at < len(text) && !utf8.RuneStart(text[at]) {
		at++
	}
	return min(at, len(text))
}

// expand returns text as it is printed from the 0-based column col on, and the
// column behind it.
func expand(text string, col int) (string, int) {
	var b strings.Builder
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == '\t' {
			blanks := tabStop - col%tabStop
			b.WriteString(strings.Repeat(" ", blanks))
			col += blanks
		} else {
			shown := escapeRune(r, text[i:i+n])
			b.WriteString(shown)
			col += width(shown)
		}
		i += n
	}
	return b.String(), col
}

// marks returns the line of carets below the snippet's line. An empty span is
// marked by one caret.
func (s *snippet) marks() string {
	return strings.Repeat(" ", width(s.before)) + strings.Repeat("^", max(width(s.marked), 1))
}
