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
	hosts := storyHosts(t)
	for _, story := range slices.Sorted(maps.Keys(hosts)) {
		for _, p := range paths() {
			if !wanted(story + "." + p.name) {
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
	for i := range trials {
		tr := &trials[i]
		r, ok := results[tr.c.Name]
		if !ok {
			continue
		}
		t.Run(tr.c.Name, func(t *testing.T) {
			if r.Error != "" || len(r.Left) > 0 {
				t.Fatalf("error %q, left over: %v", r.Error, r.Left)
			}
			bad := compare(tr, predict(tr), see(tr, &r.State), used)
			if len(bad) > 0 {
				t.Errorf("prediction and kernel differ:\n%s\n%s", strings.Join(bad, "\n"), account(&r))
			}
		})
	}
	for _, q := range quirks() {
		if wanted("") && !used[q.what] {
			t.Errorf("%s: %s: no case shows it any more", q.program, q.what)
		}
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
