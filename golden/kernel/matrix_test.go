package kernel

import (
	"fmt"
	"strings"
	"testing"
)

// matrix counts cases by their path.
type matrix map[string]*tally

// tally counts the cases of a path: those as predicted and those otherwise, how
// many were tried twice, and the stories without a case by the reason.
type tally struct {
	equal, other, second int
	seconds              float64
	left                 map[string]int
}

func (m matrix) of(p path) *tally {
	if m[p.name] == nil {
		m[p.name] = &tally{left: map[string]int{}}
	}
	return m[p.name]
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

// leave notes a story that is not written for the path: the code of the loss.
func (c *tally) leave(why string) {
	code, _, _ := strings.Cut(why, ":")
	c.left[code]++
}

// report prints what came of a run.
func (m matrix) report(t *testing.T, second []string) {
	t.Helper()
	var b strings.Builder
	var all tally
	fmt.Fprintf(&b, "%-12s %-38s %6s %6s %6s %8s\n", "path", "applied by", "as", "other-", "second", "seconds")
	fmt.Fprintf(&b, "%-12s %-38s %6s %6s %6s %8s\n", "", "", "said", "wise", "try", "a case")
	for _, p := range paths() {
		if c := m.of(p); c.equal+c.other > 0 {
			fmt.Fprintf(&b, "%-12s %-38s %6d %6d %6d %8.1f\n", p.name, p.by(), c.equal, c.other, c.second, c.seconds/float64(c.equal+c.other))
			all.equal, all.other, all.second = all.equal+c.equal, all.other+c.other, all.second+c.second
		}
	}
	fmt.Fprintf(&b, "kernel: %d passed, %d failed, %d needed a second try: %s", all.equal, all.other, all.second, strings.Join(second, " "))
	t.Logf("\n%s", b.String())
}
