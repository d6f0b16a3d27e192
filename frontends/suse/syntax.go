package suse

import (
	"strings"

	"github.com/bondc/bondc/frontends/internal/ignores"
	"github.com/bondc/bondc/frontends/internal/shellkv"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

// variable is what a key was last set to.
type variable struct {
	item  *shellkv.Item
	entry *ir.Entry
}

func (v *variable) value() string     { return v.item.Value }
func (v *variable) span() source.Span { return v.item.ValueSpan() }

// use notes what consumed the variable. It takes nil.
func (v *variable) use(by string) {
	if v != nil {
		v.entry.UsedBy = by
	}
}

// vars are the variables that hold when a file has been read, in the order in
// which they were first set.
type vars struct {
	list []*variable
	at   map[string]int // where each key stands in the list
}

// set assigns a key. What it held before is gone, as in a shell.
func (s *vars) set(v *variable) {
	if i, again := s.at[v.item.Key]; again {
		s.list[i].entry.UsedBy = "overridden"
		s.list[i] = v
		return
	}
	if s.at == nil {
		s.at = map[string]int{}
	}
	s.at[v.item.Key] = len(s.list)
	s.list = append(s.list, v)
}

// get returns the variable of a key whose value is known and not empty, or nil.
func (s *vars) get(key string) *variable {
	i, ok := s.at[key]
	if !ok || s.list[i].item.Unknown != "" || strings.TrimSpace(s.list[i].item.Value) == "" {
		return nil
	}
	return s.list[i]
}

// word is get for keys with one word, in lower case; "" where there is none.
func (s *vars) word(key, by string) (string, *variable) {
	v := s.get(key)
	if v == nil {
		return "", nil
	}
	v.use(by)
	return strings.ToLower(strings.TrimSpace(v.value())), v
}

// yes reports whether a key says yes (wicked, ni_sysconfig_test_boolean).
func (s *vars) yes(key, by string) bool {
	word, _ := s.word(key, by)
	return word == "yes" || word == "on" || word == "true" || word == "1"
}

// field is one word of a value or line with its place.
type field struct {
	text string
	span source.Span
}

// fields cuts a value at blanks.
func (v *variable) fields() []field {
	var list []field
	for _, f := range v.item.Fields() {
		list = append(list, field{f.Text, v.item.At(f.From, f.To)})
	}
	return list
}

// mostLines bounds the lines of a file of routes.
const mostLines = 10_000

// routeLines cuts a file of routes into lines of words; a "#" begins a comment
// (ifroute(5)).
func routeLines(f *source.File) (list [][]field, comments []ignores.Comment) {
	at := 0
	for text := range strings.Lines(f.Text) {
		from, to := at, at+len(strings.TrimRight(text, "\r\n"))
		at += len(text)
		if i := strings.IndexByte(f.Text[from:to], '#'); i >= 0 {
			comments = append(comments, ignores.Comment{Span: f.Span(from+i, to), Trailing: strings.TrimSpace(f.Text[from:from+i]) != ""})
			to = from + i
		}
		var words []field
		for i := from; i < to; {
			if f.Text[i] == ' ' || f.Text[i] == '\t' || f.Text[i] == '\r' {
				i++
				continue
			}
			start := i
			for i < to && f.Text[i] != ' ' && f.Text[i] != '\t' && f.Text[i] != '\r' {
				i++
			}
			words = append(words, field{f.Text[start:i], f.Span(start, i)})
		}
		if len(words) > 0 && len(list) < mostLines {
			list = append(list, words)
		}
	}
	return list, comments
}
