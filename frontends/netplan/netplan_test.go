package netplan_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc/frontends/netplan"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// TestFixtures reads every archive below testdata: its files are a host's, its
// want.json the model and its want.diag the findings. UPDATE=1 rewrites those.
func TestFixtures(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { fixture(t, name) })
	}
}

func fixture(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	host, diags := parse(t, inputs(archive)...)
	checkSpans(t, host, diags)
	got := map[string]string{"want.json": modelText(t, host), "want.diag": diagText(diags)}
	if os.Getenv("UPDATE") == "1" {
		update(t, name, archive, got)
		return
	}
	want := map[string]string{"want.json": "", "want.diag": ""}
	for _, f := range archive.Files {
		if strings.HasPrefix(f.Name, "want.") {
			want[f.Name] = string(f.Data)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got; UPDATE=1 rewrites):\n%s", name, diff)
	}
}

func inputs(archive *txtar.Archive) []*source.File {
	var files []*source.File
	for _, f := range archive.Files {
		if !strings.HasPrefix(f.Name, "want.") {
			files = append(files, source.New(f.Name, f.Name, f.Data))
		}
	}
	return files
}

func update(t *testing.T, name string, archive *txtar.Archive, got map[string]string) {
	before := txtar.Format(archive)
	kept := archive.Files[:0]
	for _, f := range archive.Files {
		if !strings.HasPrefix(f.Name, "want.") {
			kept = append(kept, f)
		}
	}
	archive.Files = kept
	for _, want := range []string{"want.json", "want.diag"} {
		archive.Files = append(archive.Files, txtar.File{Name: want, Data: []byte(got[want])})
	}
	if after := txtar.Format(archive); !bytes.Equal(before, after) {
		t.Logf("rewrote %s", name)
		if err := os.WriteFile(name, after, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func parse(t testing.TB, files ...*source.File) (*ir.Host, diag.List) {
	t.Helper()
	for host, diags := range netplan.Parse(files, ir.ReadOptions{Host: "test"}) {
		return host, diags
	}
	t.Fatal("no host")
	return nil, nil
}

func modelText(t testing.TB, host *ir.Host) string {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(host.JSON()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func diagText(diags diag.List) string {
	var b strings.Builder
	for _, d := range diags {
		line, column := d.Span.File.Position(d.Span.Start)
		fmt.Fprintf(&b, "%s:%d:%d %s: %s\n", d.Span.File.Name, line, column, d.Code, d.Message)
	}
	return b.String()
}

// checkSpans asserts what holds for every input: places lie inside the files,
// codes are known, and every setting and entry has its place.
func checkSpans(t testing.TB, host *ir.Host, diags diag.List) {
	t.Helper()
	inside := func(what string, s source.Span) {
		if !s.Known() || s.Start < 0 || s.End < s.Start || s.End > len(s.File.Raw) {
			t.Errorf("%s: span %d..%d is not inside its file", what, s.Start, s.End)
		}
	}
	for _, d := range diags {
		inside("finding "+d.Code, d.Span)
		if _, ok := diag.CodeOf(d.Code); !ok {
			t.Errorf("code %q is not in the table", d.Code)
		}
		for _, r := range d.Related {
			inside("related of "+d.Code, r.Span)
		}
	}
	for _, e := range host.Entries {
		inside("entry "+e.Key, e.Span)
		inside("key of entry "+e.Key, e.KeySpan)
	}
	for _, l := range host.Links {
		inside("link "+l.Name, l.Span)
		if l.Bond != nil {
			for _, s := range l.Bond.Settings {
				inside("setting "+s.Key, s.Span)
				inside("key of setting "+s.Key, s.KeySpan)
			}
		}
	}
	for _, i := range host.Ignores {
		inside("ignore", i.Span)
	}
}
