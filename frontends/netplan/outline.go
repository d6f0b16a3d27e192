package netplan

import (
	"strings"

	"github.com/bondc/bondc/ir/source"
)

// outline finds the nodes of a file by their places, and what holds them.
type outline struct {
	file *source.File
	root *node
	// starts are the nodes by where they start: of those that start at one
	// place the innermost.
	starts map[int]*node
	// parents are the lists and mappings that hold a node; the parent of a
	// value is the mapping, as that of its key.
	parents map[*node]*node
	// values are the values of keys.
	values map[*node]*node
	// targets are nodes that aliases stand for.
	targets map[*node]bool
}

func newOutline(f *source.File, root *node) *outline {
	o := &outline{
		file: f, root: root, starts: map[int]*node{}, parents: map[*node]*node{},
		values: map[*node]*node{}, targets: map[*node]bool{},
	}
	o.walk(root)
	return o
}

func (o *outline) walk(n *node) {
	// An empty value may stand where the next key starts: the key counts.
	if n.kind == scalar || n.kind == alias || o.starts[n.start] == nil {
		if known := o.starts[n.start]; known == nil || n.end > n.start {
			o.starts[n.start] = n
		}
	}
	if n.kind == alias && n.target != nil {
		o.targets[n.target] = true
	}
	for i, child := range n.children {
		o.parents[child] = n
		if n.kind == mapping && i%2 == 0 && i+1 < len(n.children) {
			o.values[child] = n.children[i+1]
		}
		o.walk(child)
	}
}

// at returns the node at a span: a key, where the span is that of a key with
// its value, and else the outermost node of exactly that extent.
func (o *outline) at(span source.Span) *node {
	if span.File != o.file {
		return nil
	}
	n := o.starts[span.Start]
	if n == nil || n.end == span.End || o.values[n] != nil && o.values[n].end == span.End {
		return n
	}
	for up := o.parents[n]; up != nil && up.start == span.Start; up = o.parents[up] {
		if up.end == span.End {
			return up
		}
	}
	if o.values[n] != nil {
		return n // an entry that ends before the quotes of its value
	}
	return nil
}

// mappingAt returns the mapping at a span, or nil.
func (o *outline) mappingAt(span source.Span) *node {
	if span.File != o.file {
		return nil
	}
	for n := o.starts[span.Start]; n != nil && n.start == span.Start; n = o.parents[n] {
		if n.kind == mapping && n.end == span.End {
			return n
		}
	}
	return nil
}

// valueOf returns the value of a key, aliases not resolved; nil for none.
func (o *outline) valueOf(key *node) *node {
	if key == nil {
		return nil
	}
	return o.values[key]
}

// child returns the value of a key in a mapping, or nil.
func (o *outline) child(n *node, key string) *node {
	if n == nil || n.kind != mapping {
		return nil
	}
	for i := 0; i+1 < len(n.children); i += 2 {
		if n.children[i].kind == scalar && n.children[i].value == key {
			return n.children[i+1]
		}
	}
	return nil
}

// shared reports whether the node is not the text's only place for what it
// says: it is an alias, or an alias stands for it or for what holds it. A place
// without a node counts.
func (o *outline) shared(n *node) bool {
	if n == nil || n.kind == alias {
		return true
	}
	if v := o.values[n]; v != nil && o.targets[v] {
		return true
	}
	for ; n != nil; n = o.parents[n] {
		if o.targets[n] {
			return true
		}
	}
	return false
}

// flow reports whether a list or mapping is written in brackets.
func (o *outline) flow(n *node) bool {
	return n.start < len(o.file.Text) && strings.IndexByte("[{", o.file.Text[n.start]) >= 0
}

// lastByte returns an offset on the last line that a node takes.
func (o *outline) lastByte(n *node) int { return max(n.end-1, n.start) }

// indentOf returns blanks as far as an offset is from the start of its line.
func (o *outline) indentOf(at int) string {
	return strings.Repeat(" ", at-o.file.LineStart(o.file.LineOf(at)))
}

// first reports whether nothing but blanks stands before an offset on its line.
func (o *outline) first(at int) bool {
	return strings.TrimLeft(o.file.Text[o.file.LineStart(o.file.LineOf(at)):at], " ") == ""
}
