package frontends

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

// kinds are the words of testdata/edit for the kinds of changes.
func kinds() map[string]ir.ChangeKind {
	return map[string]ir.ChangeKind{
		"set-option": ir.SetOption, "drop-option": ir.DropOption, "rename-option": ir.RenameOption, "set-key": ir.SetKey,
		"add-item": ir.AddItem, "drop-key": ir.DropKey, "drop-comment": ir.DropComment, "replace": ir.Replace,
	}
}

// TestEditCases makes the changes that the archives of testdata/edit name: a
// section "was NAME", the changes in the comment above or in a section "do",
// and what comes of it in "now". A change is
//
//	KIND [LINK[/PORT]] [KEY[=VALUE]] [at TEXT]
//
// where TEXT is a text of the file that occurs once. An empty "now" means that
// the change cannot be made.
func TestEditCases(t *testing.T) {
	paths, err := filepath.Glob("testdata/edit/*.txtar")
	if err != nil || len(paths) < 4 {
		t.Fatalf("%v, %v", paths, err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		dialect := strings.TrimSuffix(filepath.Base(path), ".txtar")
		cases := 0
		for i := 0; i+2 < len(archive.Files); i += 3 {
			was, do, now := archive.Files[i], archive.Files[i+1], archive.Files[i+2]
			title, ok := strings.CutPrefix(was.Name, "was ")
			if !ok || do.Name != "do" || now.Name != "now" {
				t.Fatalf("%s: the sections are %q, %q, %q", path, was.Name, do.Name, now.Name)
			}
			cases++
			t.Run(dialect+"/"+title, func(t *testing.T) {
				if got := edited(t, dialect, string(was.Data), string(do.Data)); got != string(now.Data) {
					t.Errorf("got\n%s\nwant\n%s", got, now.Data)
				}
				short := strings.TrimSuffix(string(was.Data), "\n")
				if got := edited(t, dialect, short, string(do.Data)); strings.TrimSuffix(got, "\n") != strings.TrimSuffix(string(now.Data), "\n") {
					t.Errorf("without a line end at the end: got\n%s\nwant\n%s", got, now.Data)
				}
				if dialect == "modprobe" && strings.Contains(string(was.Data), "\\\n") {
					return // to modprobe a backslash before a carriage return joins no lines
				}
				crlf := strings.ReplaceAll(string(was.Data), "\n", "\r\n")
				if got := edited(t, dialect, crlf, string(do.Data)); strings.ReplaceAll(got, "\r\n", "\n") != string(now.Data) || strings.Count(got, "\r\n") != strings.Count(got, "\n") {
					t.Errorf("with the line ends of Windows: got\n%q\nwant\n%s", got, now.Data)
				}
			})
		}
		if cases*3 != len(archive.Files) || cases < 5 {
			t.Errorf("%s: %d cases in %d sections", path, cases, len(archive.Files))
		}
	}
}

// edited returns the text after the changes, "" where they cannot be made.
func edited(t *testing.T, dialect, text, do string) string {
	t.Helper()
	name := map[string]string{"ifcfg": "ifcfg-bond0", "modprobe": "b.conf", "netplan": "b.yaml", "hcl": "b.bondc.hcl"}[dialect]
	front, _ := Named(dialect)
	s := set{dialect, front, []*source.File{source.New(name, name, []byte(text))}}
	hosts, _ := s.read(ir.Evidence{})
	var changes []ir.Change
	for _, line := range strings.Split(strings.TrimSpace(do), "\n") {
		changes = append(changes, changeOf(t, s.files[0], line))
	}
	var editor Editor
	edits := editor.Edit(hosts[0], changes)
	if edits == nil {
		return ""
	}
	return s.edited(edits).files[0].Raw
}

func changeOf(t *testing.T, f *source.File, line string) ir.Change {
	t.Helper()
	rest, at, found := strings.Cut(line, " at ")
	words := strings.SplitN(rest, " ", 3)
	c := ir.Change{Kind: kinds()[words[0]]}
	if c.Kind == 0 {
		t.Fatalf("what is %q?", line)
	}
	if found {
		if strings.Count(f.Raw, at) != 1 {
			t.Fatalf("%q does not occur once", at)
		}
		i := strings.Index(f.Raw, at)
		c.Span = f.Span(i, i+len(at))
	}
	if len(words) > 1 {
		c.Link, c.Port, _ = strings.Cut(words[1], "/")
		if c.Link == "-" {
			c.Link = ""
		}
	}
	if len(words) > 2 {
		c.Key, c.Value, _ = strings.Cut(words[2], "=")
	}
	return c
}
