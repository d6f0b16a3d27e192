package shellkv

import (
	"strings"

	"github.com/bondc/bondc/frontends/internal/ignores"
	"github.com/bondc/bondc/ir/source"
)

// Kind says what an item of the file is.
type Kind uint8

// The kinds of items.
const (
	_       Kind = iota
	Assign       // KEY=value, which sets a variable
	Command      // something that a shell would run
	Comment      // from # to the end of the line
	Broken       // lines that no shell can parse
)

// Item is an assignment, a command, a comment or a broken line. Items come in
// the order of the text.
type Item struct {
	Kind Kind
	// Key is the variable of an assignment. For a broken line it is the
	// variable that the line seems to set, for a command its first word where
	// that is plain; else "".
	Key string
	// Value is the value without its quotes. It is "" where Unknown says why
	// nobody but a shell could tell.
	Value string
	// Unknown says what the value or effect depends on ("a variable").
	Unknown string
	// Local marks an assignment that only the command behind it sees.
	Local bool
	// KeySpan is the key, Word the value with its quotes, Span all of it.
	KeySpan, Word, Span source.Span
	// Trailing marks a comment that follows something on its line.
	Trailing bool

	// pieces map Value to the text; nil means one piece, starting at base.
	pieces []piece
	base   int
}

// piece is a run of the value: the bytes from at on stand in the text from src
// on. A run of width 0 is byte for byte; otherwise one byte of the value comes
// from width bytes of the text.
type piece struct{ at, src, width int }

// At returns the place in the text of the bytes [from, to) of the value.
func (it *Item) At(from, to int) source.Span {
	file := it.Span.File
	if file == nil || to < from {
		return source.Span{}
	}
	if it.pieces == nil {
		return file.Span(it.base+from, it.base+to)
	}
	if from == to {
		start := it.offset(from, false)
		return file.Span(start, start)
	}
	return file.Span(it.offset(from, false), it.offset(to-1, true))
}

// ValueSpan returns the place of the whole value: inside its quotes where it
// stands in one piece, else with them.
func (it *Item) ValueSpan() source.Span {
	if it.pieces == nil && it.Unknown == "" {
		return it.At(0, len(it.Value))
	}
	return it.Word
}

// offset returns where the byte of the value starts in the text, or ends.
func (it *Item) offset(i int, end bool) int {
	p := it.pieces[0]
	for _, next := range it.pieces[1:] {
		if next.at > i {
			break
		}
		p = next
	}
	switch {
	case p.width > 0 && end:
		return p.src + p.width
	case p.width > 0:
		return p.src
	case end:
		return p.src + i - p.at + 1
	}
	return p.src + i - p.at
}

// Field is one of the words that a value is split into at blanks.
type Field struct {
	Text string
	// From and To are the bytes of the value.
	From, To int
}

// Fields splits the value at blanks and line breaks, as an unquoted $KEY is.
func (it *Item) Fields() []Field {
	var fields []Field
	for i := 0; i < len(it.Value); {
		if isSpace(it.Value[i]) {
			i++
			continue
		}
		from := i
		for i < len(it.Value) && !isSpace(it.Value[i]) {
			i++
		}
		fields = append(fields, Field{it.Value[from:i], from, i})
	}
	return fields
}

// Multiline reports whether the value holds a line break, which no key of a
// configuration file is meant to have.
func (it *Item) Multiline() bool { return strings.ContainsRune(it.Value, '\n') }

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// Called returns the word with ARGUMENT for its value where it is
// "$(NAME 'ARGUMENT')" and nothing else: for a function whose meaning the
// reader knows. Any other word comes back as it is.
func (it Item) Called(name string) Item {
	text, ok := strings.CutPrefix(it.Word.Text(), `"$(`+name+` '`)
	text, closed := strings.CutSuffix(text, `')"`)
	if text = strings.ReplaceAll(text, `'\''`, "\x00"); !ok || !closed || strings.Contains(text, "'") {
		return it
	}
	it.Value, it.Unknown = strings.ReplaceAll(text, "\x00", "'"), ""
	it.pieces = []piece{{src: it.Word.Start, width: it.Word.End - it.Word.Start}}
	return it
}

// Comments returns the comments among the items.
func Comments(items []Item) []ignores.Comment {
	var list []ignores.Comment
	for i := range items {
		if it := &items[i]; it.Kind == Comment {
			list = append(list, ignores.Comment{Span: it.Span, Trailing: it.Trailing})
		}
	}
	return list
}
