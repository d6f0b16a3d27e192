package shellkv

import (
	"strings"

	"github.com/bondc/bondc/frontends/internal/patch"
	"github.com/bondc/bondc/ir/source"
)

// Edit changes assignments of a file that was read to items.
type Edit struct {
	*patch.Patch
	Items []Item

	words []*wordEdit
}

// At returns the assignment that the span is, holds or lies in, nil for none.
func (e *Edit) At(span source.Span) *Item {
	for i := range e.Items {
		it := &e.Items[i]
		if it.Kind == Assign && span.File == it.Span.File && it.Span.Start <= span.Start && span.End <= it.Span.End {
			return it
		}
	}
	return nil
}

// Last returns the item that a key has its value from, nil where it is not
// set.
func (e *Edit) Last(key string) *Item {
	for i := len(e.Items) - 1; i >= 0; i-- {
		if it := &e.Items[i]; it.Key == key && (it.Kind == Assign || it.Kind == Broken) {
			return it
		}
	}
	return nil
}

// Behind returns the item behind which something new is written: that of the first
// of the places that has one, else the last assignment; nil where there is none.
func (e *Edit) Behind(places ...source.Span) *Item {
	for _, place := range places {
		if it := e.At(place); it != nil {
			return it
		}
	}
	for i := len(e.Items) - 1; i >= 0; i-- {
		if e.Items[i].Kind == Assign {
			return &e.Items[i]
		}
	}
	return nil
}

// Set gives a key a value: where it is set, else on a new line behind that of
// the item after, or at the end of the file.
func (e *Edit) Set(key, value string, after *Item) {
	if it := e.Last(key); it != nil {
		e.SetValue(it, value)
		return
	}
	word, ok := quote(value)
	if !ok || nameLen(key) != len(key) {
		e.Fail()
		return
	}
	at := len(strings.TrimRight(e.File.Text, " \t\n"))
	if after != nil {
		at, _ = logicalEnd(e.File.Text, after.Span.End)
	}
	e.NewLine(at, key+"="+word)
}

// SetValue replaces the value of an assignment, and keeps its quotes where the
// new one can stand in them.
func (e *Edit) SetValue(it *Item, value string) {
	word, ok := quote(value)
	switch inside := it.ValueSpan(); {
	case it.Kind != Assign || it.Unknown != "" || !ok:
		e.Fail()
	case word == value || inside != it.Word && word == `"`+value+`"` && it.Word.Text()[0] == '"':
		e.Replace(inside.Start, inside.End, value)
	default:
		e.Replace(it.Word.Start, it.Word.End, word)
	}
}

// Drop removes an assignment, with its line where it is alone.
func (e *Edit) Drop(it *Item) {
	text := e.File.Text
	line := e.File.LineOf(it.Span.Start)
	next, end := it.Span.End, e.File.LineEnd(e.File.LineOf(it.Span.End))
	for next < end && isBlank(text[next]) {
		next++
	}
	start := it.Span.Start
	for start > e.File.LineStart(line) && isBlank(text[start-1]) {
		start--
	}
	switch last := next == end || text[next] == '#'; {
	case it.Kind != Assign || it.Unknown != "" && it.Local:
		e.Fail()
	case start == e.File.LineStart(line) && last:
		e.DropLines(it.Span.Start, it.Span.End, "#")
	case e.starts(next):
		e.Replace(it.Span.Start, next, "")
	case last && e.ends(start):
		e.Replace(start, it.Span.End, "")
	default:
		e.Fail()
	}
}

// starts reports whether an assignment starts at the offset, ends whether one
// ends there.
func (e *Edit) starts(at int) bool {
	for i := range e.Items {
		if e.Items[i].Kind == Assign && e.Items[i].Span.Start == at {
			return true
		}
	}
	return false
}

func (e *Edit) ends(at int) bool {
	for i := range e.Items {
		if e.Items[i].Kind == Assign && e.Items[i].Span.End == at {
			return true
		}
	}
	return false
}

// quote returns the value as one word of a shell, or false for one that would
// need more than double quotes.
func quote(value string) (string, bool) {
	if strings.ContainsAny(value, "\"'`$\\!") || strings.ContainsFunc(value, func(c rune) bool { return c < ' ' || c == 0x7f }) {
		return "", false
	}
	if value == "" || strings.ContainsFunc(value, special) || strings.Contains(value, "=") {
		return `"` + value + `"`, true
	}
	return value, true
}

// special reports whether a shell would look at the character twice.
func special(c rune) bool {
	return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("_-+=.,:/@%", c))
}
