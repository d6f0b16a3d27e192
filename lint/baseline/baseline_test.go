package baseline

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/lint/report"
)

// findings has one finding a line that is not empty, all of one rule.
func findings(t *testing.T, dir, text string) []report.Finding {
	t.Helper()
	file := source.New(filepath.ToSlash(filepath.Join(dir, "hosts", "f")), "f", []byte(text))
	list := []report.Finding{{Diagnostic: diag.Diagnostic{Code: "r", Severity: diag.Warning}, Hosts: []string{"h"}}}
	for n := 1; n <= file.Lines(); n++ {
		if s := file.LineSpan(n); s.Text() != "" {
			list = append(list, report.Finding{Diagnostic: diag.Diagnostic{Code: "r", Severity: diag.Warning, Span: s, Link: "bond0"}, Hosts: []string{"h"}})
		}
	}
	return list
}

func record(t *testing.T, dir, text string) *Baseline {
	t.Helper()
	name := filepath.Join(dir, "base.json")
	b, err := New(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings(t, dir, text) {
		if !b.Add(&f) {
			t.Errorf("%+v is not taken", f)
		}
	}
	data, err := b.Format()
	if err != nil {
		t.Fatal(err)
	}
	if b, err = Parse(name, data); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	again, err := b.Format()
	if err != nil || string(again) != string(data) {
		t.Errorf("read and written again:\n%s\nwant\n%s", again, data)
	}
	return b
}

func TestFindingsAreKnownAgain(t *testing.T) {
	for _, test := range []struct {
		name, before, after string
		news, gone          int
	}{
		{"the same", "a=1\nb=2\n", "a=1\nb=2\n", 0, 0},
		{"moved lines", "a=1\nb=2\n", "\n\nb=2\n\na=1\n", 0, 0},
		{"other blanks", "a = 1\n", "\ta  =  1\n", 0, 0},
		{"another value", "a=1\nb=2\n", "a=1\nb=3\n", 1, 1},
		{"one more of the same", "a=1\n", "a=1\na=1\n", 1, 0},
		{"one less of the same", "a=1\na=1\n", "a=1\n", 0, 1},
		{"all gone", "a=1\nb=2\n", "", 0, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			b := record(t, dir, test.before)
			news := 0
			for _, f := range findings(t, dir, test.after) {
				if !b.Take(&f) {
					news++
				}
			}
			gone := 0
			for _, g := range b.Gone(func(path string) bool { return path == filepath.Join(dir, "hosts", "f") }) {
				gone += g.Count
				if g.File != "hosts/f" || g.Rule != "r" {
					t.Errorf("gone %+v", g)
				}
			}
			if news != test.news || gone != test.gone {
				t.Errorf("%d new, %d gone; want %d and %d", news, gone, test.news, test.gone)
			}
			if left := b.Gone(func(string) bool { return false }); left != nil {
				t.Errorf("files that were not looked at have lost %v", left)
			}
		})
	}
}

func TestErrorsOfReadingAreNeverKnown(t *testing.T) {
	b, _ := New("base.json")
	f := report.Finding{Diagnostic: diag.Diagnostic{Code: diag.Syntax, Severity: diag.Error}, Hosts: []string{"h"}}
	if b.Add(&f) || b.Take(&f) || b.Len() != 0 {
		t.Error("an error of reading is in the baseline")
	}
	f.Code, f.Severity = diag.CRLF, diag.Warning
	if !b.Add(&f) || b.Len() != 1 {
		t.Error("a warning of reading is not in the baseline")
	}
}

func TestMalformedFilesAreRefused(t *testing.T) {
	for text, want := range map[string]string{
		"":                            "no baseline",
		"[]":                          "no baseline",
		"{}":                          `no "version"`,
		`{"version":2,"findings":[]}`: "version 2, and this bondc reads version 1",
		`{"version":1,"findings":[{"rule":"r","text":"x","count":0}]}`: "count",
		`{"version":1,"findings":[{"rule":"r","count":1}]}`:            "finding 1",
		`{"version":1,"finding":[]}`:                                   "finding",
		`{"version":1,"findings":[]} {}`:                               "no baseline",
		`{"version":"1"}`:                                              "no baseline",
	} {
		if _, err := Parse("x", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}
