package ifupdown

import (
	"strings"

	"github.com/bondc/bondc/ir/source"
)

// line is a logical line: physical lines that end with a backslash are one with
// the next.
type line struct {
	words []word
	span  source.Span
	// value is the text behind the first word.
	value word
}

// word is a text without blanks around it, and its place.
type word struct {
	text string
	span source.Span
}

func (l *line) first() string { return l.words[0].text }

// word returns a word, the zero word where the line is shorter.
func (l *line) word(i int) word {
	if i < len(l.words) {
		return l.words[i]
	}
	return word{span: l.span}
}

// scan returns the lines with words, and the comments, which have lines of their
// own and are not continued (interfaces(5), FILE FORMAT).
func scan(f *source.File) (lines []line, comments []source.Span) {
	if f.Fatal() {
		return nil, nil // its text is withheld, and its lines are those of the bytes
	}
	for i := 1; i <= f.Lines(); i++ {
		text := joined{file: f}
		start, end := bounds(f, i)
		if strings.HasPrefix(f.Text[start:end], "#") {
			comments = append(comments, f.Span(start, end))
			continue
		}
		for start, end = f.LineStart(i), f.LineEnd(i); strings.HasSuffix(f.Text[start:end], `\`) && i < f.Lines(); {
			text.add(start, end-1)
			i++
			start, end = f.LineStart(i), f.LineEnd(i)
		}
		text.add(start, end)
		if one, ok := text.line(); ok {
			lines = append(lines, one)
		}
	}
	return lines, comments
}

// bounds returns where the text of a physical line begins and ends.
func bounds(f *source.File, i int) (start, end int) {
	start, end = max(f.LineStart(i), f.BOM()), f.LineEnd(i)
	start = min(start, end)
	for start < end && isBlank(f.Text[start]) {
		start++
	}
	for end > start && isBlank(f.Text[end-1]) {
		end--
	}
	return start, end
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f' }

// joined is the text of a logical line, and where in the file its bytes stand.
type joined struct {
	file *source.File
	text []byte
	at   []int
}

func (j *joined) add(start, end int) {
	for start = max(start, j.file.BOM()); start < end; start++ {
		j.text = append(j.text, j.file.Text[start])
		j.at = append(j.at, start)
	}
}

// part returns a part of the text that is not empty.
func (j *joined) part(start, end int) word {
	return word{string(j.text[start:end]), j.file.Span(j.at[start], j.at[end-1]+1)}
}

func (j *joined) line() (line, bool) {
	var l line
	rest := -1
	last := 0
	for i := 0; i < len(j.text); {
		if isBlank(j.text[i]) {
			i++
			continue
		}
		start := i
		for i < len(j.text) && !isBlank(j.text[i]) {
			i++
		}
		if len(l.words) == 1 {
			rest = start
		}
		l.words = append(l.words, j.part(start, i))
		last = i
	}
	if len(l.words) == 0 {
		return line{}, false
	}
	l.span = l.words[0].span.To(l.words[len(l.words)-1].span)
	if l.value = (word{span: l.words[0].span}); rest >= 0 {
		l.value = j.part(rest, last)
	}
	return l, true
}

// begins reports whether a word begins a line that belongs to no stanza before
// it, or a stanza of its own (interfaces(5)).
func begins(key string) bool {
	switch key {
	case "auto", "iface", "mapping", "source", "source-directory", "rename", "no-auto-down", "no-scripts", "template":
		return true
	}
	return strings.HasPrefix(key, "allow-")
}
