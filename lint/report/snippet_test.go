package report

import (
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/source"
)

func TestExcerptAlignsTheMark(t *testing.T) {
	for _, test := range []struct {
		name, text, mark string
		line, carets     string
	}{
		{"plain", "a=b c", "b", "a=b c", "  ^"},
		{"tab before", "\ta\tb=1", "b=1", "        a       b=1", "                ^^^"},
		{"tab inside", "a\tb", "a\tb", "a       b", "^^^^^^^^^"},
		{"wide before", "漢字=1", "1", "漢字=1", "     ^"},
		{"wide marked", "a=漢字", "漢字", "a=漢字", "  ^^^^"},
		{"combining", "e\u0301=1", "1", "e\u0301=1", "  ^"},
		{"escape", "a\x1b=1", "1", `a\x1b=1`, "      ^"},
		{"bad byte", "\xff=1", "1", `\xff=1`, "     ^"},
		{"empty span", "abc", "", "abc", "^"},
		{"long before", strings.Repeat("x", 500) + "=1", "1", "..." + strings.Repeat("x", 39) + "=1", strings.Repeat(" ", 43) + "^"},
		{"long after", "a=1 " + strings.Repeat("é", 500), "1", "a=1 " + strings.Repeat("é", 20) + "...", "  ^"},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := source.New("f", "f", []byte("first\n"+test.text+"\nlast\n"))
			at := strings.Index(file.Raw, test.text) + strings.LastIndex(test.text, test.mark)
			if test.mark == "" {
				at = strings.Index(file.Raw, test.text)
			}
			s := excerpt(file.Span(at, at+len(test.mark)))
			line := s.before + s.marked + s.after
			if line != test.line || s.marks() != test.carets {
				t.Errorf("got\n%s\n%s\nwant\n%s\n%s", line, s.marks(), test.line, test.carets)
			}
		})
	}
}

func TestExcerptOfSeveralLinesShowsTheFirst(t *testing.T) {
	file := source.New("f", "f", []byte("one\ntwo\nthree\n"))
	s := excerpt(file.Span(1, 9))
	if s.before != "o" || s.marked != "ne" || s.after != "" || !s.cut {
		t.Errorf("got %+v", s)
	}
	if s := excerpt(file.Span(0, 4)); s.cut {
		t.Errorf("a span up to the line break is not cut: %+v", s)
	}
}

func TestExcerptStaysInsideAnyFile(t *testing.T) {
	for _, raw := range []string{"", "\n", "a", "\r\n\r\n", "\xff\xff\xff", strings.Repeat("é", 400)} {
		file := source.New("f", "f", []byte(raw))
		for start := 0; start <= len(raw); start++ {
			for _, end := range []int{start, start + 1, len(raw)} {
				s := excerpt(file.Span(start, end))
				s.marks()
			}
		}
	}
}

func TestWrap(t *testing.T) {
	got := strings.Join(wrap("one two  three\nfour 漢字漢字 five", 9), "|")
	if want := "one two|three|four|漢字漢字|five"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPositionsAreThoseOfTheFile(t *testing.T) {
	file := source.New("f", "f", []byte("aé b\n\n\tcé\xff d\nlast"))
	other := source.New("g", "g", []byte("x\ny"))
	var c cursor
	for _, offset := range []int{0, 1, 3, 3, 5, 6, 7, 12, 99, 2, 0, 13, 8} {
		line, column := c.position(file, offset)
		if l, col := file.Position(offset); l != line || col != column {
			t.Errorf("offset %d is %d:%d, want %d:%d", offset, line, column, l, col)
		}
		if offset%2 == 0 {
			c.position(other, 2)
		}
	}
}
