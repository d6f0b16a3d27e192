package hcl

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

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// TestStories reads each archive in testdata: files *.bondc.hcl, an optional
// file "vars" with lines NAME=VALUE, and what is expected of them. UPDATE=1
// rewrites the expectations.
func TestStories(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { story(t, path) })
	}
}

func story(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var files []*source.File
	opt := ir.ReadOptions{Host: "file"}
	inputs := &txtar.Archive{Comment: archive.Comment}
	want := map[string]string{}
	for _, f := range archive.Files {
		switch {
		case Claims(f.Name):
			files = append(files, source.New(f.Name, f.Name, f.Data))
		case f.Name == "vars":
			opt.Vars = vars(string(f.Data))
		case strings.HasPrefix(f.Name, "want."):
			want[f.Name] = string(f.Data)
			continue
		default:
			t.Fatalf("what is %s?", f.Name)
		}
		inputs.Files = append(inputs.Files, f)
	}
	got := map[string]string{}
	got["want.json"], got["want.diag"] = read(t, files, opt)
	if os.Getenv("UPDATE") != "" {
		for _, name := range []string{"want.json", "want.diag"} {
			inputs.Files = append(inputs.Files, txtar.File{Name: name, Data: []byte(got[name])})
		}
		if err := os.WriteFile(path, txtar.Format(inputs), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for name, text := range got {
		if diff := cmp.Diff(want[name], text); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func vars(text string) map[string]string {
	m := map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		name, value, _ := strings.Cut(line, "=")
		m[name] = value
	}
	return m
}

// read returns the hosts as JSON and the findings, with the problems of
// settings and the ignores, as lines.
func read(t *testing.T, files []*source.File, opt ir.ReadOptions) (hosts, findings string) {
	t.Helper()
	var out, lines bytes.Buffer
	for host, diags := range Parse(files, opt) {
		data, err := json.MarshalIndent(host.JSON(), "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		out.Write(append(data, '\n'))
		for _, d := range diags.Sort() {
			line, column := d.Span.File.Position(d.Span.Start)
			fmt.Fprintf(&lines, "%s: %s:%d:%d: %s %s: %s\n", host.Name, d.Span.File.Name, line, column, d.Severity, d.Code, d.Message)
			if d.Detail != "" {
				fmt.Fprintf(&lines, "    %s\n", strings.ReplaceAll(d.Detail, "\n", "\n    "))
			}
			if d.Fix != nil {
				fmt.Fprintf(&lines, "    fix: %s\n", d.Fix.Edits[0].Text)
			}
		}
		problems(&lines, host)
		for _, i := range host.Ignores {
			fmt.Fprintf(&lines, "%s: line %d ignores %q because %q: %s\n", host.Name, i.Line, i.Rule, i.Reason, i.Span.Text())
		}
		checkSpans(t, host, diags)
	}
	return out.String(), lines.String()
}

func problems(lines *bytes.Buffer, host *ir.Host) {
	for _, l := range host.Links {
		if l.Bond == nil {
			continue
		}
		list := append([]ir.Setting(nil), l.Bond.Settings...)
		for _, p := range l.Bond.Ports {
			list = append(list, p.Settings...)
		}
		for _, s := range list {
			if !s.Usable() {
				fmt.Fprintf(lines, "%s: %s: problem %d with %s = %s: %s\n", host.Name, l.Name, s.Problem.Kind, s.Key, s.Raw, s.Problem.Text)
			}
		}
	}
}

// checkSpans holds what is true of every host: spans lie in their files, keys
// are the text of their spans, and every key has one entry.
func checkSpans(t *testing.T, host *ir.Host, diags diag.List) {
	t.Helper()
	check := func(what string, s source.Span) {
		if s.File == nil || s.Start < 0 || s.End < s.Start || s.End > len(s.File.Raw) {
			t.Errorf("%s of %q: span %d-%d is outside the file", what, host.Name, s.Start, s.End)
		}
	}
	for _, d := range diags {
		check(d.Code, d.Span)
		if d.Message == "" || strings.HasSuffix(d.Message, ".") && !strings.HasSuffix(d.Message, "...") {
			t.Errorf("message %q", d.Message)
		}
	}
	seen := map[source.Span]bool{}
	for _, e := range host.Entries {
		check(e.Key, e.Span)
		check(e.Key, e.KeySpan)
		if e.KeySpan.Text() != e.Key {
			t.Errorf("entry %q stands at %q", e.Key, e.KeySpan.Text())
		}
		if seen[e.Span] {
			t.Errorf("two entries at %q", e.Span.Text())
		}
		seen[e.Span] = true
	}
	for _, l := range host.Links {
		check(l.Name, l.Span)
		if l.Bond != nil {
			for _, s := range l.Bond.Settings {
				check(s.Key, s.Span)
				if s.Raw != s.Span.Text() || s.KeySpan.Text() != s.Key {
					t.Errorf("setting %q stands at %q", s.Key, s.KeySpan.Text())
				}
			}
		}
	}
}

func TestClaims(t *testing.T) {
	for path, want := range map[string]bool{
		"host.bondc.hcl": true, "a/b/fleet.bondc.hcl": true, ".bondc.hcl": false, "a/.bondc.hcl": false,
		"a/.x.bondc.hcl": false, "main.hcl": false, "host.bondc.hcl~": false, "": false,
	} {
		if got := Claims(path); got != want {
			t.Errorf("Claims(%q) = %v, want %v", path, got, want)
		}
	}
}

func TestSniff(t *testing.T) {
	for text, want := range map[string]bool{
		"bond \"bond0\" {\n  mode = \"802.3ad\"\n}\n": true,
		"host \"a\" {}\n":                  true,
		"DEVICE=bond0\nONBOOT=yes\n":       false,
		"network:\n  bonds: {bond0: {}}\n": false,
		"resource \"x\" \"y\" {}\n":        false,
		"":                                 false,
	} {
		if got := Sniff(source.New("-", "-", []byte(text))); got != want {
			t.Errorf("Sniff(%q) = %v, want %v", text, got, want)
		}
	}
}

func TestFormat(t *testing.T) {
	f := source.New("x.bondc.hcl", "x.bondc.hcl", []byte("\xef\xbb\xbfbond \"bond0\" {\nmode=\"802.3ad\"\n   miimon = 100 # why\n}\n"))
	want := "bond \"bond0\" {\n  mode   = \"802.3ad\"\n  miimon = 100 # why\n}\n"
	got, diags := Format(f)
	if string(got) != want || len(diags) > 0 {
		t.Errorf("got %q %v, want %q", got, diags, want)
	}
	if got, diags := Format(source.New("x", "x", []byte("bond {"))); got != nil || !diags.Has(diag.Error) {
		t.Errorf("a broken file is formatted to %q, %v", got, diags)
	}
}
