package unit

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"gopkg.in/ini.v1"

	"github.com/bondc/bondc/ir/source"
)

// dump is what a scan found, one line for each thing.
func dump(f *File) string {
	var b strings.Builder
	for _, s := range f.Sections {
		fmt.Fprintf(&b, "[%s]\n", s.Name)
		for _, a := range s.Assignments {
			fmt.Fprintf(&b, "%s=%s\n", a.Key, a.Value)
		}
	}
	for _, bad := range f.Bad {
		fmt.Fprintf(&b, "bad %d: %s\n", bad.Span.Line(), bad.Why)
	}
	return b.String()
}

func TestScan(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"order and resets", "[Network]\nDNS=a\nDNS=\nDNS=b\n[Network]\nDNS = c ", "[Network]\nDNS=a\nDNS=\nDNS=b\n[Network]\nDNS=c\n"},
		{"comments", "# a\n[A]\n ; b\nK=v # no comment\n", "[A]\nK=v # no comment\n"},
		{"continued", "[A]\nK=a \\\n# between\n  b\\\n\nL=1", "[A]\nK=a    b\nL=1\n"},
		{"escaped backslash", "[A]\nK=a\\\\\nL=1", "[A]\nK=a\\\\\nL=1\n"},
		{"goes on", "X=1\n[A\nK=1\n[B]\nword\n=1\nK=1", "[B]\nK=1\nbad 1: it stands in no section\nbad 2: it begins like the header of a section and has no \"]\" at its end\nbad 3: it stands in no section\nbad 5: it has no \"=\"\nbad 6: it has no key before the \"=\"\n"},
		{"line ends", "[A]\r\nK=1\r\n", "[A]\nK=1\n"},
		{"backslash at the end", "[A]\nK=1\\", "[A]\nK=1\n"},
	} {
		if diff := cmp.Diff(c.want, dump(Scan(source.New("a", "a", []byte(c.text))))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestWords(t *testing.T) {
	f := source.New("a", "a", []byte("[A]\nK= one\\\n two\n"))
	var got []string
	for _, w := range Scan(f).Sections[0].Assignments[0].Words() {
		got = append(got, w.Text, w.Span.Text())
	}
	if diff := cmp.Diff([]string{"one", "one", "two", "two"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestAgainstIni holds the scan against gopkg.in/ini.v1 on every unit of the
// golden stories: they have no continued lines, so both must see the same
// assignments, but for the empty ones: of a key that stands more than once ini.v1
// forgets them.
func TestAgainstIni(t *testing.T) {
	names, err := filepath.Glob("../../../golden/stories/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := 0
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if !slices.Contains([]string{".network", ".netdev", ".link"}, filepath.Ext(f.Name)) {
				continue
			}
			files++
			if diff := cmp.Diff(stated(byIni(t, f.Data)), stated(dump(Scan(source.New(f.Name, f.Name, f.Data))))); diff != "" {
				t.Errorf("%s: %s (-ini +scan):\n%s", name, f.Name, diff)
			}
		}
	}
	if files < 100 {
		t.Errorf("only %d units", files)
	}
}

// stated leaves out the lines that assign nothing.
func stated(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if !strings.HasSuffix(line, "=\n") {
			b.WriteString(line)
		}
	}
	return b.String()
}

func byIni(t *testing.T, data []byte) string {
	file, err := ini.LoadSources(ini.LoadOptions{
		AllowShadows: true, AllowDuplicateShadowValues: true, AllowNonUniqueSections: true, IgnoreInlineComment: true,
		IgnoreContinuation: true, PreserveSurroundedQuote: true, KeyValueDelimiters: "=",
	}, data)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, s := range file.Sections() {
		if s.Name() == ini.DefaultSection && len(s.Keys()) == 0 {
			continue
		}
		fmt.Fprintf(&b, "[%s]\n", s.Name())
		for _, k := range s.Keys() {
			for _, v := range k.ValueWithShadows() {
				fmt.Fprintf(&b, "%s=%s\n", k.Name(), v)
			}
		}
	}
	return b.String()
}
