package report

import (
	"sort"
	"strings"
)

// change says that the lines [a, aEnd) of the old text became the lines
// [b, bEnd) of the new one.
type change struct{ a, aEnd, b, bEnd int }

// maxSteps bounds the work and memory of the search for a shortest script. Two
// texts that are further apart are cut at lines that occur once in both, and
// are shown as one change where there is none.
const maxSteps = 1000

// lineChanges returns a script of changes from a to b: a shortest one (Myers,
// "An O(ND) Difference Algorithm and Its Variations", 1986), or where that
// would take too long one that is shortest between the cuts.
func lineChanges(a, b []string) []change {
	start := 0
	for start < len(a) && start < len(b) && a[start] == b[start] {
		start++
	}
	aEnd, bEnd := len(a), len(b)
	for aEnd > start && bEnd > start && a[aEnd-1] == b[bEnd-1] {
		aEnd, bEnd = aEnd-1, bEnd-1
	}
	if start == aEnd && start == bEnd {
		return nil
	}
	trace, ok := furthest(a[start:aEnd], b[start:bEnd])
	if !ok {
		return between(a[:aEnd], b[:bEnd], start)
	}
	return script(trace, aEnd-start, bEnd-start, start)
}

// between cuts two texts that are equal up to start at their anchors.
func between(a, b []string, start int) []change {
	cuts := anchors(a[start:], b[start:])
	if len(cuts) == 0 {
		return []change{{start, len(a), start, len(b)}}
	}
	var list []change
	x, y := start, start
	for _, cut := range append(cuts, [2]int{len(a) - start, len(b) - start}) {
		toX, toY := cut[0]+start, cut[1]+start
		for _, c := range lineChanges(a[x:toX], b[y:toY]) {
			list = append(list, change{c.a + x, c.aEnd + x, c.b + y, c.bEnd + y})
		}
		x, y = toX, toY
	}
	return list
}

// anchors returns where lines stand in a and b that occur once in each, as many
// of them as stand in the same order in both.
func anchors(a, b []string) [][2]int {
	inA, inB := once(a), once(b)
	// tails[n] is the anchor with the smallest place in b that ends a chain of
	// n+1, before the one before it.
	type link struct {
		at     [2]int
		before *link
	}
	var tails []*link
	for x, line := range a {
		y, also := inB[line]
		if at, is := inA[line]; !is || at != x || !also {
			continue
		}
		n := sort.Search(len(tails), func(i int) bool { return tails[i].at[1] >= y })
		l := &link{at: [2]int{x, y}}
		if n > 0 {
			l.before = tails[n-1]
		}
		if n == len(tails) {
			tails = append(tails, nil)
		}
		tails[n] = l
	}
	list := make([][2]int, len(tails))
	if n := len(tails); n > 0 {
		for l, i := tails[n-1], n-1; l != nil; l, i = l.before, i-1 {
			list[i] = l.at
		}
	}
	return list
}

// once returns the places of the lines that occur once.
func once(lines []string) map[string]int {
	places := make(map[string]int, len(lines))
	for i, l := range lines {
		if _, known := places[l]; known {
			i = -1
		}
		places[l] = i
	}
	for l, i := range places {
		if i < 0 {
			delete(places, l)
		}
	}
	return places
}

// furthest finds the shortest way and returns, for each number of steps d, how
// far in a each diagonal k = x-y was before, for k in -d..d.
func furthest(a, b []string) (trace [][]int32, ok bool) {
	row := []int32{0, 0, 0} // k in -1..1
	for d := 0; d <= min(len(a)+len(b), maxSteps); d++ {
		trace = append(trace, row)
		next := make([]int32, 2*d+5)
		done := false
		for k := -d; k <= d && !done; k += 2 {
			x := step(row, d, k)
			for x < len(a) && x-k < len(b) && x-k >= 0 && a[x] == b[x-k] {
				x++
			}
			next[k+d+2] = int32(x)
			done = x >= len(a) && x-k >= len(b)
		}
		if done {
			return trace, true
		}
		row = next
	}
	return nil, false
}

// step returns how far in a one reaches on diagonal k with d steps, before the
// lines that follow are found equal. row is that of d-1 steps, for -d-1..d+1.
func step(row []int32, d, k int) int {
	at := func(k int) int { return int(row[k+d+1]) }
	switch {
	case d == 0:
		return 0
	case down(row, d, k):
		return at(k + 1)
	}
	return at(k-1) + 1
}

// down reports whether the last of d steps to diagonal k inserts a line.
func down(row []int32, d, k int) bool {
	return k == -d || (k != d && row[k-1+d+1] < row[k+1+d+1])
}

// script walks the way back and joins its steps to changes.
func script(trace [][]int32, x, y, offset int) []change {
	var back []change
	for d := len(trace) - 1; d > 0; d-- {
		k, row := x-y, trace[d]
		insert := down(row, d, k)
		reached := step(row, d, k)
		// The equal lines behind the step.
		y -= x - reached
		x = reached
		c := change{x + offset, x + offset, y + offset - 1, y + offset}
		if !insert {
			c = change{x + offset - 1, x + offset, y + offset, y + offset}
		}
		if n := len(back); n > 0 && back[n-1].a == c.aEnd && back[n-1].b == c.bEnd {
			back[n-1].a, back[n-1].b = c.a, c.b
		} else {
			back = append(back, c)
		}
		x, y = c.a-offset, c.b-offset
	}
	for i, j := 0, len(back)-1; i < j; i, j = i+1, j-1 {
		back[i], back[j] = back[j], back[i]
	}
	return back
}

// splitLines cuts a text behind its line feeds.
func splitLines(text string) []string {
	lines := strings.SplitAfter(text, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}
