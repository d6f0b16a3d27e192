package fuzz_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/kernel"
)

const (
	verified   = "../../../docs/verified.md"
	begin, end = "<!-- fuzz -->\n", "<!-- /fuzz -->\n"
	heading    = "| kernel of | way in | seed | draws | bonds | disagreements |\n|---|---|---|---|---|---|\n"
)

// counted is how many draws a run has at least that docs/verified.md tells of.
const counted = 5000

// record holds the bonds that came of a run without a disagreement against what
// docs/verified.md says of the same draws, and notes them there where UPDATE
// is set.
func (m *machine) record(t *testing.T, seed uint64, path kernel.Path, draws, bonds int) {
	t.Helper()
	page, err := os.ReadFile(verified)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(page), begin)
	table, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s has no %q with its end", verified, begin)
	}
	key := fmt.Sprintf("| %s, Linux %s | %s | %d | %d |", m.release, m.on.Kernel, path, seed, draws)
	row := fmt.Sprintf("%s %d | 0 |\n", key, bonds)
	var rows []string
	for line := range strings.Lines(strings.TrimPrefix(table, "\n"+heading)) {
		switch {
		case strings.HasPrefix(line, key) && line != row && os.Getenv("UPDATE") == "":
			t.Errorf("%s is stale: it has\n%sand the kernel said\n%srun UPDATE=1 make kernel-fuzz", verified, line, row)
		case line != "\n" && !strings.HasPrefix(line, key):
			rows = append(rows, line)
		}
	}
	if os.Getenv("UPDATE") == "" || draws < counted {
		return
	}
	rows = append(rows, row)
	slices.Sort(rows)
	text := before + begin + "\n" + heading + strings.Join(rows, "") + "\n" + end + after
	if err := os.WriteFile(verified, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
