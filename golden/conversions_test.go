package golden

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/google/go-cmp/cmp"

	"github.com/bondc/bondc/frontends"
)

// handful is the number of stories that every reader must be in.
const handful = 5

// matrix counts the pairs by reader and writer.
type matrix struct {
	rows  []string
	cells map[[2]string]*[unannounced + 1]int
	// lost counts the losses by writer and facet.
	lost map[string]map[string]int
}

// newMatrix has a row for every reader, and one more where a dialect's texts
// are of two kinds.
func newMatrix() *matrix {
	m := &matrix{cells: map[[2]string]*[unannounced + 1]int{}, lost: map[string]map[string]int{}}
	for _, f := range frontends.All() {
		m.rows = append(m.rows, f.Name)
		switch f.Name {
		case "netplan":
			m.rows = append(m.rows, "netplan-nm")
		case "cloudinit":
			m.rows = append(m.rows, "cloudinit-v2")
		}
	}
	return m
}

// row is where an input counts: by its label, else by its dialect.
func (m *matrix) row(input string) string {
	if slices.Contains(m.rows, input) {
		return input
	}
	return dialectOf(input)
}

func (m *matrix) add(p *pair) {
	key := [2]string{m.row(p.input), p.writer}
	if m.cells[key] == nil {
		m.cells[key] = new([unannounced + 1]int)
	}
	m.cells[key][p.cell()]++
	if m.lost[p.writer] == nil {
		m.lost[p.writer] = map[string]int{}
	}
	for facet, n := range p.facets {
		m.lost[p.writer][facet] += n
	}
}

// count returns the numbers of a pair, and of how many inputs.
func (m *matrix) count(row, column string) (n [unannounced + 1]int, inputs int) {
	if c := m.cells[[2]string{row, column}]; c != nil {
		n = *c
	}
	for _, k := range n {
		inputs += k
	}
	return n, inputs
}

// table returns the matrix, a list of cells a row.
func (m *matrix) table() [][]string {
	head := []string{"from", "inputs"}
	total := make([][unannounced + 1]int, len(writers()))
	for _, w := range writers() {
		head = append(head, w.name)
	}
	table, all := [][]string{head}, 0
	for _, row := range m.rows {
		var line []string
		inputs := 0
		for i, w := range writers() {
			n, of := m.count(row, w.name)
			inputs = of
			line = append(line, fmt.Sprintf("%d+%d+%d", n[same], n[withLosses], n[refused]))
			for k := range n {
				total[i][k] += n[k]
			}
		}
		all += inputs
		table = append(table, append([]string{row, fmt.Sprint(inputs)}, line...))
	}
	last := []string{"all", fmt.Sprint(all)}
	for _, n := range total {
		last = append(last, fmt.Sprintf("%d+%d+%d", n[same], n[withLosses], n[refused]))
	}
	return append(table, last)
}

func (m *matrix) text() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, line := range m.table() {
		fmt.Fprintln(w, strings.Join(line, "\t"))
	}
	w.Flush()
	return b.String()
}

const (
	page         = "../docs/conversions.md"
	begin, end   = "<!-- generated: UPDATE=1 go test ./golden -->\n", "<!-- /generated -->\n"
	causesOfLoss = "\n| to | losses announced, by what of the link or host they are about |\n|---|---|\n"
)

// page holds the generated part of docs/conversions.md.
func (m *matrix) page(t *testing.T) {
	t.Helper()
	for _, row := range m.rows {
		if _, inputs := m.count(row, writers()[0].name); inputs < handful {
			t.Errorf("%d stories have an input for %s, want at least %d", inputs, row, handful)
		}
	}
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s has no %q with its end", page, begin)
	}
	now := before + begin + m.generated() + end + after
	if now == string(text) {
		return
	}
	if os.Getenv("UPDATE") == "" {
		t.Errorf("%s is stale (-page +now):\n%s", page, cmp.Diff(string(text), now))
		return
	}
	if err := os.WriteFile(page, []byte(now), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("updated %s", page)
}

func (m *matrix) generated() string {
	var b strings.Builder
	b.WriteString("\n")
	for i, line := range m.table() {
		b.WriteString("| " + strings.Join(line, " | ") + " |\n")
		if i == 0 {
			b.WriteString(strings.Repeat("|---", len(line)) + "|\n")
		}
	}
	b.WriteString(causesOfLoss)
	for _, w := range writers() {
		fmt.Fprintf(&b, "| %s | %s |\n", w.name, tally(m.lost[w.name]))
	}
	return b.String() + "\n"
}

// tally lists what was counted, the most first.
func tally(counts map[string]int) string {
	var words []string
	for word := range counts {
		words = append(words, word)
	}
	if len(words) == 0 {
		return "none"
	}
	slices.SortFunc(words, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return strings.Compare(a, b)
	})
	for i, word := range words {
		words[i] = fmt.Sprintf("%s %d", word, counts[word])
	}
	return strings.Join(words, ", ")
}
