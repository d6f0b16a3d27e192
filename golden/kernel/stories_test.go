package kernel

import (
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
	hosts, count := storyHosts(t), matrix{}
	for _, story := range slices.Sorted(maps.Keys(hosts)) {
		for _, p := range paths() {
			if !wanted(story+"."+p.name) || !p.takes(story) {
				continue
			}
			one, why, err := try(story, hosts[story], p)
			if err != nil {
				t.Errorf("%s.%s: %v", story, p.name, err)
			}
			if why != "" || err != nil {
				t.Logf("%s.%s: not written: %s", story, p.name, why)
				count.of(p).leave(why)
				continue
			}
			trials, cases = append(trials, one), append(cases, one.c)
		}
	}
	used := map[string]bool{}
	verdicts := tried(t, cases, func(i int, r *state.Result) []string {
		return compare(&trials[i], predict(&trials[i]), see(&trials[i], &r.State), used)
	})
	for i, v := range verdicts {
		tr := &trials[i]
		count.of(tr.path).add(v)
		if len(v.bad) > 0 {
			t.Errorf("%s: prediction and kernel differ:\n%s\n%s", tr.c.Name, strings.Join(v.bad, "\n"), account(&v.result))
		}
	}
	for _, q := range quirks() {
		if wanted("") && !used[q.what] {
			t.Errorf("%s: %s: no case shows it any more", q.program, q.what)
		}
	}
	count.report(t, seconds(cases, verdicts))
	if wanted("") && !t.Failed() {
		t.Log(rows(count))
		keepPage(t, rows(count))
	}
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
