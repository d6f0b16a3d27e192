// Package readertest runs the fixtures of a frontend and holds what every
// reader promises, for tests only.
package readertest

import (
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// Parse is the exported reader of a dialect.
type Parse func([]*source.File, ir.ReadOptions) iter.Seq2[*ir.Host, diag.List]

// One reads files as one host.
func One(parse Parse, files ...*source.File) (*ir.Host, diag.List) {
	for host, diags := range parse(files, ir.ReadOptions{Host: "host"}) {
		return host, diags
	}
	return nil, nil
}

// Fixtures runs testdata/*.txtar: a comment that says why the case exists, the
// files of a host, and what is read from them. want.json is the host, want.diag
// what is reported, want.entries which key was used for what. UPDATE=1 rewrites
// these.
func Fixtures(t *testing.T, parse Parse) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { fixture(t, parse, name) })
	}
}

func fixture(t *testing.T, parse Parse, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	isWant := func(f txtar.File) bool { return strings.HasPrefix(f.Name, "want.") }
	inputs := slices.DeleteFunc(slices.Clone(archive.Files), isWant)
	var files []*source.File
	for _, f := range inputs {
		files = append(files, source.New(f.Name, f.Name, f.Data))
	}
	host, diags := One(parse, files...)
	Sane(t, host, diags)
	got := &txtar.Archive{Comment: archive.Comment, Files: append(inputs,
		txtar.File{Name: "want.json", Data: model(t, host)},
		txtar.File{Name: "want.diag", Data: findings(diags)},
		txtar.File{Name: "want.entries", Data: entries(host)})}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(name, txtar.Format(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(txtar.Format(archive)), string(txtar.Format(got))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func model(t *testing.T, host *ir.Host) []byte {
	text, err := json.MarshalIndent(host.JSON(), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return append(text, '\n')
}

func findings(list diag.List) []byte {
	var b strings.Builder
	for _, d := range list {
		line, column := 0, 0
		if d.Span.Known() {
			line, column = d.Span.File.Position(d.Span.Start)
		}
		fmt.Fprintf(&b, "%d:%d: %s: %s: %s\n", line, column, d.Severity, d.Code, d.Message)
	}
	return []byte(b.String())
}

func entries(host *ir.Host) []byte {
	var b strings.Builder
	for _, e := range host.Entries {
		word := e.UsedBy
		if word == "" {
			word = strings.TrimSpace(fmt.Sprintf("residue, %s %s", e.Class, e.Reason))
		}
		fmt.Fprintf(&b, "%d %s[%s] %s: %s\n", e.Span.Line(), e.Link, e.Section, e.Key, word)
		if e.Advice != "" {
			fmt.Fprintf(&b, "  %s\n", e.Advice)
		}
	}
	return []byte(b.String())
}

// Sane holds what is true of every host and every finding.
func Sane(t *testing.T, host *ir.Host, diags diag.List) {
	t.Helper()
	for i, d := range diags {
		if _, known := diag.CodeOf(d.Code); !known || d.Severity == 0 || d.Message == "" || d.Detail == "" {
			t.Errorf("finding %+v is not whole", d)
		}
		if i > 0 && diags[i-1].Span.Compare(d.Span) > 0 {
			t.Errorf("findings %d and %d are not in order", i-1, i)
		}
	}
	for _, e := range host.Entries {
		if e.File == nil || !e.Span.Known() || e.Dialect != host.Dialect() || (e.UsedBy == "" && e.Class == 0) {
			t.Errorf("entry %+v is not whole", e)
		}
		inside(t, reflect.ValueOf(*e), 0)
	}
	inside(t, reflect.ValueOf(host.Links), 0)
	inside(t, reflect.ValueOf(host.Ignores), 0)
}

// inside checks that every span that a value holds lies in its file.
func inside(t *testing.T, v reflect.Value, depth int) {
	if depth > 12 {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && v.Type() != reflect.TypeFor[*source.File]() {
			inside(t, v.Elem(), depth+1)
		}
	case reflect.Slice:
		for i := range v.Len() {
			inside(t, v.Index(i), depth+1)
		}
	case reflect.Struct:
		if s, ok := v.Interface().(source.Span); ok {
			if s.Known() && (s.Start < 0 || s.End < s.Start || s.End > len(s.File.Raw)) {
				t.Errorf("span %d..%d is not inside its file", s.Start, s.End)
			}
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				inside(t, v.Field(i), depth+1)
			}
		}
	}
}

// Seeds adds the inputs of the fixtures and of the golden stories in a dialect
// to a fuzz target that takes one file.
func Seeds(f *testing.F, dialect string) {
	fixtures, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(fixtures) == 0 {
		f.Fatalf("no fixtures: %v", err)
	}
	stories, err := filepath.Glob("../../golden/stories/*.txtar")
	if err != nil || len(stories) == 0 {
		f.Fatalf("no stories: %v", err)
	}
	for _, name := range slices.Concat(fixtures, stories) {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			story := strings.HasPrefix(file.Name, "in/"+dialect+"/") || strings.HasPrefix(file.Name, "want/"+dialect+"/")
			if story || (slices.Contains(fixtures, name) && !strings.HasPrefix(file.Name, "want.")) {
				f.Add(file.Data)
			}
		}
	}
}
