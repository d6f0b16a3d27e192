// Package unit scans the files of systemd (systemd.syntax(7); conf-parser.c,
// config_parse and parse_line) into sections and assignments with places. It
// knows no key. Order, repeated sections and empty assignments, which reset,
// are kept; after a line that cannot be read it goes on with the next.
package unit

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir/source"
)

// File is one scanned file.
type File struct {
	Source   *source.File
	Sections []*Section
	// Bad are the lines that systemd skips with a warning.
	Bad []Bad
	// Comments are the lines that begin with "#" or ";".
	Comments []source.Span
}

// Section is one header with the assignments below it. A name may stand in
// several headers: each is a section of its own.
type Section struct {
	Name        string
	Header      source.Span
	Assignments []*Assignment
}

// Assignment is one "Key=value", continued lines joined by a blank each.
type Assignment struct {
	Key, Value string
	// KeySpan is the key, ValueSpan the value from its first to its last byte,
	// Span both.
	KeySpan, ValueSpan, Span source.Span
	// at holds the offset of each byte of Value, where lines were joined.
	at []int
}

// Word is a part of a value between blanks.
type Word struct {
	Text string
	Span source.Span
}

// Bad is a line that is neither header nor assignment.
type Bad struct {
	Span source.Span
	Why  string
}

const blanks = " \t\r\f\v"

// Scan reads a file. It never fails: what cannot be read is in Bad.
func Scan(f *source.File) *File {
	s := scanner{file: f, out: &File{Source: f}}
	if f.Fatal() {
		return s.out
	}
	for number := 1; number <= f.Lines(); {
		number = s.logical(number)
	}
	return s.out
}

type scanner struct {
	file    *source.File
	out     *File
	section *Section
}

// logical reads the line of a number with those that continue it, and returns
// the number of the next. Comments between them are skipped, and the line goes
// on behind them (config_parse).
func (s *scanner) logical(number int) int {
	parts := make([]source.Span, 0, 1)
	for ; number <= s.file.Lines(); number++ {
		span := s.file.Span(s.file.LineStart(number), s.file.LineEnd(number))
		text := strings.TrimLeft(s.text(span), blanks)
		if text != "" && (text[0] == '#' || text[0] == ';') {
			s.out.Comments = append(s.out.Comments, span.Sub(len(s.text(span))-len(text), span.End-span.Start))
			if len(parts) == 0 {
				return number + 1
			}
			continue
		}
		parts = append(parts, span)
		if !continued(s.text(span)) {
			number++
			break
		}
	}
	if len(parts) > 0 {
		s.line(parts)
	}
	return number
}

// continued reports whether a line ends in a backslash that no other escapes.
func continued(line string) bool {
	return (len(line)-len(strings.TrimRight(line, `\`)))%2 == 1
}

func (s *scanner) text(span source.Span) string { return s.file.Text[span.Start:span.End] }

// line reads a whole line of one or more parts.
func (s *scanner) line(parts []source.Span) {
	all := s.joined(parts).trim()
	text := all.text
	if text == "" {
		return
	}
	span := all.span(s.file)
	bad := func(why string) { s.out.Bad = append(s.out.Bad, Bad{span, why}) }
	equals := strings.IndexByte(text, '=')
	switch {
	case text[0] == '[' && text[len(text)-1] == ']':
		s.section = &Section{Name: text[1 : len(text)-1], Header: span}
		s.out.Sections = append(s.out.Sections, s.section)
	case text[0] == '[':
		s.section = nil
		bad("it begins like the header of a section and has no \"]\" at its end")
	case s.section == nil:
		bad("it stands in no section")
	case equals < 0:
		bad("it has no \"=\"")
	case strings.Trim(text[:equals], blanks) == "":
		bad("it has no key before the \"=\"")
	default:
		s.assign(span, all.part(0, equals).trim(), all.part(equals+1, len(text)).trim())
	}
}

func (s *scanner) assign(span source.Span, key, value placed) {
	a := &Assignment{Key: key.text, KeySpan: key.span(s.file), Value: value.text, Span: span, at: value.at}
	a.ValueSpan = s.file.Span(span.End, span.End)
	if a.Value != "" {
		a.ValueSpan = value.span(s.file)
	}
	s.section.Assignments = append(s.section.Assignments, a)
}

// joined returns the text of the parts of a line: that of the file itself where
// there is one part, which is nearly always.
func (s *scanner) joined(parts []source.Span) placed {
	if text := s.text(parts[0]); len(parts) == 1 && !continued(text) {
		return placed{text: text, start: parts[0].Start}
	}
	var b strings.Builder
	var at []int
	for _, part := range parts {
		text := s.text(part)
		if continued(text) {
			text = text[:len(text)-1] + " "
		}
		for i := range len(text) {
			at = append(at, part.Start+i)
		}
		b.WriteString(text)
	}
	return placed{text: b.String(), at: at}
}

// placed is a text and where its bytes stand in the file: one behind the other
// from start, or, where lines were joined, at the offset of each.
type placed struct {
	text  string
	start int
	at    []int
}

// part is the text from one byte to another.
func (p placed) part(from, to int) placed {
	part := placed{text: p.text[from:to], start: p.start + from}
	if p.at != nil {
		part.at = p.at[from:to]
	}
	return part
}

// trim takes blanks from both ends.
func (p placed) trim() placed {
	from := len(p.text) - len(strings.TrimLeft(p.text, blanks))
	return p.part(from, max(from, len(strings.TrimRight(p.text, blanks))))
}

// span is the place of a text that is not empty.
func (p placed) span(f *source.File) source.Span {
	if p.at == nil {
		return f.Span(p.start, p.start+len(p.text))
	}
	return f.Span(p.at[0], p.at[len(p.at)-1]+1)
}

// Words returns the parts of the value between blanks, with their places.
func (a *Assignment) Words() []Word {
	var words []Word
	value := placed{a.Value, a.ValueSpan.Start, a.at}
	for i := 0; i < len(a.Value); {
		if strings.IndexByte(blanks, a.Value[i]) >= 0 {
			i++
			continue
		}
		end := i
		for end < len(a.Value) && strings.IndexByte(blanks, a.Value[end]) < 0 {
			end++
		}
		words = append(words, Word{a.Value[i:end], value.part(i, end).span(a.ValueSpan.File)})
		i = end
	}
	return words
}

// Has reports whether the file has a section of the name with the key.
func (f *File) Has(section, key string) bool {
	return slices.ContainsFunc(f.Sections, func(s *Section) bool {
		return s.Name == section && slices.ContainsFunc(s.Assignments, func(a *Assignment) bool { return a.Key == key })
	})
}
