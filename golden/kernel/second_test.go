package kernel

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/bondc/bondc/golden/kernel/state"
)

// mostSecond is how many cases get a second try: where more differ, it is not
// the machine that was too busy.
const mostSecond = 20

// verdict is what a judge found of a case, in the last try.
type verdict struct {
	result state.Result
	bad    []string
	second bool
}

// tried applies the cases and has each judged. Those that the judge finds
// fault with, or that have no result, are tried again, up to twice, each alone in
// a guest of its own, as a guest on a busy machine may have been too late; which
// ones is said, and counts.
func tried(t *testing.T, cases []state.Case, judge func(i int, r *state.Result) []string) []verdict {
	t.Helper()
	list := verdicts(cases, apply(t, cases), judge)
	var again []int
	for i := range list {
		if len(list[i].bad) > 0 {
			again = append(again, i)
		}
	}
	if len(again) == 0 || len(again) > mostSecond || replayed() {
		return list
	}
	program := runner(t)
	for _, i := range again {
		for try := 2; try <= 3 && len(list[i].bad) > 0; try++ {
			t.Logf("%s: try %d, as of the one before: %q", cases[i].Name, try, list[i].bad)
			results := t.TempDir()
			boot(t, program, results, 0, cases[i:i+1])
			list[i] = verdicts(cases[i:i+1], collect(t, results, cases[i:i+1]), func(_ int, r *state.Result) []string { return judge(i, r) })[0]
			list[i].second = true
			keep(t, results, cases[i].Name)
		}
	}
	return list
}

// keep copies the result of a second try to where BONDC_KERNEL_KEEP has results
// kept.
func keep(t *testing.T, results, name string) {
	dir := os.Getenv("BONDC_KERNEL_KEEP")
	data, err := os.ReadFile(filepath.Join(results, name+".json"))
	if dir == "" || err != nil {
		return
	}
	if err := os.WriteFile(filepath.Join(dir, name+".json"), data, 0o644); err != nil {
		t.Error(err)
	}
}

// verdicts has each case judged that has a result and was undone.
func verdicts(cases []state.Case, results map[string]state.Result, judge func(i int, r *state.Result) []string) []verdict {
	var list []verdict
	for i := range cases {
		r, ok := results[cases[i].Name]
		v := verdict{result: r}
		switch {
		case !ok:
			v.bad = []string{"there is no result"}
		case r.Error != "" || len(r.Left) > 0:
			v.bad = []string{fmt.Sprintf("error %q, left over: %v", r.Error, r.Left)}
		default:
			v.bad = judge(i, &r)
		}
		list = append(list, v)
	}
	return list
}

// seconds are the names of the cases that were tried twice.
func seconds(cases []state.Case, list []verdict) []string {
	var names []string
	for i := range list {
		if list[i].second {
			names = append(names, cases[i].Name)
		}
	}
	slices.Sort(names)
	return names
}
