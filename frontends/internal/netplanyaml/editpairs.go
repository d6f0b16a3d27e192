package netplanyaml

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/patch"
	"github.com/bondc/bondc/frontends/internal/yamltree"
)

// addition is a pair that a mapping gets.
type addition struct {
	in *yamltree.Node
	// parent is the key of a mapping below in that the pair goes to and that
	// is not there yet, "" for in itself.
	parent    string
	key, text string
}

func (e *editor) add(in *yamltree.Node, key, text string) { e.addBelow(in, "", key, text) }

func (e *editor) addBelow(in *yamltree.Node, parent, key, text string) {
	if in == nil || in.Kind != yamltree.Mapping || e.Shared(in) || e.Child(in, parent) != nil {
		e.Fail() // also where the parent is there, with something else than keys below it
		return
	}
	e.added = append(e.added, addition{in, parent, key, text})
}

// finish makes the edits that were collected: what goes first, since a mapping
// that loses all its keys goes too unless it gets a new one.
func (e *editor) finish() {
	for i := 0; i < len(e.drops) && !e.Failed(); i++ { // removing may add to the list
		e.emptied(e.Parents[e.drops[i]])
	}
	done := map[*yamltree.Node]bool{}
	for _, n := range e.drops {
		in := e.Parents[n]
		if in == nil || done[in] || !e.gone[n] || e.insideGone(in) {
			continue
		}
		done[in] = true
		switch {
		case slices.Contains(e.bare, in):
			e.empty(in)
		case e.Flow(in):
			e.dropFlow(in)
		default:
			e.dropBlock(in)
		}
	}
	e.writeAdded()
}

// insideGone reports whether a node goes with what holds it.
func (e *editor) insideGone(n *yamltree.Node) bool {
	for ; n != nil; n = e.Parents[n] {
		if e.gone[n] || e.gone[e.keyOf(n)] {
			return true
		}
	}
	return false
}

// keyOf returns the key of a value, nil for what is none.
func (e *editor) keyOf(value *yamltree.Node) *yamltree.Node {
	in := e.Parents[value]
	if in == nil || in.Kind != yamltree.Mapping {
		return nil
	}
	for i := 1; i < len(in.Children); i += 2 {
		if in.Children[i] == value {
			return in.Children[i-1]
		}
	}
	return nil
}

// emptied removes a list or mapping that nothing is left of, with its key. A
// definition of a link stays one.
func (e *editor) emptied(n *yamltree.Node) {
	if n == nil || e.keeps(n) {
		return
	}
	key, depth := e.keyOf(n), e.depth(n)
	switch {
	case depth < e.linkDepth:
		e.Fail()
	case e.items && key != nil && strings.HasSuffix(key.Value, "_interfaces"):
		e.Fail() // an item of version 1 has to have its list of ports
	case depth == e.linkDepth, e.items && key != nil && key.Value == e.parameters:
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
func (e *editor) keeps(n *yamltree.Node) bool {
	for i := range e.added {
		if e.added[i].in == n {
			return true
		}
	}
	step := 1
	if n.Kind == yamltree.Mapping {
		step = 2
	}
	for i := 0; i < len(n.Children); i += step {
		if !e.gone[n.Children[i]] {
			return true
		}
	}
	return false
}

func (e *editor) depth(n *yamltree.Node) int {
	depth := 0
	for n = e.Parents[n]; n != nil; n = e.Parents[n] {
		depth++
	}
	return depth
}

// empty writes a definition without keys. Comments in it stay.
func (e *editor) empty(n *yamltree.Node) {
	key := e.keyOf(n)
	switch {
	case e.Flow(n) && !strings.Contains(e.File.Raw[n.Start:n.End], "#"):
		e.Replace(n.Start, n.End, "{}")
	case e.Flow(n) || key == nil:
		e.Fail()
	default:
		e.Insert(key.End+strings.IndexByte(e.File.Text[key.End:n.Start], ':')+1, " {}")
		e.dropBlock(n)
	}
}

// dropFlow removes items or pairs in brackets.
func (e *editor) dropFlow(in *yamltree.Node) {
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
func (e *editor) places(in *yamltree.Node) []patch.Item {
	var items []patch.Item
	step := 1
	if in.Kind == yamltree.Mapping {
		step = 2
	}
	for i := 0; i < len(in.Children); i += step {
		first, last := in.Children[i], in.Children[i+step-1]
		items = append(items, patch.Item{Start: first.Start, End: max(first.End, last.End), Drop: e.gone[first]})
	}
	return items
}

// dropBlock removes items or pairs that stand on lines of their own.
func (e *editor) dropBlock(in *yamltree.Node) {
	items := e.places(in)
	for i, item := range items {
		if !item.Drop {
			continue
		}
		start := item.Start
		if in.Kind == yamltree.List {
			start = e.dash(start)
		}
		end := item.End
		if i+1 < len(items) {
			end = min(end, items[i+1].Start)
		}
		end = e.colon(in, i, end)
		switch {
		case start >= 0 && e.First(start):
			e.DropLines(start, end, "#")
		case in.Kind == yamltree.Mapping && i+1 < len(items) && !items[i+1].Drop && !strings.Contains(e.File.Raw[start:items[i+1].Start], "#"):
			e.Replace(start, items[i+1].Start, "") // the first key behind a dash
		default:
			e.Fail()
			return
		}
	}
}

// colon returns the end of a pair, which may be the colon of a key without a
// value.
func (e *editor) colon(in *yamltree.Node, i, end int) int {
	if in.Kind != yamltree.Mapping {
		return end
	}
	key := in.Children[2*i]
	if rest := e.File.Text[key.End:e.File.LineEnd(e.File.LineOf(key.End))]; end <= key.End && strings.HasPrefix(strings.TrimLeft(rest, " \t"), ":") {
		return key.End + strings.IndexByte(rest, ':') + 1
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
	written := map[*yamltree.Node]map[string]bool{}
	for i := range e.added {
		a := &e.added[i]
		if written[a.in] == nil {
			written[a.in] = map[string]bool{}
		}
		first := a.parent != "" && !written[a.in][a.parent]
		written[a.in][a.parent] = true
		switch {
		case e.Flow(a.in) && a.parent != "":
			if !first {
				e.Fail() // a second pair of a mapping in brackets that is new itself
				return
			}
			e.insertFlow(a.in, a.parent+": {"+a.key+": "+a.text+"}")
		case e.Flow(a.in):
			e.insertFlow(a.in, a.key+": "+a.text)
		case len(a.in.Children) < 2:
			e.Fail()
			return
		default:
			e.insertBlock(a, first)
		}
	}
}

func (e *editor) insertFlow(in *yamltree.Node, pair string) {
	if n := len(in.Children); n > 0 {
		last := in.Children[n-1]
		e.Insert(max(last.End, in.Children[n-2].End), ", "+pair)
		return
	}
	e.Insert(in.Start+1, pair)
}

func (e *editor) insertBlock(a *addition, first bool) {
	n := len(a.in.Children)
	indent := e.IndentOf(a.in.Children[0].Start)
	at := max(e.LastByte(a.in.Children[n-1]), e.LastByte(a.in.Children[n-2]))
	if a.parent == "" {
		e.NewLine(at, indent+a.key+": "+a.text)
		return
	}
	step := "  "
	if key := e.keyOf(a.in); key != nil {
		if outer := e.IndentOf(key.Start); len(outer) < len(indent) {
			step = indent[len(outer):]
		}
	}
	if first {
		e.NewLine(at, indent+a.parent+":")
	}
	e.NewLine(at, indent+step+a.key+": "+a.text)
}
