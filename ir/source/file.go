package source

import (
	"sort"
	"unicode/utf8"
)

// File is one input, read once. The text in Text is what parsers see: it has
// the length of the original, with hostile bytes masked, so that offsets in it
// are offsets in the original.
type File struct {
	// Name is the path as reached from the argument of the command, with
	// slashes. It is what diagnostics print. "-" is standard input.
	Name string
	// Path is the path below the host's root ("etc/netplan/01.yaml") where it
	// is known, else the base name. It decides what the file means.
	Path string
	// Text is the masked text. It is empty when a flaw is fatal.
	Text string
	// Raw is the original text; edits apply to it.
	Raw string
	// Flaws are what the scan found, in order.
	Flaws []Flaw
	// Mode holds the permission bits, or 0 where they are not known.
	Mode uint32
	// Installed means that the file lies below the root of a whole system that is
	// no checkout of a repository: its mode is what the programs of that host will see.
	Installed bool

	lines  []int    // byte offsets of line starts
	hidden []hidden // what Conceal hides, by start
}

// New scans data and returns the File. It never fails: what is wrong is in
// Flaws, and a file with a fatal flaw has an empty Text.
func New(name, path string, data []byte) *File {
	f := &File{Name: name, Path: path, Raw: string(data)}
	f.scan()
	return f
}

// Fatal reports whether the file cannot be given to a parser at all.
func (f *File) Fatal() bool {
	for _, flaw := range f.Flaws {
		if flaw.Kind.Fatal() {
			return true
		}
	}
	return false
}

// BOM returns the length of the byte order mark at the start: 3 or 0. The mark
// is masked by blanks in Text; indentation-sensitive parsers skip it.
func (f *File) BOM() int {
	if len(f.Raw) >= 3 && f.Raw[:3] == bom {
		return 3
	}
	return 0
}

// Lines returns the number of lines, at least 1.
func (f *File) Lines() int { return len(f.lines) }

// LineStart returns the byte offset at which the 1-based line starts. Lines
// past either end are clamped.
func (f *File) LineStart(line int) int {
	switch {
	case line < 1:
		return 0
	case line > len(f.lines):
		return len(f.Raw)
	}
	return f.lines[line-1]
}

// LineEnd returns the byte offset at which the text of the 1-based line ends,
// before its line break.
func (f *File) LineEnd(line int) int {
	end := len(f.Raw)
	if line < len(f.lines) {
		end = f.LineStart(line + 1)
		if end > 0 && f.Raw[end-1] == '\n' {
			end--
		}
	}
	if end > f.LineStart(line) && f.Raw[end-1] == '\r' {
		end--
	}
	return end
}

// Offset turns a 1-based line and a 1-based column, counted in code points of
// Text, into a byte offset. Columns past the end of the line are clamped.
func (f *File) Offset(line, column int) int {
	start := f.LineStart(line)
	end := f.LineEnd(line)
	for off := start; ; {
		if column <= 1 || off >= end {
			return off
		}
		_, n := utf8.DecodeRuneInString(f.Raw[off:end])
		off += n
		column--
	}
}

// LineOf returns the 1-based line of an offset, in time that does not depend on
// the length of the line.
func (f *File) LineOf(offset int) int {
	return max(sort.SearchInts(f.lines, offset+1), 1)
}

// Position returns the 1-based line and column (in code points) of an offset.
func (f *File) Position(offset int) (line, column int) {
	offset = min(max(offset, 0), len(f.Raw))
	if len(f.lines) == 0 {
		return 1, 1
	}
	line = f.LineOf(offset)
	return line, 1 + utf8.RuneCountInString(f.Raw[f.LineStart(line):offset])
}

// Span returns the span of bytes [start, end) of the file, clamped to it.
func (f *File) Span(start, end int) Span {
	if f == nil {
		return Span{}
	}
	start = min(max(start, 0), len(f.Raw))
	end = min(max(end, start), len(f.Raw))
	return Span{File: f, Start: start, End: end}
}

// LineSpan returns the span of the 1-based line without its line break.
func (f *File) LineSpan(line int) Span { return f.Span(f.LineStart(line), f.LineEnd(line)) }
