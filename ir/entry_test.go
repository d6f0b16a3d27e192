package ir

import (
	"testing"

	"github.com/bondc/bondc/ir/source"
)

func TestEntryLine(t *testing.T) {
	f := source.New("f", "f", []byte("MTU=9000\nif true; then\n  MTU=1\nfi\nrenderers: [a]\n"))
	for _, c := range []struct {
		start, end int
		key        string
		form       Form
		want       string
	}{
		{0, 8, "MTU", KeyForm, "MTU=9000"},
		{9, 33, "", KeyForm, "if true; then ..."},
		{9, 33, "X", KeyForm, "X"},
		{46, 47, "renderers[0]", ItemForm, "renderers: a"},
	} {
		e := &Entry{Key: c.key, Form: c.form, File: f, Span: source.Span{File: f, Start: c.start, End: c.end}}
		if got := e.Line(); got != c.want {
			t.Errorf("%d to %d: got %q, want %q", c.start, c.end, got, c.want)
		}
	}
}
