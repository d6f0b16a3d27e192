package golden

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// demanded are the numbers of the rows of each group, A1 to H6 as it were;
// group A is no demand but says what the others are about.
var demanded = map[string]int{"B": 11, "C": 8, "D": 12, "E": 13, "F": 12, "G": 12, "H": 6}

// demand is one line of demands.txt.
type demand struct {
	id, asks string
	proofs   []string
	none     string // why there is no proof
}

func demands(t *testing.T) []demand {
	t.Helper()
	text, err := os.ReadFile("demands.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []demand
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, " | ")
		d := demand{id: fields[0]}
		switch rest, none := strings.CutPrefix(fields[min(1, len(fields)-1)], "none: "); {
		case none && len(fields) == 2:
			d.none = rest
		case len(fields) == 3:
			d.asks, d.proofs = fields[1], strings.Split(fields[2], ", ")
		default:
			t.Errorf("demands.txt: %q is neither ID | text | proofs nor ID | none: reason", line)
		}
		all = append(all, d)
	}
	return all
}

// TestDemands holds demands.txt complete and true: every row is there once,
// each proof names the row, and a rule is proven by what it finds and by what
// it is quiet about.
func TestDemands(t *testing.T) {
	all := demands(t)
	var ids []string
	named := map[string][]string{}
	for _, d := range all {
		ids = append(ids, d.id)
		for _, proof := range d.proofs {
			file, section, _ := strings.Cut(proof, "#")
			named[file] = append(named[file], d.id)
			d.holds(t, file, section)
		}
		d.hasQuietTwins(t)
	}
	var want []string
	for _, group := range []string{"B", "C", "D", "E", "F", "G", "H"} {
		for n := range demanded[group] {
			want = append(want, fmt.Sprint(group, n+1))
		}
	}
	if !slices.Equal(ids, want) {
		t.Errorf("demands.txt has the rows %v, want %v", ids, want)
	}
	for _, pattern := range []string{"golden/stories/*.txtar", "lint/rules/testdata/*/*.txtar", "cmd/bondc/testdata/script/*.txtar"} {
		files, _ := filepath.Glob(filepath.Join("..", pattern))
		if len(files) == 0 {
			t.Errorf("nothing is like %s", pattern)
		}
		for _, file := range files {
			file = filepath.ToSlash(file[len("../"):])
			for _, id := range mentions(t, file) {
				if !slices.Contains(named[file], id) {
					t.Errorf("%s names %s, whose row does not name it", file, id)
				}
			}
		}
	}
}

// holds demands that a proof exists and names the row.
func (d *demand) holds(t *testing.T, file, section string) {
	t.Helper()
	if !slices.Contains(mentions(t, file), d.id) {
		t.Errorf("%s: %s has no line \"demand: %s\"", d.id, file, d.id)
	}
	if section == "" {
		return
	}
	archive, err := txtar.ParseFile(filepath.Join("..", file))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(archive.Files, func(f txtar.File) bool { return f.Name == section }) {
		t.Errorf("%s: %s has no section %s", d.id, file, section)
	}
}

// hasQuietTwins demands of every rule among the proofs a fixture that fires and
// one that is silent.
func (d *demand) hasQuietTwins(t *testing.T) {
	t.Helper()
	kinds := map[string]map[string]bool{}
	for _, proof := range d.proofs {
		if rest, ok := strings.CutPrefix(proof, "lint/rules/testdata/"); ok {
			rule, name := path.Split(rest)
			kind, _, _ := strings.Cut(name, "-")
			if kinds[rule] == nil {
				kinds[rule] = map[string]bool{}
			}
			kinds[rule][kind] = true
		}
	}
	for rule, has := range kinds {
		if !has["fires"] || !has["silent"] {
			t.Errorf("%s: of the rule %s a fixture that fires and one that is silent are wanted", d.id, path.Clean(rule))
		}
	}
}

// mention is a line that names rows: in the comment of an archive or a test.
var mention = regexp.MustCompile(`(?m)^(?:# |// )?demand:((?: [A-H][0-9]+)+)$`)

func mentions(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", file))
	if err != nil {
		t.Error(err)
	}
	if strings.HasSuffix(file, ".txtar") {
		text = txtar.Parse(text).Comment
	}
	var ids []string
	for _, found := range mention.FindAllStringSubmatch(string(text), -1) {
		ids = append(ids, strings.Fields(found[1])...)
	}
	return ids
}
