package bondc

import (
	"iter"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func TestOrderedKeepsTheOrder(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 500} {
		for _, jobs := range []int{1, 2, 8} {
			slowFirst := func(i int) int {
				if i%7 == 0 {
					time.Sleep(time.Millisecond)
				}
				return i * i
			}
			got := slices.Collect(Ordered(count(n), jobs, slowFirst))
			if len(got) != n {
				t.Fatalf("%d items with %d jobs: %d results", n, jobs, len(got))
			}
			for i, r := range got {
				if r != i*i {
					t.Fatalf("%d items with %d jobs: result %d is %d", n, jobs, i, r)
				}
			}
		}
	}
}

func TestOrderedStops(t *testing.T) {
	for _, jobs := range []int{1, 4} {
		var worked atomic.Int32
		for r := range Ordered(count(1_000_000), jobs, func(i int) int { worked.Add(1); return i }) {
			if r == 10 {
				break
			}
		}
		if n := worked.Load(); n > 200 {
			t.Errorf("with %d jobs %d items were worked on after a break at the tenth", jobs, n)
		}
	}
}
