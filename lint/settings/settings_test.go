package settings

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// TestStories reads the settings of each archive in testdata and compares what
// they mean. UPDATE=1 rewrites the expectations.
func TestStories(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files := map[string]string{}
		for _, f := range archive.Files {
			files[f.Name] = string(f.Data)
		}
		got := describe(files[".bondc.hcl"])
		if os.Getenv("UPDATE") != "" {
			archive.Files = []txtar.File{{Name: ".bondc.hcl", Data: []byte(files[".bondc.hcl"])}, {Name: "want", Data: []byte(got)}}
			if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(files["want"], got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

func describe(text string) string {
	s, diags := Parse(source.New(".bondc.hcl", ".bondc.hcl", []byte(text)))
	diags = append(diags, s.Check([]string{"switch-config", "no-link-monitor", "mode-unknown"})...)
	var b strings.Builder
	fmt.Fprintf(&b, "target %+v\noff %v\nseverity %v\nexclude %v\nshared %v\n", s.Target(), s.Off(), s.Severity(), s.exclude, s.Shared())
	for _, d := range diags.Sort() {
		line, column := d.Span.File.Position(d.Span.Start)
		fmt.Fprintf(&b, "%d:%d: %s %s: %s\n    %s\n", line, column, d.Severity, d.Code, d.Message, d.Detail)
	}
	return b.String()
}

func TestExcludes(t *testing.T) {
	for _, test := range []struct {
		pattern, path string
		want          bool
	}{
		{"old/**", "old/a/b", true},
		{"old/**", "old/a", true},
		{"old/**", "older/a", false},
		{"old", "old/a/b", true},
		{"old/", "old", true},
		{"./old", "old/x", true},
		{"old", "new/old", false},
		{"**/old", "new/old/x", true},
		{"**/old", "old", true},
		{"hosts/*/scratch", "hosts/a/scratch/etc/x", true},
		{"hosts/*/scratch", "hosts/a/b/scratch", false},
		{"**/*.bak", "a/b/c.bak", true},
		{"**/*.bak", "c.bak", true},
		{"*.bak", "a/c.bak", false},
		{"a/**/z", "a/z", true},
		{"a/**/z", "a/b/c/z/x", true},
		{"host-[ab]", "host-b", true},
		{"host-?", "host-b/etc", true},
		{"**", "anything", true},
		{"**", "../other", false},
		{"**", "/etc/passwd", false},
		{"old", "./old", true},
		{"old", "new/../old", true},
	} {
		pattern, why := parsePattern(test.pattern)
		if why != "" {
			t.Fatalf("%q: %s", test.pattern, why)
		}
		s := Settings{exclude: [][]string{pattern}}
		if got := s.Excludes(test.path); got != test.want {
			t.Errorf("%q excludes %q: %v, want %v", test.pattern, test.path, got, test.want)
		}
	}
	start := time.Now()
	pattern, _ := parsePattern(strings.Repeat("**/a/", 500) + "b")
	s := Settings{exclude: [][]string{pattern}}
	if s.Excludes(strings.Repeat("a/", 2000)+"c") || time.Since(start) > 5*time.Second {
		t.Errorf("many ** match, or took %v", time.Since(start))
	}
}

func TestFind(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{
		"repo/.bondc.hcl", "repo/hosts/a/etc/netplan/x.yaml", "repo/hosts/a/.bondc.hcl", "repo/hosts/a/etc/.bondc.hcl",
		"repo/hosts/a/home/.bondc.hcl", "repo/other/.bondc.hcl", "repo/other/deep/x", "repo/folder/.bondc.hcl/x", "alone/x",
	} {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]string{
		"repo":                            "repo/.bondc.hcl",
		"repo/hosts":                      "repo/.bondc.hcl",
		"repo/hosts/a":                    "repo/.bondc.hcl",
		"repo/hosts/a/etc":                "repo/.bondc.hcl",
		"repo/hosts/a/etc/netplan/x.yaml": "repo/.bondc.hcl",
		"repo/hosts/a/home":               "repo/.bondc.hcl",
		"repo/other/deep/x":               "repo/other/.bondc.hcl",
		"repo/other/missing":              "repo/other/.bondc.hcl",
		"repo/folder":                     "repo/.bondc.hcl",
		"alone/x":                         "",
	} {
		got, err := Find(filepath.Join(root, path))
		if err != nil {
			t.Errorf("%s: %v", path, err)
		}
		if want != "" {
			want = filepath.Join(root, want)
		}
		if got != want {
			t.Errorf("%s: found %q, want %q", path, got, want)
		}
	}
	if got, err := Find("/etc/hosts"); got != "" || err != nil {
		t.Errorf("the running system has settings %q, %v", got, err)
	}
	t.Chdir(filepath.Join(root, "repo/other/deep"))
	if got, err := Find("."); err != nil || filepath.Base(filepath.Dir(got)) != "other" {
		t.Errorf("a relative path finds %q, %v", got, err)
	}
}

// TestHostileSettings wants an end soon, and a finding.
func TestHostileSettings(t *testing.T) {
	for name, text := range map[string]string{
		"too large":   strings.Repeat("# x\n", 20_000),
		"parentheses": "kernel = " + strings.Repeat("(\n#)\n", 10_000),
		"minus":       "kernel = " + strings.Repeat("-", 60_000) + "1",
		"no text":     "a\x00b",
		"sum":         "kernel = 1" + strings.Repeat("+1", 30_000),
		"long name":   strings.Repeat("x", 60_000) + " = 1",
	} {
		start := time.Now()
		s, diags := Parse(source.New(".bondc.hcl", ".bondc.hcl", []byte(text)))
		if s == nil || !diags.Has(diag.Error) || time.Since(start) > 5*time.Second {
			t.Errorf("%s: %v in %v", name, diags, time.Since(start))
		}
		for _, d := range diags {
			if len(d.Message)+len(d.Detail) > 1_000 {
				t.Errorf("%s: a message of %d bytes", name, len(d.Message)+len(d.Detail))
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("environment = [\"virtualbox\"]\nkernel = 6.1\nexclude = [\"old/**\"]\nrule \"x\" {\n  enabled = false\n  severity = \"info\"\n}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, diags := Parse(source.New(".bondc.hcl", ".bondc.hcl", data))
		s.Excludes("a/b/c")
		_, _ = s.Off(), s.Severity()
		for _, d := range append(diags, s.Check(nil)...) {
			if d.Span.Start < 0 || d.Span.End > len(data) || d.Message == "" {
				t.Errorf("finding %+v", d)
			}
		}
	})
}
