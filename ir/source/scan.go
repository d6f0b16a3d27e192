package source

import (
	"strings"
	"unicode/utf8"
)

// Limits of what is read. A larger or deeper file is refused with a flaw: the
// largest real file seen is under 1 MiB, and the parsers below us recurse.
const (
	MaxSize  = 4 << 20
	MaxDepth = 200
)

const bom = "\xef\xbb\xbf"

// FlawKind says what the scan found.
type FlawKind uint8

// The kinds of flaws. The fatal ones leave the file unread.
const (
	_           FlawKind = iota
	TooLarge             // over MaxSize bytes; fatal
	TooDeep              // brackets nested over MaxDepth; fatal
	Binary               // NUL bytes: not a text file; fatal
	BareCR               // a carriage return that is not followed by a line feed
	CRLF                 // carriage return and line feed, reported once a file
	ByteOrder            // a UTF-8 byte order mark
	BadEncoding          // not UTF-8, reported once a line
)

// Fatal reports whether a file with this flaw is not read.
func (k FlawKind) Fatal() bool { return k == TooLarge || k == TooDeep || k == Binary }

// Flaw is one thing that the scan found, with the bytes it is about.
type Flaw struct {
	Kind FlawKind
	Span Span
}

// scan fills Text, Flaws and the line table in one pass over the bytes.
func (f *File) scan() {
	f.lines = append(make([]int, 0, 1+strings.Count(f.Raw, "\n")), 0)
	if len(f.Raw) > MaxSize {
		f.flaw(TooLarge, 0, 0)
		return
	}
	s := scanner{file: f, badLine: -1}
	s.run()
	if f.Fatal() {
		f.Text = ""
		return
	}
	f.Text = f.Raw
	if s.masked != nil {
		f.Text = string(s.masked)
	}
}

func (f *File) flaw(kind FlawKind, start, end int) {
	f.Flaws = append(f.Flaws, Flaw{Kind: kind, Span: f.Span(start, end)})
}

type scanner struct {
	file    *File
	masked  []byte // nil until a byte has to be masked
	depth   int
	crlf    bool
	badLine int
}

func (s *scanner) run() {
	raw := s.file.Raw
	i := 0
	if s.file.BOM() > 0 {
		s.file.flaw(ByteOrder, 0, 3)
		s.mask(0, 3, ' ')
		i = 3
	}
	for i < len(raw) {
		c := raw[i]
		switch {
		case c == '\n':
			s.file.lines = append(s.file.lines, i+1)
		case c == 0:
			s.file.flaw(Binary, i, i+1)
			return
		case c == '\r':
			s.carriage(i)
		case c == '[' || c == '{' || c == '(':
			if s.depth++; s.depth > MaxDepth {
				s.file.flaw(TooDeep, i, i+1)
				return
			}
		case c == ']' || c == '}' || c == ')':
			s.depth = max(s.depth-1, 0)
		case c >= utf8.RuneSelf:
			i += s.wide(i)
			continue
		}
		i++
	}
}

// carriage masks a carriage return. A bare one ends a line in the eyes of who
// wrote it and of nobody who reads it, so it is masked by a line feed only in
// Text; the line table keeps counting line feeds of the original and it.
func (s *scanner) carriage(i int) {
	raw := s.file.Raw
	if i+1 < len(raw) && raw[i+1] == '\n' {
		if !s.crlf {
			s.crlf = true
			s.file.flaw(CRLF, i, i+1)
		}
		s.mask(i, i+1, ' ')
		return
	}
	if i+1 == len(raw) && s.crlf {
		s.mask(i, i+1, ' ')
		return
	}
	s.file.flaw(BareCR, i, i+1)
	s.mask(i, i+1, '\n')
	s.file.lines = append(s.file.lines, i+1)
}

// wide checks one multi-byte character and returns its length.
func (s *scanner) wide(i int) int {
	r, n := utf8.DecodeRuneInString(s.file.Raw[i:])
	if r != utf8.RuneError || n > 1 {
		if r == '\u0085' || r == '\u2028' || r == '\u2029' {
			// YAML counts these as line breaks, nobody else does.
			s.mask(i, i+n, ' ')
		}
		return n
	}
	if line := len(s.file.lines); line != s.badLine {
		s.badLine = line
		s.file.flaw(BadEncoding, i, i+1)
	}
	s.mask(i, i+1, '?')
	return 1
}

func (s *scanner) mask(start, end int, by byte) {
	if s.masked == nil {
		s.masked = []byte(s.file.Raw)
	}
	for ; start < end; start++ {
		s.masked[start] = by
	}
}
