package modprobe

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// TestFixtures reads the files of testdata/*.txtar and compares the host
// (want.json) and the findings (want.diag). UPDATE=1 rewrites want.*.
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
	var inputs []txtar.File
	var files []*source.File
	want := map[string]string{}
	for _, f := range archive.Files {
		if strings.HasPrefix(f.Name, "want.") {
			want[f.Name] = string(f.Data)
			continue
		}
		inputs = append(inputs, f)
		files = append(files, source.New(f.Name, f.Name, f.Data))
	}
	var got []txtar.File
	for host, diags := range Parse(files, ir.ReadOptions{Host: "host"}) {
		sane(t, files, host, diags)
		text, err := json.MarshalIndent(host.JSON(), "", " ")
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, txtar.File{Name: "want.json", Data: append(text, '\n')},
			txtar.File{Name: "want.diag", Data: []byte(problems(host) + lines(diags))})
	}
	if os.Getenv("UPDATE") != "" {
		archive.Files = append(inputs, got...)
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, f := range got {
		if diff := cmp.Diff(want[f.Name], string(f.Data)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
	}
}

// problems lists settings that could not be read; rules report them.
func problems(h *ir.Host) string {
	var b strings.Builder
	for _, o := range h.Module.Options {
		for _, s := range o.Settings {
			if s.Problem.Text != "" {
				line, column := s.KeySpan.File.Position(s.KeySpan.Start)
				fmt.Fprintf(&b, "%s:%d:%d setting: %s\n", s.KeySpan.File.Name, line, column, s.Problem.Text)
			}
		}
	}
	return b.String()
}

func lines(list diag.List) string {
	var b strings.Builder
	for _, d := range list.Sort() {
		line, column := d.Span.File.Position(d.Span.Start)
		fmt.Fprintf(&b, "%s:%d:%d %s: %s\n", d.Span.File.Name, line, column, d.Code, d.Message)
	}
	return b.String()
}

// sane holds what must be true of every reading.
func sane(t *testing.T, files []*source.File, h *ir.Host, diags diag.List) {
	t.Helper()
	inside := func(s source.Span) {
		if s.Known() && (s.Start < 0 || s.End > len(s.File.Raw) || s.Start > s.End) {
			t.Errorf("span %d-%d lies outside %s", s.Start, s.End, s.File.Name)
		}
	}
	words := 0
	for _, f := range files {
		lines, _ := split(f)
		words += len(lines)
	}
	if len(h.Entries) != words {
		t.Errorf("%d entries for %d lines: a line was lost", len(h.Entries), words)
	}
	for _, e := range h.Entries {
		inside(e.Span)
		inside(e.KeySpan)
	}
	for _, d := range diags {
		inside(d.Span)
		if _, known := diag.CodeOf(d.Code); !known {
			t.Errorf("code %q is not in the table", d.Code)
		}
	}
	for _, o := range h.Module.Options {
		for _, s := range o.Settings {
			inside(s.Span)
			inside(s.KeySpan)
		}
	}
}

func TestClaims(t *testing.T) {
	for name, want := range map[string]bool{
		"etc/modprobe.conf": true, "etc/modprobe.d/bonding.conf": true, "bonding.conf": true, "etc/modules.conf": true,
		"etc/modprobe.d/bonding": true, "etc/modprobe.d/README": false, "usr/lib/modprobe.d/bonding": false, "etc/modprobe.d/bonding.conf.bak": false, "etc/modprobe.d/.bonding.conf": false,
		"etc/sysctl.d/x.conf": false, "etc/modprobe.d/bonding.conf~": false,
	} {
		if Claims(name) != want {
			t.Errorf("Claims(%q) = %t", name, !want)
		}
	}
}

func FuzzParse(f *testing.F) {
	names, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if !strings.HasPrefix(file.Name, "want.") {
				f.Add(file.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		files := []*source.File{source.New("etc/modprobe.conf", "etc/modprobe.conf", data)}
		Sniff(files[0])
		for h, diags := range Parse(files, ir.ReadOptions{Host: "host"}) {
			sane(t, files, h, diags)
			if _, err := json.Marshal(h.JSON()); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	text := []byte("alias eth0 e1000\nalias bond0 bonding\noptions bond0 miimon=100 mode=6\n")
	for b.Loop() {
		f := source.New("etc/modprobe.conf", "etc/modprobe.conf", text)
		for range Parse([]*source.File{f}, ir.ReadOptions{}) {
		}
	}
}

// TestHostileFilesAreCheap reads files of a mebibyte whose cost must not grow
// with the square of their length.
func TestHostileFilesAreCheap(t *testing.T) {
	var aliases, lines strings.Builder
	for i := 0; aliases.Len() < 1<<20; i++ {
		fmt.Fprintf(&aliases, "alias b%d bonding\noptions b%d a=1\n", i, i)
		fmt.Fprintf(&lines, "options bonding miimon=%d\n", i)
	}
	for name, text := range map[string]string{
		"aliases":    aliases.String(),
		"lines":      "alias a bonding\nalias b bonding\n" + lines.String(),
		"parameters": "options bonding max_bonds=64 " + strings.Repeat("a ", 1<<19),
		"backslash":  strings.Repeat(`\`, 1<<20),
		"joined":     "options bonding" + strings.Repeat(" \\\nx=1", 1<<17),
		"quotes":     "options bonding " + strings.Repeat(`"a`, 1<<19),
	} {
		f := source.New("etc/modprobe.conf", "etc/modprobe.conf", []byte(text))
		start := time.Now()
		for h, diags := range Parse([]*source.File{f}, ir.ReadOptions{}) {
			if len(h.Links) > mostLinks || len(diags) > 10 {
				t.Errorf("%s: %d links, %d findings", name, len(h.Links), len(diags))
			}
		}
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("%s: took %s", name, took)
		}
	}
}

func TestSniff(t *testing.T) {
	for text, want := range map[string]bool{
		"# modules\nalias bond0 bonding\n": true, "options bonding mode=1": true, "blacklist bonding\n": true,
		"": false, "alias ll='ls -l'\n": false, "config interface lan\n": false, "DEVICE=bond0\n": false, "options\n": false,
	} {
		if Sniff(source.New("-", "-", []byte(text))) != want {
			t.Errorf("Sniff(%q) = %t", text, !want)
		}
	}
}

// TestMerge joins module options to bonds that another dialect declared.
func TestMerge(t *testing.T) {
	f := source.New("etc/modprobe.conf", "etc/modprobe.conf", []byte("alias bond* bonding\nalias lan_0 bonding\n"+
		"options bonding miimon=100\noptions bond0 mode=1\noptions lan-0 mode=4\n"))
	h := &ir.Host{Dialects: []string{"ifcfg"}, Links: []*ir.Link{{Name: "bond0"}, {Name: "lan-0"}, {Name: "eth0"}}}
	for m := range Parse([]*source.File{f}, ir.ReadOptions{}) {
		h.Merge(m)
	}
	var got []string
	for _, l := range h.Links {
		word := l.Name + " " + l.Kind.String()
		if l.Bond != nil {
			for _, s := range l.Bond.Defaults {
				word += " " + s.Key + "=" + s.Value
			}
		}
		got = append(got, word)
	}
	// A pattern makes bond0 a bond, but options are only given to whole names.
	want := "bond0 bond miimon=100; lan-0 bond miimon=100 mode=802.3ad; eth0 ethernet"
	if strings.Join(got, "; ") != want {
		t.Errorf("got %s\nwant %s", strings.Join(got, "; "), want)
	}
}
