package golden

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/backends"
	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
	"github.com/bondc/bondc/lint/rules"
)

func TestStories(t *testing.T) {
	all := stories(t)
	if len(all) < 40 {
		t.Errorf("%d stories, want at least 40", len(all))
	}
	for _, s := range all {
		t.Run(strings.TrimSuffix(filepath.Base(s.file), ".txtar"), func(t *testing.T) {
			s.t = t
			s.check()
		})
	}
}

func (s *story) check() {
	if len(s.inputs) == 0 {
		s.t.Fatal("the story has no input")
	}
	var want []txtar.File
	first := s.read(s.inputs[0])
	j, err := json.MarshalIndent(first.JSON(), "", "  ")
	if err != nil {
		s.t.Fatal(err)
	}
	want = append(want, txtar.File{Name: "want/ir", Data: append(j, '\n')})
	for _, dialect := range s.inputs[1:] {
		s.same(first, dialect)
	}
	s.clean()
	var reported strings.Builder
	for _, b := range backends.All() {
		want = append(want, s.written(first, b.Name, &reported)...)
	}
	want = append(want, txtar.File{Name: "want/diag", Data: []byte(reported.String())}, txtar.File{Name: "want/losses", Data: s.losses()})
	s.compare(want)
}

// clean demands that no rule finds anything above an info in the inputs but
// those that the story lists, and that each of these does.
func (s *story) clean() {
	fired := map[string]bool{}
	for _, dialect := range s.inputs {
		for _, d := range lint.Run(s.read(dialect), target.Target{}, rules.All(), lint.Options{}) {
			if d.Severity != diag.Info && !fired[d.Code] {
				fired[d.Code] = true
				if !slices.Contains(s.lint, d.Code) {
					s.t.Errorf("in/%s: lint finds %s [%s]: %s", dialect, d.Severity, d.Code, d.Message)
				}
			}
		}
	}
	for _, rule := range s.lint {
		if !fired[rule] {
			s.t.Errorf("the listed rule %q finds nothing", rule)
		}
	}
}

// same demands that another input is the same host: that the two differ in
// nothing but who applies them, and in what the story lists.
func (s *story) same(first *ir.Host, dialect string) {
	other := s.read(dialect)
	var unexpected []string
	listed := slices.Clone(s.differs[dialect])
	for _, d := range bondc.Diff(first, target.Target{}, other, target.Target{}, true) {
		name := strings.TrimSpace(d.What + " " + d.Item)
		if i := slices.Index(listed, name); i >= 0 {
			listed = slices.Delete(listed, i, i+1)
			continue
		}
		unexpected = append(unexpected, d.String())
	}
	for _, line := range unexpected {
		s.t.Errorf("in/%s is another host than in/%s: %s", dialect, s.inputs[0], line)
	}
	for _, line := range listed {
		s.t.Errorf("in/%s: the listed difference %q is none", dialect, line)
	}
}

// written converts the host and checks the promises of every output: read
// back it is the same, and written twice it is the same bytes.
func (s *story) written(h *ir.Host, to string, reported *strings.Builder) []txtar.File {
	opt := bondc.ConvertOptions{To: to}
	c, err := bondc.Convert(h, nil, opt)
	if err != nil {
		s.t.Errorf("to %s: %v", to, err)
		return nil
	}
	for _, d := range c.Diags.Sort() {
		if d.Severity != diag.Info || d.Loss != nil {
			fmt.Fprintf(reported, "%s: %s: %s: %s\n", to, d.Severity, d.Code, d.Message)
		}
	}
	if c.Failed {
		fmt.Fprintf(reported, "%s: failed\n", to)
	}
	if c.Bug {
		s.t.Errorf("to %s: unannounced difference", to)
	}
	again, err := bondc.Convert(h, nil, opt)
	if err != nil || !sameOutput(c.Output, again.Output) {
		s.t.Errorf("to %s: two runs differ (%v)", to, err)
	}
	s.stable(c.Output, to)
	var files []txtar.File
	for _, f := range c.Output.Files {
		files = append(files, txtar.File{Name: path.Join("want", to, f.Path), Data: telling(f.Data)})
	}
	return files
}

// telling leaves out of an nmcli script the functions that stand in each of
// them; backends/nmcli/testdata holds them.
func telling(data []byte) []byte {
	if i := bytes.Index(data, []byte("\nsave ")); i >= 0 && bytes.HasPrefix(data, []byte("#!")) {
		return data[i+1:]
	}
	return data
}

// stable demands that an output, read and written again, is the same text.
func (s *story) stable(out ir.Output, to string) {
	if _, ok := frontends.Named(to); !ok || len(out.Files) == 0 {
		return
	}
	var files []*source.File
	for _, f := range out.Files {
		files = append(files, source.New(f.Path, f.Path, f.Data))
	}
	hosts, diags := parse(files, to, ir.Evidence{})
	if len(hosts) != 1 || diags.Has(diag.Error) {
		s.t.Errorf("to %s: the output does not read back: %d hosts, %v", to, len(hosts), diags)
		return
	}
	second, err := bondc.Convert(hosts[0], nil, bondc.ConvertOptions{To: to})
	if err != nil {
		s.t.Errorf("to %s, second time: %v", to, err)
		return
	}
	before := map[string]string{}
	for _, f := range out.Files {
		before[f.Path] = said(f.Data)
	}
	for _, f := range second.Output.Files {
		if diff := cmp.Diff(before[f.Path], said(f.Data)); diff != "" {
			s.t.Errorf("to %s: written from what was read back, %s differs:\n%s", to, f.Path, diff)
		}
		delete(before, f.Path)
	}
	for name := range before {
		s.t.Errorf("to %s: written from what was read back, %s is gone", to, name)
	}
}

// said is a text without comments: the list of what is not written stands in
// one, and what was not written cannot be read back.
func said(data []byte) string {
	var b strings.Builder
	for line := range strings.Lines(string(data)) {
		if text := strings.TrimSpace(line); text != "" && text[0] != '#' {
			b.WriteString(line)
		}
	}
	return b.String()
}

func sameOutput(a, b ir.Output) bool {
	return slices.EqualFunc(a.Files, b.Files, func(x, y ir.OutFile) bool {
		return x.Path == y.Path && x.Mode == y.Mode && bytes.Equal(x.Data, y.Data)
	})
}

// compare holds the story's want sections against what came out, or rewrites
// them. Inputs are never touched.
func (s *story) compare(want []txtar.File) {
	var inputs []txtar.File
	old := map[string]string{}
	for _, f := range s.archive.Files {
		if strings.HasPrefix(f.Name, "want/") {
			old[f.Name] = string(f.Data)
		} else {
			inputs = append(inputs, f)
		}
	}
	if os.Getenv("UPDATE") != "" {
		updated := txtar.Format(&txtar.Archive{Comment: s.archive.Comment, Files: append(inputs, want...)})
		if !bytes.Equal(updated, txtar.Format(s.archive)) && !s.t.Failed() {
			if err := os.WriteFile(s.file, updated, 0o644); err != nil {
				s.t.Fatal(err)
			}
			s.t.Logf("updated %s", s.file)
		}
		return
	}
	for _, f := range want {
		if diff := cmp.Diff(old[f.Name], string(f.Data)); diff != "" {
			s.t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
		delete(old, f.Name)
	}
	for name := range old {
		s.t.Errorf("%s is expected, but nothing like it came out", name)
	}
}

// TestFactsAreUnique holds what Compare relies on.
func TestFactsAreUnique(t *testing.T) {
	for _, s := range stories(t) {
		s.t = t
		seen := map[string]bool{}
		for _, f := range effect.Facts(s.read(s.inputs[0]), target.Target{}) {
			key := f.Link + "\x00" + f.What + "\x00" + f.Item
			if seen[key] {
				t.Errorf("%s: fact %q %q of %q stands twice", s.file, f.What, f.Item, f.Link)
			}
			seen[key] = true
		}
	}
}
