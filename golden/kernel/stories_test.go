package kernel

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/bondc/bondc/golden/kernel/state"
)

// TestStories applies every golden story by every tool that can, and holds the
// kernel's state against the prediction.
func TestStories(t *testing.T) {
	needKernel(t)
	var trials []trial
	var cases []state.Case
	hosts := storyHosts(t)
	for i, story := range slices.Sorted(maps.Keys(hosts)) {
		for _, p := range paths() {
			if !wanted(story+"."+p.name) || !p.takes(i, story) {
				continue
			}
			one, why, err := try(story, hosts[story], p)
			if err != nil {
				t.Errorf("%s.%s: %v", story, p.name, err)
			}
			if why != "" || err != nil {
				t.Logf("%s.%s: not written: %s", story, p.name, why)
				continue
			}
			trials, cases = append(trials, one), append(cases, one.c)
		}
	}
	results, used := apply(t, cases), map[string]bool{}
	matrix := map[string]*tally{}
	for i := range trials {
		tr := &trials[i]
		r, ok := results[tr.c.Name]
		if matrix[tr.path.name] == nil {
			matrix[tr.path.name] = &tally{}
		}
		count := matrix[tr.path.name]
		bad := []string{"there is no result"}
		switch {
		case ok && (r.Error != "" || len(r.Left) > 0):
			bad = []string{fmt.Sprintf("error %q, left over: %v", r.Error, r.Left)}
		case ok:
			bad = compare(tr, predict(tr), see(tr, &r.State), used)
		}
		count.add(len(bad) == 0, r.Seconds)
		if len(bad) > 0 {
			t.Errorf("%s: prediction and kernel differ:\n%s\n%s", tr.c.Name, strings.Join(bad, "\n"), account(&r))
		}
	}
	for _, q := range quirks() {
		if wanted("") && !used[q.what] {
			t.Errorf("%s: %s: no case shows it any more", q.program, q.what)
		}
	}
	report(t, matrix)
}

// tally counts the cases of a path.
type tally struct {
	equal, other int
	seconds      float64
}

func (c *tally) add(equal bool, seconds float64) {
	if equal {
		c.equal++
	} else {
		c.other++
	}
	c.seconds += seconds
}

// report prints the matrix.
func report(t *testing.T, matrix map[string]*tally) {
	t.Helper()
	var b strings.Builder
	var all tally
	fmt.Fprintf(&b, "%-12s %-38s %6s %6s %8s\n", "path", "applied by", "as", "other-", "seconds")
	fmt.Fprintf(&b, "%-12s %-38s %6s %6s %8s\n", "", "", "said", "wise", "a case")
	for _, p := range paths() {
		if c := matrix[p.name]; c != nil {
			fmt.Fprintf(&b, "%-12s %-38s %6d %6d %8.1f\n", p.name, p.by(), c.equal, c.other, c.seconds/float64(c.equal+c.other))
			all.equal, all.other = all.equal+c.equal, all.other+c.other
		}
	}
	fmt.Fprintf(&b, "kernel: %d passed, %d failed", all.equal, all.other)
	t.Logf("\n%s", b.String())
}

// account is what the tool said and did.
func account(r *state.Result) string {
	var b strings.Builder
	for _, c := range r.Commands {
		if c.Status != 0 || c.Output != "" {
			b.WriteString("$ " + strings.ReplaceAll(c.Line, "\n", " ") + "\n" + c.Output + "\n")
		}
	}
	b.WriteString(strings.Join(r.Log[max(0, len(r.Log)-25):], "\n"))
	return b.String()
}
