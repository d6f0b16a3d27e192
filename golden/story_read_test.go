package golden

import (
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// story is one txtar file of stories/: the same host in several dialects
// (in/LABEL/PATH), what bondc understands of the first (want/ir), what it
// writes (want/BACKEND/PATH) and what it says when writing (want/diag), and
// what is lost from which input to which writer (want/losses).
//
// A label is a dialect, or DIALECT-WORD for a second input of that dialect.
//
// The first line of the comment names what the story is about. A line
// "differs: LABEL: WHAT ITEM" lists a difference of an input that its
// dialect cannot avoid; a line "lint: RULE" a rule that finds something above
// an info in one of the inputs. A story without such lines is clean.
type story struct {
	t       *testing.T
	file    string
	archive *txtar.Archive
	inputs  []string // labels in the order of the file
	differs map[string][]string
	lint    []string // rules that fire above info
	// once guards what the matrix makes of the inputs.
	once      sync.Once
	converted []pair
}

// load reads the folder of stories, once for all tests that change nothing.
var load = sync.OnceValues(func() ([]*story, error) {
	names, err := filepath.Glob("stories/*.txtar")
	if err != nil {
		return nil, err
	}
	var all []*story
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			return nil, err
		}
		s := &story{file: name, archive: archive, differs: map[string][]string{}}
		for _, f := range archive.Files {
			if dialect, _, ok := strings.Cut(strings.TrimPrefix(f.Name, "in/"), "/"); ok && strings.HasPrefix(f.Name, "in/") && !slices.Contains(s.inputs, dialect) {
				s.inputs = append(s.inputs, dialect)
			}
		}
		for line := range strings.Lines(string(archive.Comment)) {
			if rest, ok := strings.CutPrefix(strings.TrimSpace(line), "differs: "); ok {
				dialect, what, _ := strings.Cut(rest, ": ")
				s.differs[dialect] = append(s.differs[dialect], what)
			}
			if rule, ok := strings.CutPrefix(strings.TrimSpace(line), "lint: "); ok {
				s.lint = append(s.lint, rule)
			}
		}
		all = append(all, s)
	}
	return all, nil
})

func stories(t *testing.T) []*story {
	t.Helper()
	all, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// dialectOf is the dialect of an input's label.
func dialectOf(label string) string {
	dialect, _, _ := strings.Cut(label, "-")
	return dialect
}

// read parses one input of the story through the list of frontends, with
// modprobe files joined, as the command does.
func (s *story) read(label string) *ir.Host {
	s.t.Helper()
	var files []*source.File
	for _, f := range s.archive.Files {
		if name, ok := strings.CutPrefix(f.Name, "in/"+label+"/"); ok {
			files = append(files, source.New(f.Name, name, f.Data))
		}
	}
	hosts, diags := parse(files, dialectOf(label), ir.Evidence{})
	for _, d := range diags {
		if d.Severity == diag.Error {
			s.t.Errorf("in/%s: %s: %s", label, d.Code, d.Message)
		}
	}
	if len(hosts) != 1 {
		s.t.Fatalf("in/%s holds %d hosts, want one", label, len(hosts))
	}
	return hosts[0]
}

// parse reads files as one host's stack: modprobe files beside ifcfg files are
// joined to them.
func parse(files []*source.File, dialect string, evidence ir.Evidence) ([]*ir.Host, diag.List) {
	var diags diag.List
	byDialect := map[string][]*source.File{}
	for _, f := range files {
		name := dialect
		if front, ok := frontends.Detect(f); ok {
			name = front.Name
		}
		byDialect[name] = append(byDialect[name], f)
	}
	read := func(name string) []*ir.Host {
		front, ok := frontends.Named(name)
		if !ok || len(byDialect[name]) == 0 {
			return nil
		}
		var hosts []*ir.Host
		for h, d := range front.Parse(byDialect[name], ir.ReadOptions{Host: "host", Evidence: evidence}) {
			diags = append(diags, d...)
			if h != nil {
				hosts = append(hosts, h)
			}
		}
		return hosts
	}
	hosts := read(dialect)
	if dialect != "modprobe" && len(hosts) == 1 {
		for _, module := range read("modprobe") {
			hosts[0].Merge(module)
		}
	}
	return hosts, diags
}
