package source

// Span is a half-open range of bytes in a file. The zero Span means "no
// place"; everything that prints spans handles it.
type Span struct {
	File       *File
	Start, End int
}

// Known reports whether the span is a place.
func (s Span) Known() bool { return s.File != nil }

// Text returns the original text of the span.
func (s Span) Text() string {
	if s.File == nil {
		return ""
	}
	return s.File.Raw[s.Start:s.End]
}

// Line returns the 1-based line of the start, or 0 without a place.
func (s Span) Line() int {
	if s.File == nil {
		return 0
	}
	return s.File.LineOf(s.Start)
}

// Sub returns the part [from, to) of the span, in bytes from its start.
func (s Span) Sub(from, to int) Span {
	if s.File == nil {
		return s
	}
	return s.File.Span(s.Start+from, min(s.Start+to, s.End))
}

// To returns the span from the start of s to the end of other, which must lie
// in the same file; otherwise s.
func (s Span) To(other Span) Span {
	if s.File == nil || s.File != other.File || other.End < s.Start {
		return s
	}
	return Span{File: s.File, Start: s.Start, End: other.End}
}

// Compare orders spans by file name, start and end; no place comes first.
func (s Span) Compare(other Span) int {
	if c := compareFiles(s.File, other.File); c != 0 {
		return c
	}
	if s.Start != other.Start {
		return s.Start - other.Start
	}
	return s.End - other.End
}

func compareFiles(a, b *File) int {
	switch {
	case a == b:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	case a.Name < b.Name:
		return -1
	case a.Name > b.Name:
		return 1
	}
	return 0
}
