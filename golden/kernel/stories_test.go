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
	used := map[string]bool{}
	verdicts := tried(t, cases, func(i int, r *state.Result) []string {
		return compare(&trials[i], predict(&trials[i]), see(&trials[i], &r.State), used)
	})
	matrix := map[string]*tally{}
	for i, v := range verdicts {
		tr := &trials[i]
		if matrix[tr.path.name] == nil {
			matrix[tr.path.name] = &tally{}
		}
		matrix[tr.path.name].add(v)
		if len(v.bad) > 0 {
			t.Errorf("%s: prediction and kernel differ:\n%s\n%s", tr.c.Name, strings.Join(v.bad, "\n"), account(&v.result))
		}
	}
	for _, q := range quirks() {
		if wanted("") && !used[q.what] {
			t.Errorf("%s: %s: no case shows it any more", q.program, q.what)
		}
	}
	report(t, matrix, seconds(cases, verdicts))
}

// tally counts the cases of a path.
type tally struct {
	equal, other, second int
	seconds              float64
}

func (c *tally) add(v verdict) {
	if len(v.bad) == 0 {
		c.equal++
	} else {
		c.other++
	}
	if v.second {
		c.second++
	}
	c.seconds += v.result.Seconds
}

// report prints the matrix.
func report(t *testing.T, matrix map[string]*tally, second []string) {
	t.Helper()
	var b strings.Builder
	var all tally
	fmt.Fprintf(&b, "%-12s %-38s %6s %6s %6s %8s\n", "path", "applied by", "as", "other-", "second", "seconds")
	fmt.Fprintf(&b, "%-12s %-38s %6s %6s %6s %8s\n", "", "", "said", "wise", "try", "a case")
	for _, p := range paths() {
		if c := matrix[p.name]; c != nil {
			fmt.Fprintf(&b, "%-12s %-38s %6d %6d %6d %8.1f\n", p.name, p.by(), c.equal, c.other, c.second, c.seconds/float64(c.equal+c.other))
			all.equal, all.other, all.second = all.equal+c.equal, all.other+c.other, all.second+c.second
		}
	}
	fmt.Fprintf(&b, "kernel: %d passed, %d failed, %d needed a second try: %s", all.equal, all.other, all.second, strings.Join(second, " "))
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
