package shellkv

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/patch"
	"github.com/bondc/bondc/ir/source"
)

// wordEdit is what becomes of the words of one value.
type wordEdit struct {
	it    *Item
	words []patch.Item
	added []string
}

func (e *Edit) of(it *Item) *wordEdit {
	for _, w := range e.words {
		if w.it == it {
			return w
		}
	}
	w := &wordEdit{it: it}
	for _, f := range it.Fields() {
		span := it.At(f.From, f.To)
		w.words = append(w.words, patch.Item{Start: span.Start, End: span.End})
	}
	e.words = append(e.words, w)
	return w
}

// DropWord removes the word of a value that the span lies in.
func (e *Edit) DropWord(it *Item, span source.Span) {
	w := e.of(it)
	i := slices.IndexFunc(w.words, func(word patch.Item) bool { return word.Start <= span.Start && span.End <= word.End })
	if i < 0 || it.Unknown != "" {
		e.Fail()
		return
	}
	w.words[i].Drop = true
}

// AddWord adds a word at the end of a value.
func (e *Edit) AddWord(it *Item, word string) {
	if it.Kind != Assign || it.Unknown != "" || strings.ContainsFunc(word, special) {
		e.Fail()
		return
	}
	w := e.of(it)
	w.added = append(w.added, word)
}

// SetPart replaces a part of a value, which must stand in the text as it is.
func (e *Edit) SetPart(span source.Span, old, text string) {
	if span.File != e.File || span.Text() != old || strings.ContainsFunc(text, special) {
		e.Fail()
		return
	}
	e.Replace(span.Start, span.End, text)
}

// Finish makes the edits of words that were collected.
func (e *Edit) Finish() {
	for _, w := range e.words {
		e.finish(w)
	}
	e.words = nil
}

func (e *Edit) finish(w *wordEdit) {
	for i, word := range w.words {
		if word.Drop && !plainCut(e.File.Raw, w.words, i) {
			e.Fail()
			return
		}
	}
	n := len(w.words)
	kept := !w.all()
	if !e.DropItems(w.words) && n > 0 && len(w.added) == 0 {
		e.Replace(w.words[0].Start, w.words[n-1].End, "")
	}
	if len(w.added) == 0 {
		return
	}
	added, raw := strings.Join(w.added, " "), w.it.Word.Text()
	switch single := len(raw) >= 2 && (raw[0] == '"' || raw[0] == '\'') && strings.Count(raw, raw[:1]) == 2 && strings.HasSuffix(raw, raw[:1]); {
	case single && n == 0:
		e.Insert(w.it.Word.Start+1, added)
	case single && kept:
		e.Insert(w.words[n-1].End, " "+added)
	case single:
		e.Replace(w.words[0].Start, w.words[n-1].End, added)
	case strings.ContainsAny(raw, "\"'\\"):
		e.Fail()
	case kept && n > 0:
		e.Insert(w.it.Word.Start, `"`)
		e.Insert(w.it.Word.End, " "+added+`"`)
	default:
		e.Replace(w.it.Word.Start, w.it.Word.End, `"`+added+`"`)
	}
}

// all reports whether every word goes.
func (w *wordEdit) all() bool {
	return !slices.ContainsFunc(w.words, func(word patch.Item) bool { return !word.Drop })
}

// plainCut reports whether a word and the gaps around it hold no quotes, which
// belong to what stays, and no backslash but one that joins lines.
func plainCut(raw string, words []patch.Item, i int) bool {
	from, to := words[i].Start, words[i].End
	if i > 0 {
		from = words[i-1].End
	}
	if i+1 < len(words) {
		to = words[i+1].Start
	}
	cut := strings.ReplaceAll(strings.ReplaceAll(raw[from:to], "\\\r\n", ""), "\\\n", "")
	return !strings.ContainsAny(cut, "\"'\\")
}
