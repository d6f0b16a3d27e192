package report

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/google/go-cmp/cmp"
)

const ifcfg = "DEVICE=bond0\nBONDING_OPTS=\"mode=4 arp_interval=100\"\nONBOOT=yes\n"

// sample is a run of two hosts with every part that a finding can have.
func sample() []HostResult {
	file := source.New("a/ifcfg-bond0", "ifcfg-bond0", []byte(ifcfg))
	at := strings.Index(ifcfg, "arp_interval")
	mode := strings.Index(ifcfg, "mode")
	return []HostResult{
		{Name: "a", Files: []string{"a/ifcfg-bond0"}, Findings: diag.List{
			{
				Code: "option-refused-in-mode", Severity: diag.Error, Link: "bond0",
				Message: `mode "802.3ad" refuses "arp_interval"`,
				Detail:  "The kernel refuses the write, and the rest goes on.\nThere is a second paragraph, which is longer than the width that the test asks for.",
				Span:    file.Span(at, at+len("arp_interval=100")),
				Related: []diag.Related{{Message: "the mode is set here", Span: file.Span(mode, mode+6)}, {Message: "no place"}},
				Fix:     &diag.Fix{Message: `remove "arp_interval"`, Safe: true, Edits: []diag.Edit{{File: file, Start: at - 1, End: at + 16}}},
			},
			{Code: "switch-config", Severity: diag.Info, Message: "the switch needs LACP", Span: file.LineSpan(2), Link: "bond0"},
		}},
		{Name: "b", Files: []string{"b/ifcfg-bond0", "b/ifcfg-eth0"}, Findings: diag.List{
			{Code: "unreadable", Severity: diag.Error, Message: `"b/ifcfg-eth0" cannot be read`},
			{Code: "crlf-line-ends", Severity: diag.Warning, Message: "lines end in CR LF", Span: source.New("b/ifcfg-eth0", "", nil).Span(0, 0)},
		}},
	}
}

func write(t *testing.T, format string, opt Options, results []HostResult) string {
	t.Helper()
	f, ok := FindFormat(format)
	if !ok {
		t.Fatalf("no format %q", format)
	}
	var b bytes.Buffer
	w := NewWriter(f, &b, opt)
	for _, r := range results {
		if err := w.Host(r); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.End(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// golden compares got with a file of testdata; UPDATE=1 rewrites it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func TestFormatsWriteTheSample(t *testing.T) {
	golden(t, "text.txt", write(t, "text", Options{Width: 60}, sample()))
	golden(t, "text-infos.txt", write(t, "text", Options{Infos: true}, sample()))
	golden(t, "text-color.txt", write(t, "text", Options{Color: true, Infos: true}, sample()))
	for format, file := range map[string]string{
		"json": "json.json", "github": "github.txt", "gitlab": "gitlab.json", "junit": "junit.xml", "checkstyle": "checkstyle.xml",
	} {
		golden(t, file, write(t, format, Options{Version: "1.2.3", FailOn: diag.Warning}, sample()))
	}
}

func TestEveryFormatWritesEmptyRuns(t *testing.T) {
	if got, want := write(t, "text", Options{}, nil), "no findings in 0 files of 0 hosts\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	got := write(t, "json", Options{}, []HostResult{{Name: "a", Files: []string{"x"}}})
	if want := "{\"version\":1,\n \"findings\":[],\n \"summary\":{\"hosts\":1,\"files\":1,\"errors\":0,\"warnings\":0,\"infos\":0}}\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFindingsOfOnePlaceInManyHostsAreOne(t *testing.T) {
	file := source.New("fleet.bondc.hcl", "fleet.bondc.hcl", []byte("host \"web\" {\n}\nhost \"db\" {\n}\n"))
	other := source.New("other.bondc.hcl", "other.bondc.hcl", []byte("host \"x\" {\n}\n"))
	finding := diag.Diagnostic{Code: "bond-no-ports", Severity: diag.Warning, Message: "m", Span: file.LineSpan(1), Link: "bond0"}
	elsewhere := finding
	elsewhere.Span = other.LineSpan(1)
	var results []HostResult
	for _, name := range []string{"web-a", "web-b", "web-c", "web-d"} {
		results = append(results, HostResult{Name: name, Span: file.LineSpan(1), Files: []string{file.Name}, Findings: diag.List{finding}})
	}
	results = append(results, HostResult{Name: "x", Span: other.LineSpan(1), Files: []string{other.Name}, Findings: diag.List{elsewhere}})
	golden(t, "shared.txt", write(t, "text", Options{}, results))
	golden(t, "shared.json", write(t, "json", Options{}, results))
}

func TestFindingsAppearWhileTheRunGoesOn(t *testing.T) {
	for _, format := range Formats() {
		var b bytes.Buffer
		w := NewWriter(format, &b, Options{})
		for _, r := range sample() {
			before := b.Len()
			if err := w.Host(r); err != nil {
				t.Fatal(err)
			}
			if b.Len() == before {
				t.Errorf("%s: nothing written after host %q", format.Name, r.Name)
			}
		}
	}
}

func TestErrorsOfWritingAreReturned(t *testing.T) {
	for _, format := range Formats() {
		w := NewWriter(format, failing{}, Options{})
		err := w.Host(sample()[0])
		if _, end := w.End(); err == nil || end == nil {
			t.Errorf("%s: errors %v and %v, want both", format.Name, err, end)
		}
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("full") }

func TestURL(t *testing.T) {
	for code, want := range map[string]string{
		"no-link-monitor": "https://github.com/bondc/bondc/blob/main/lint/rules/docs/no-link-monitor.md",
		diag.Syntax:       "https://github.com/bondc/bondc/blob/main/docs/codes/syntax.md",
	} {
		if got := URL(code); got != want {
			t.Errorf("URL(%q) = %q, want %q", code, got, want)
		}
	}
}

// fleet is a run of many hosts that have the same faults.
func fleet(hosts int) []HostResult {
	var results []HostResult
	for i := range hosts {
		name := fmt.Sprintf("n%04d", i)
		file := source.New(name+"/etc/f", "etc/f", []byte(ifcfg))
		found := diag.List{
			{Code: "no-link-monitor", Severity: diag.Error, Message: `"bond0" has no link monitor`, Span: file.LineSpan(1), Link: "bond0"},
			{Code: "switch-config", Severity: diag.Info, Message: "the switch needs LACP", Span: file.LineSpan(2), Link: "bond0"},
		}
		if i%2 == 0 {
			found.Add(diag.Diagnostic{Code: "port-has-address", Severity: diag.Warning, Message: fmt.Sprintf("port %d has an address", i), Span: file.LineSpan(3)})
		}
		results = append(results, HostResult{Name: name, Files: []string{file.Name}, Findings: found})
	}
	return results
}

func TestGroups(t *testing.T) {
	opt := func(by string) Options { return Options{GroupBy: by, Table: true, About: about, Flag: "-v"} }
	for _, by := range Groupings() {
		golden(t, "by-"+by+".txt", write(t, "text", opt(by), append(sample(), fleet(3)...)))
	}
	golden(t, "fleet.txt", write(t, "text", opt(""), fleet(2)))
	many := write(t, "text", opt("rule"), fleet(4000)) // 10,000 findings
	golden(t, "by-rule-many.txt", many)
	if lines := strings.Count(many, "\n"); lines > 70 {
		t.Errorf("%d lines for 10,000 findings", lines)
	}
	if lines := strings.Count(write(t, "text", opt("host"), fleet(4000)), "\n"); lines < 6000 {
		t.Errorf("by host not every finding has its line: %d", lines)
	}
	if got := write(t, "text", opt("rule"), nil); got != "no findings in 0 files of 0 hosts\n" {
		t.Errorf("nothing is %q", got)
	}
}

func TestKnownFindingsAreCountedApart(t *testing.T) {
	known := func(f *Finding) bool { return f.Code == "no-link-monitor" }
	for _, format := range Formats() {
		if out := write(t, format.Name, Options{Known: known, Infos: true}, fleet(2)); strings.Contains(out, "no-link-monitor") {
			t.Errorf("%s reports a known finding:\n%s", format.Name, out)
		}
	}
	if out := write(t, "text", Options{Known: known}, fleet(2)); !strings.HasSuffix(out, "0 errors, 1 warning, 2 infos in 2 files of 2 hosts, beside 2 findings of the baseline\n") {
		t.Errorf("the summary does not count them:\n%s", out)
	}
}
