package source

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func kinds(f *File) []FlawKind {
	var list []FlawKind
	for _, flaw := range f.Flaws {
		list = append(list, flaw.Kind)
	}
	return list
}

func TestScan(t *testing.T) {
	for _, c := range []struct {
		name, raw, text string
		flaws           []FlawKind
	}{
		{"clean", "a\nb\n", "a\nb\n", nil},
		{"without a final newline", "a\nb", "a\nb", nil},
		{"CR LF, reported once", "a\r\nb\r\n", "a \nb \n", []FlawKind{CRLF}},
		{"a last CR of a CR LF file", "a\r\nb\r", "a \nb ", []FlawKind{CRLF}},
		{"bare CR", "a\rb", "a\nb", []FlawKind{BareCR}},
		{"byte order mark", "\xef\xbb\xbfa", "   a", []FlawKind{ByteOrder}},
		{"Latin-1, once a line", "\xfc\xfc\n\xfc\n", "??\n?\n", []FlawKind{BadEncoding, BadEncoding}},
		{"what only YAML calls a line break", "a\u0085b\u2028c", "a  b   c", nil},
		{"NUL", "a\x00b", "", []FlawKind{Binary}},
		{"wide text is kept", "ä€😀", "ä€😀", nil},
		{"too deep", strings.Repeat("[", MaxDepth+1), "", []FlawKind{TooDeep}},
		{"just deep enough", strings.Repeat("[", MaxDepth), strings.Repeat("[", MaxDepth), nil},
		{"brackets that close", strings.Repeat("[]", 10*MaxDepth), strings.Repeat("[]", 10*MaxDepth), nil},
		{"too large", strings.Repeat("x", MaxSize+1), "", []FlawKind{TooLarge}},
	} {
		f := New("f", "f", []byte(c.raw))
		if f.Text != c.text || !slices.Equal(kinds(f), c.flaws) {
			t.Errorf("%s: text %.40q, flaws %v", c.name, f.Text, kinds(f))
		}
		if f.Fatal() != (c.text == "" && c.raw != "") {
			t.Errorf("%s: fatal is %t", c.name, f.Fatal())
		}
	}
}

func TestPositions(t *testing.T) {
	f := New("f", "f", []byte("ab\näb\r\n\nlast"))
	for _, c := range []struct{ offset, line, column int }{
		{0, 1, 1}, {2, 1, 3}, {3, 2, 1}, {5, 2, 2}, {6, 2, 3}, {8, 3, 1}, {9, 4, 1}, {13, 4, 5}, {99, 4, 5}, {-1, 1, 1},
	} {
		if line, column := f.Position(c.offset); line != c.line || column != c.column {
			t.Errorf("offset %d is %d:%d, want %d:%d", c.offset, line, column, c.line, c.column)
		}
	}
	for _, c := range []struct{ line, column, offset int }{
		{1, 1, 0}, {2, 2, 5}, {2, 9, 6}, {4, 1, 9}, {4, 9, 13}, {99, 1, 13},
	} {
		if got := f.Offset(c.line, c.column); got != c.offset {
			t.Errorf("%d:%d is offset %d, want %d", c.line, c.column, got, c.offset)
		}
	}
	for line, want := range []string{"ab", "äb", "", "last"} {
		if got := f.LineSpan(line + 1).Text(); got != want {
			t.Errorf("line %d is %q, want %q", line+1, got, want)
		}
	}
}

func TestSpans(t *testing.T) {
	a, b := New("a", "a", []byte("0123456789")), New("b", "b", []byte("x"))
	if s := a.Span(-5, 99); s.Text() != "0123456789" {
		t.Errorf("a span is clamped to its file, but got %q", s.Text())
	}
	if s := a.Span(2, 8).Sub(1, 3); s.Text() != "34" {
		t.Errorf("Sub: %q", s.Text())
	}
	if s := a.Span(2, 4).To(a.Span(6, 8)); s.Text() != "234567" {
		t.Errorf("To: %q", s.Text())
	}
	if s := a.Span(2, 4).To(b.Span(0, 1)); s.Text() != "23" {
		t.Errorf("To another file: %q", s.Text())
	}
	if (Span{}).Known() || (Span{}).Text() != "" || (Span{}).Line() != 0 {
		t.Error("the zero span is no place")
	}
	if (Span{}).Compare(a.Span(0, 1)) >= 0 || a.Span(5, 6).Compare(b.Span(0, 1)) >= 0 || a.Span(1, 2).Compare(a.Span(1, 3)) >= 0 {
		t.Error("spans are ordered by file, start and end")
	}
}

func FuzzNew(f *testing.F) {
	for _, seed := range []string{"", "a\r\nb\rc\x00", "\xef\xbb\xbf[[]\xff\u2028"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := New("f", "f", data)
		if !file.Fatal() && len(file.Text) != len(data) {
			t.Fatalf("the text has %d bytes, the file %d", len(file.Text), len(data))
		}
		for offset := range len(data) + 1 {
			if offset < len(data) && !utf8.RuneStart(data[offset]) {
				continue // columns count whole code points
			}
			line, column := file.Position(offset)
			if back := file.Offset(line, column); line < 1 || column < 1 || (!file.Fatal() && back > offset) {
				t.Fatalf("offset %d is %d:%d, which is offset %d", offset, line, column, back)
			}
		}
	})
}
