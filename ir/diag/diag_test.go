package diag

import (
	"regexp"
	"testing"

	"github.com/bondc/bondc/ir/source"
)

func TestSortIsTheContract(t *testing.T) {
	a, b := source.New("a", "a", []byte("0123456789")), source.New("b", "b", []byte("0"))
	list := List{
		{Code: "z", Severity: Info, Span: b.Span(0, 1)},
		{Code: "b", Severity: Info, Span: a.Span(3, 4), Message: "2"},
		{Code: "b", Severity: Info, Span: a.Span(3, 4), Message: "1"},
		{Code: "b", Severity: Info, Span: a.Span(3, 4), Message: "1"},
		{Code: "a", Severity: Info, Span: a.Span(3, 4)},
		{Code: "c", Severity: Info, Span: a.Span(1, 2)},
		{Code: "y", Severity: Info},
	}.Sort()
	got := ""
	for _, d := range list {
		got += d.Code + d.Message + " "
	}
	if got != "y c a b1 b2 z " {
		t.Errorf("order and duplicates: %q", got)
	}
}

func TestHas(t *testing.T) {
	list := List{{Severity: Warning}}
	if list.Has(Error) || !list.Has(Warning) || !list.Has(Info) || (List{}).Has(Info) {
		t.Error("Has asks for findings of at least a severity")
	}
}

func TestCodes(t *testing.T) {
	slug := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	seen := map[string]bool{}
	for _, c := range Codes() {
		if !slug.MatchString(c.Slug) || seen[c.Slug] || c.Title == "" || c.Severity.String() == "invalid" {
			t.Errorf("code %q is malformed, incomplete or there twice", c.Slug)
		}
		seen[c.Slug] = true
	}
}

func TestWords(t *testing.T) {
	for _, s := range []Severity{Error, Warning, Info} {
		if got, ok := ParseSeverity(s.String()); !ok || got != s {
			t.Errorf("severity %q", s)
		}
	}
	if Severity(0).String() != "invalid" || Class(0).String() != "invalid" {
		t.Error("the zero values are invalid on purpose")
	}
	if Connectivity.Severity() != Error || Behaviour.Severity() != Warning || Bookkeeping.Severity() != Info {
		t.Error("a class of loss has its severity")
	}
}
