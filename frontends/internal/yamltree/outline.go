package yamltree

import (
	"strings"

	"github.com/bondc/bondc/ir/source"
)

// Outline finds the nodes of a file by their places, and what holds them.
type Outline struct {
	file *source.File
	root *Node
	// starts are the nodes by where they start: of those that start at one
	// place the innermost.
	starts map[int]*Node
	// parents are the lists and mappings that hold a node; the parent of a
	// value is the mapping, as that of its key.
	Parents map[*Node]*Node
	// values are the values of keys.
	Values map[*Node]*Node
	// targets are nodes that aliases stand for.
	Targets map[*Node]bool
}

// NewOutline returns the outline of the tree of a file.
func NewOutline(f *source.File, root *Node) *Outline {
	o := &Outline{
		file: f, root: root, starts: map[int]*Node{}, Parents: map[*Node]*Node{},
		Values: map[*Node]*Node{}, Targets: map[*Node]bool{},
	}
	o.walk(root)
	return o
}

func (o *Outline) walk(n *Node) {
	// An empty value may stand where the next key starts: the key counts.
	if n.Kind == Scalar || n.Kind == Alias || o.starts[n.Start] == nil {
		if known := o.starts[n.Start]; known == nil || n.End > n.Start {
			o.starts[n.Start] = n
		}
	}
	if n.Kind == Alias && n.Target != nil {
		o.Targets[n.Target] = true
	}
	for i, child := range n.Children {
		o.Parents[child] = n
		if n.Kind == Mapping && i%2 == 0 && i+1 < len(n.Children) {
			o.Values[child] = n.Children[i+1]
		}
		o.walk(child)
	}
}

// At returns the node at a span: a key, where the span is that of a key with
// its value, and else the outermost node of exactly that extent.
func (o *Outline) At(span source.Span) *Node {
	if span.File != o.file {
		return nil
	}
	n := o.starts[span.Start]
	if n == nil || n.End == span.End || o.Values[n] != nil && o.Values[n].End == span.End {
		return n
	}
	for up := o.Parents[n]; up != nil && up.Start == span.Start; up = o.Parents[up] {
		if up.End == span.End {
			return up
		}
	}
	if o.Values[n] != nil {
		return n // an entry that ends before the quotes of its value
	}
	return nil
}

// MappingAt returns the mapping at a span, or nil.
func (o *Outline) MappingAt(span source.Span) *Node {
	if span.File != o.file {
		return nil
	}
	for n := o.starts[span.Start]; n != nil && n.Start == span.Start; n = o.Parents[n] {
		if n.Kind == Mapping && n.End == span.End {
			return n
		}
	}
	return nil
}

// ValueOf returns the value of a key, aliases not resolved; nil for none.
func (o *Outline) ValueOf(key *Node) *Node {
	if key == nil {
		return nil
	}
	return o.Values[key]
}

// Child returns the value of a key in a mapping, or nil.
func (o *Outline) Child(n *Node, key string) *Node {
	if n == nil || n.Kind != Mapping {
		return nil
	}
	for i := 0; i+1 < len(n.Children); i += 2 {
		if n.Children[i].Kind == Scalar && n.Children[i].Value == key {
			return n.Children[i+1]
		}
	}
	return nil
}

// Shared reports whether the node is not the text's only place for what it
// says: it is an alias, or an alias stands for it or for what holds it. A place
// without a node counts.
func (o *Outline) Shared(n *Node) bool {
	if n == nil || n.Kind == Alias {
		return true
	}
	if v := o.Values[n]; v != nil && o.Targets[v] {
		return true
	}
	for ; n != nil; n = o.Parents[n] {
		if o.Targets[n] {
			return true
		}
	}
	return false
}

// Flow reports whether a list or mapping is written in brackets.
func (o *Outline) Flow(n *Node) bool {
	return n.Start < len(o.file.Text) && strings.IndexByte("[{", o.file.Text[n.Start]) >= 0
}

// LastByte returns an offset on the last line that a node takes.
func (o *Outline) LastByte(n *Node) int { return max(n.End-1, n.Start) }

// IndentOf returns blanks as far as an offset is from the start of its line.
func (o *Outline) IndentOf(at int) string {
	return strings.Repeat(" ", at-o.file.LineStart(o.file.LineOf(at)))
}

// First reports whether nothing but blanks stands before an offset on its line.
func (o *Outline) First(at int) bool {
	return strings.TrimLeft(o.file.Text[o.file.LineStart(o.file.LineOf(at)):at], " ") == ""
}
