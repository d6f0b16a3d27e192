package netplan

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/patch"
)

// addition is a pair that a mapping gets.
type addition struct {
	in *node
	// parent is the key of a mapping below in that the pair goes to and that
	// is not there yet, "" for in itself.
	parent    string
	key, text string
}

func (e *editor) add(in *node, key, text string) { e.addBelow(in, "", key, text) }

func (e *editor) addBelow(in *node, parent, key, text string) {
	if in == nil || in.kind != mapping || e.shared(in) || e.child(in, parent) != nil {
		e.Fail() // also where the parent is there, with something else than keys below it
		return
	}
	e.added = append(e.added, addition{in, parent, key, text})
}

// finish makes the edits that were collected: what goes first, since a mapping
// that loses all its keys goes too unless it gets a new one.
func (e *editor) finish() {
	for i := 0; i < len(e.drops) && !e.Failed(); i++ { // removing may add to the list
		e.emptied(e.parents[e.drops[i]])
	}
	done := map[*node]bool{}
	for _, n := range e.drops {
		in := e.parents[n]
		if in == nil || done[in] || !e.gone[n] || e.insideGone(in) {
			continue
		}
		done[in] = true
		switch {
		case slices.Contains(e.bare, in):
			e.empty(in)
		case e.flow(in):
			e.dropFlow(in)
		default:
			e.dropBlock(in)
		}
	}
	e.writeAdded()
}

// insideGone reports whether a node goes with what holds it.
func (e *editor) insideGone(n *node) bool {
	for ; n != nil; n = e.parents[n] {
		if e.gone[n] || e.gone[e.keyOf(n)] {
			return true
		}
	}
	return false
}

// keyOf returns the key of a value, nil for what is none.
func (e *editor) keyOf(value *node) *node {
	in := e.parents[value]
	if in == nil || in.kind != mapping {
		return nil
	}
	for i := 1; i < len(in.children); i += 2 {
		if in.children[i] == value {
			return in.children[i-1]
		}
	}
	return nil
}

// emptied removes a list or mapping that nothing is left of, with its key. A
// definition of a link stays one.
func (e *editor) emptied(n *node) {
	if n == nil || e.keeps(n) {
		return
	}
	key, depth := e.keyOf(n), e.depth(n)
	switch {
	case depth < linkDepth:
		e.Fail()
	case depth == linkDepth:
		if !slices.Contains(e.bare, n) {
			e.bare = append(e.bare, n)
		}
	case key == nil:
		e.remove(n) // an item of a list
	default:
		e.remove(key)
	}
}

// keeps reports whether anything of a list or mapping is left.
func (e *editor) keeps(n *node) bool {
	for i := range e.added {
		if e.added[i].in == n {
			return true
		}
	}
	step := 1
	if n.kind == mapping {
		step = 2
	}
	for i := 0; i < len(n.children); i += step {
		if !e.gone[n.children[i]] {
			return true
		}
	}
	return false
}

// linkDepth is how deep the definition of a link stands: below the root,
// network and ethernets.
const linkDepth = 3

func (e *editor) depth(n *node) int {
	depth := 0
	for n = e.parents[n]; n != nil; n = e.parents[n] {
		depth++
	}
	return depth
}

// empty writes a definition without keys. Comments in it stay.
func (e *editor) empty(n *node) {
	key := e.keyOf(n)
	switch {
	case e.flow(n) && !strings.Contains(e.File.Raw[n.start:n.end], "#"):
		e.Replace(n.start, n.end, "{}")
	case e.flow(n) || key == nil:
		e.Fail()
	default:
		e.Insert(key.end+strings.IndexByte(e.File.Text[key.end:n.start], ':')+1, " {}")
		e.dropBlock(n)
	}
}

// dropFlow removes items or pairs in brackets.
func (e *editor) dropFlow(in *node) {
	items := e.places(in)
	for i, item := range items {
		from, to := item.Start, item.End
		if i > 0 {
			from = items[i-1].End
		}
		if i+1 < len(items) {
			to = items[i+1].Start
		}
		if item.Drop && strings.ContainsAny(e.File.Raw[from:to], "#\n") {
			e.Fail()
			return
		}
	}
	if !e.DropItems(items) {
		e.Fail() // something else replaces all of them
	}
}

// places are the items of a list, or the pairs of a mapping.
func (e *editor) places(in *node) []patch.Item {
	var items []patch.Item
	step := 1
	if in.kind == mapping {
		step = 2
	}
	for i := 0; i < len(in.children); i += step {
		first, last := in.children[i], in.children[i+step-1]
		items = append(items, patch.Item{Start: first.start, End: max(first.end, last.end), Drop: e.gone[first]})
	}
	return items
}

// dropBlock removes items or pairs that stand on lines of their own.
func (e *editor) dropBlock(in *node) {
	items := e.places(in)
	for i, item := range items {
		if !item.Drop {
			continue
		}
		start := item.Start
		if in.kind == list {
			start = e.dash(start)
		}
		end := item.End
		if i+1 < len(items) {
			end = min(end, items[i+1].Start)
		}
		end = e.colon(in, i, end)
		switch {
		case start >= 0 && e.first(start):
			e.DropLines(start, end, "#")
		case in.kind == mapping && i+1 < len(items) && !items[i+1].Drop && !strings.Contains(e.File.Raw[start:items[i+1].Start], "#"):
			e.Replace(start, items[i+1].Start, "") // the first key behind a dash
		default:
			e.Fail()
			return
		}
	}
}

// colon returns the end of a pair, which may be the colon of a key without a
// value.
func (e *editor) colon(in *node, i, end int) int {
	if in.kind != mapping {
		return end
	}
	key := in.children[2*i]
	if rest := e.File.Text[key.end:e.File.LineEnd(e.File.LineOf(key.end))]; end <= key.end && strings.HasPrefix(strings.TrimLeft(rest, " \t"), ":") {
		return key.end + strings.IndexByte(rest, ':') + 1
	}
	return end
}

// dash returns the offset of the dash before the item of a list, or -1.
func (e *editor) dash(start int) int {
	line := e.File.LineStart(e.File.LineOf(start))
	at := len(strings.TrimRight(e.File.Text[line:start], " \t")) - 1
	if at < 0 || e.File.Text[line+at] != '-' {
		return -1
	}
	return line + at
}

// writeAdded writes the new pairs.
func (e *editor) writeAdded() {
	written := map[*node]map[string]bool{}
	for i := range e.added {
		a := &e.added[i]
		if written[a.in] == nil {
			written[a.in] = map[string]bool{}
		}
		first := a.parent != "" && !written[a.in][a.parent]
		written[a.in][a.parent] = true
		switch {
		case e.flow(a.in) && a.parent != "":
			if !first {
				e.Fail() // a second pair of a mapping in brackets that is new itself
				return
			}
			e.insertFlow(a.in, a.parent+": {"+a.key+": "+a.text+"}")
		case e.flow(a.in):
			e.insertFlow(a.in, a.key+": "+a.text)
		case len(a.in.children) < 2:
			e.Fail()
			return
		default:
			e.insertBlock(a, first)
		}
	}
}

func (e *editor) insertFlow(in *node, pair string) {
	if n := len(in.children); n > 0 {
		last := in.children[n-1]
		e.Insert(max(last.end, in.children[n-2].end), ", "+pair)
		return
	}
	e.Insert(in.start+1, pair)
}

func (e *editor) insertBlock(a *addition, first bool) {
	n := len(a.in.children)
	indent := e.indentOf(a.in.children[0].start)
	at := max(e.lastByte(a.in.children[n-1]), e.lastByte(a.in.children[n-2]))
	if a.parent == "" {
		e.NewLine(at, indent+a.key+": "+a.text)
		return
	}
	step := "  "
	if key := e.keyOf(a.in); key != nil {
		if outer := e.indentOf(key.start); len(outer) < len(indent) {
			step = indent[len(outer):]
		}
	}
	if first {
		e.NewLine(at, indent+a.parent+":")
	}
	e.NewLine(at, indent+step+a.key+": "+a.text)
}
