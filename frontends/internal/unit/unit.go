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
	var parts []source.Span
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
	text, at := trim(b.String(), at)
	if text == "" {
		return
	}
	span := s.file.Span(at[0], at[len(at)-1]+1)
	bad := func(why string) { s.out.Bad = append(s.out.Bad, Bad{span, why}) }
	key, value, assigns := strings.Cut(text, "=")
	switch {
	case text[0] == '[' && text[len(text)-1] == ']':
		s.section = &Section{Name: text[1 : len(text)-1], Header: span}
		s.out.Sections = append(s.out.Sections, s.section)
	case text[0] == '[':
		s.section = nil
		bad("it begins like the header of a section and has no \"]\" at its end")
	case s.section == nil:
		bad("it stands in no section")
	case !assigns:
		bad("it has no \"=\"")
	case strings.Trim(key, blanks) == "":
		bad("it has no key before the \"=\"")
	default:
		s.assign(span, key, value, at)
	}
}

func (s *scanner) assign(span source.Span, key, value string, at []int) {
	valueAt := at[len(key)+1:]
	key, keyAt := trim(key, at[:len(key)])
	a := &Assignment{Key: key, KeySpan: s.file.Span(keyAt[0], keyAt[len(keyAt)-1]+1), Span: span}
	a.Value, a.at = trim(value, valueAt)
	a.ValueSpan = s.file.Span(span.End, span.End)
	if a.Value != "" {
		a.ValueSpan = s.file.Span(a.at[0], a.at[len(a.at)-1]+1)
	}
	s.section.Assignments = append(s.section.Assignments, a)
}

// trim takes blanks from both ends of a text and of the places of its bytes.
func trim(text string, at []int) (string, []int) {
	left := strings.TrimLeft(text, blanks)
	at = at[len(text)-len(left):]
	text = strings.TrimRight(left, blanks)
	return text, at[:len(text)]
}

// Words returns the parts of the value between blanks, with their places.
func (a *Assignment) Words() []Word {
	var words []Word
	for i := 0; i < len(a.Value); {
		if strings.IndexByte(blanks, a.Value[i]) >= 0 {
			i++
			continue
		}
		end := i
		for end < len(a.Value) && strings.IndexByte(blanks, a.Value[end]) < 0 {
			end++
		}
		words = append(words, Word{a.Value[i:end], a.ValueSpan.File.Span(a.at[i], a.at[end-1]+1)})
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
