package rules

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/diag"
	gocmp "github.com/google/go-cmp/cmp"
)

// entry is a line of lint/catalogue.txt.
type entry struct{ id, tier, state, reason string }

// TestCatalogueIsCovered holds lint/catalogue.txt against the rules, and the
// table in lint/README.md against both.
func TestCatalogueIsCovered(t *testing.T) {
	entries := readCatalogue(t)
	covering := covering(t, entries)
	for _, e := range entries {
		code, isCode := strings.CutPrefix(e.state, "code:")
		_, known := diag.CodeOf(code)
		switch {
		case isCode && !known:
			t.Errorf("%s: %q is no code of reading or writing", e.id, code)
		case e.state == "no" && e.reason == "":
			t.Errorf("%s will not be covered, and nothing says why", e.id)
		case e.state == "no" && e.tier == "1":
			t.Errorf("%s is tier 1: it has to be covered", e.id)
		case e.state == "rule" && len(covering[e.id]) == 0:
			t.Errorf("%s: no rule covers it", e.id)
		case (e.state == "open" || e.state == "no") && len(covering[e.id]) > 0:
			t.Errorf("%s is covered by %v: its state is \"rule\"", e.id, covering[e.id])
		case !isCode && !slices.Contains([]string{"rule", "open", "no"}, e.state):
			t.Errorf("%s: %q is no state", e.id, e.state)
		}
	}
	holdTable(t, coverageTable(entries, covering))
}

func readCatalogue(t *testing.T) []entry {
	t.Helper()
	text, err := os.ReadFile("../catalogue.txt")
	if err != nil {
		t.Fatal(err)
	}
	var entries []entry
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		words := strings.SplitN(strings.TrimSpace(line), " ", 4)
		if len(words) < 3 {
			t.Fatalf("lint/catalogue.txt: %q is no entry", line)
		}
		e := entry{id: words[0], tier: words[1], state: words[2]}
		if len(words) > 3 {
			e.reason = words[3]
		}
		entries = append(entries, e)
	}
	return entries
}

// covering returns the rules of each entry.
func covering(t *testing.T, entries []entry) map[string][]string {
	t.Helper()
	rules := map[string][]string{}
	for _, r := range All() {
		for _, id := range r.Covers {
			if !slices.ContainsFunc(entries, func(e entry) bool { return e.id == id }) {
				t.Errorf("%s covers %q, which is no entry of the catalogue", r.ID, id)
			}
			rules[id] = append(rules[id], r.ID)
		}
	}
	return rules
}

// coverageTable is the generated part of lint/README.md: a row a section.
func coverageTable(entries []entry, covering map[string][]string) string {
	var b strings.Builder
	count := map[string]int{}
	b.WriteString("| entry | tier | covered by |\n|---|---|---|\n")
	for _, e := range entries {
		var by []string
		for _, id := range covering[e.id] {
			by = append(by, fmt.Sprintf("[`%s`](rules/docs/%s.md)", id, id))
		}
		if code, ok := strings.CutPrefix(e.state, "code:"); ok {
			by = append(by, fmt.Sprintf("[`%s`](../docs/codes/%s.md)", code, code))
		}
		if len(by) == 0 {
			by = []string{cmp.Or(e.reason, "not yet")}
		} else {
			count[e.tier]++
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", e.id, e.tier, strings.Join(by, ", "))
	}
	total := func(tier string) (n int) {
		for _, e := range entries {
			if e.tier == tier {
				n++
			}
		}
		return n
	}
	return fmt.Sprintf("Covered: %d of %d entries of tier 1, %d of %d of tier 2.\n\n", count["1"], total("1"), count["2"], total("2")) + b.String()
}

// holdTable compares the end of lint/README.md, from the marker on.
func holdTable(t *testing.T, table string) {
	t.Helper()
	const path, marker = "../README.md", "<!-- generated: UPDATE=1 go test ./lint/rules -->\n\n"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, after, ok := strings.Cut(string(text), marker)
	if !ok {
		t.Fatalf("%s has no line %q", path, strings.TrimSpace(marker))
	}
	if after == table {
		return
	}
	if os.Getenv("UPDATE") == "" {
		t.Fatalf("%s (-got +want):\n%s", path, gocmp.Diff(after, table))
	}
	if err := os.WriteFile(path, []byte(before+marker+table), 0o644); err != nil {
		t.Fatal(err)
	}
}
