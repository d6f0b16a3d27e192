package yamltree

import (
	"fmt"

	"gopkg.in/yaml.v3"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// Kind is the kind of a node.
type Kind uint8

const (
	Scalar Kind = iota
	List
	Mapping
	Alias
)

// String returns the word of netplan's own messages.
func (k Kind) String() string {
	return [...]string{"scalar", "list", "mapping", "alias"}[k]
}

// Node is one node of the first YAML document of a file. Tags are dropped, as
// netplan does: a value is what its handler makes of its text.
type Node struct {
	Kind  Kind
	Plain bool // a scalar without quotes
	// checked is set once the keys of a mapping have been looked at, so that
	// an alias does not repeat the findings.
	Checked bool
	// value is the text of a scalar.
	Value string
	// start and end are the bytes of the file that the node takes, without
	// anchor and tag.
	Start, End int
	// children are the items of a list, or keys and values of a mapping in turn.
	Children []*Node
	// target is what an alias stands for.
	Target *Node
}

// Resolve follows aliases.
func (n *Node) Resolve() *Node {
	for n.Kind == Alias && n.Target != nil {
		n = n.Target
	}
	return n
}

// Limits of what one file may hold. netplan's deepest setting stands 8 deep, and
// no honest file repeats its anchors a hundred thousand times.
const (
	maxDepth    = 64
	maxExpanded = 100_000
)

// Read parses the first document of a file into nodes. The root is nil where
// the file is empty, holds only comments or could not be parsed; tool is who
// reads it on the machine.
func Read(f *source.File, tool Tool) (*Node, diag.List) {
	text := f.Text[min(f.BOM(), len(f.Text)):]
	doc, err := decode(text)
	if err != nil {
		return nil, diag.List{syntaxError(f, text, err, tool)}
	}
	if doc == nil || len(doc.Content) == 0 {
		return nil, nil
	}
	b := builder{places: newPlaces(f)}
	root := b.build(doc.Content[0], 0)
	for _, ref := range b.aliases {
		ref.node.Target = b.anchors[ref.to]
	}
	b.aliasesBounded(root)
	if b.diags.Has(diag.Error) {
		return nil, b.diags
	}
	b.laterDocuments(root.End, tool)
	return root, b.diags
}

// decode calls the YAML parser, which panics on some input instead of
// returning an error.
func decode(text string) (doc *yaml.Node, err error) {
	defer func() {
		if p := recover(); p != nil {
			doc, err = nil, fmt.Errorf("the YAML parser gave up: %v", p)
		}
	}()
	var n yaml.Node
	if err := yaml.Unmarshal([]byte(text), &n); err != nil {
		return nil, err
	}
	return &n, nil
}

// builder turns the parser's nodes into nodes with an extent.
type builder struct {
	*places
	anchors map[*yaml.Node]*Node
	aliases []reference
	slab    []Node
	count   int
	diags   diag.List
}

type reference struct {
	node *Node
	to   *yaml.Node
}

func (b *builder) build(y *yaml.Node, depth int) *Node {
	n := b.alloc()
	if y.Anchor != "" {
		if b.anchors == nil {
			b.anchors = map[*yaml.Node]*Node{}
		}
		b.anchors[y] = n
	}
	start := b.offset(y.Line, y.Column)
	switch y.Kind {
	case yaml.AliasNode:
		n.Kind, n.Start, n.End = Alias, start, b.clamp(start+1+len(y.Value))
		b.aliases = append(b.aliases, reference{n, y.Alias})
		return n
	case yaml.ScalarNode:
		n.Value, n.Plain = y.Value, y.Style&quoted == 0
		n.Start, n.End = b.scalar(y, start)
		return n
	case yaml.MappingNode:
		n.Kind = Mapping
	default:
		n.Kind = List
	}
	n.Start, n.End = b.collectionStart(start), start
	if depth >= maxDepth {
		b.tooDeep(n)
		return n
	}
	n.Children = make([]*Node, len(y.Content))
	for i, child := range y.Content {
		n.Children[i] = b.build(child, depth+1)
	}
	n.End = b.collectionEnd(y, n)
	return n
}

const quoted = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle

// alloc takes a node from the current slab: files have many small nodes.
func (b *builder) alloc() *Node {
	if len(b.slab) == 0 {
		b.slab = make([]Node, min(max(32, b.count), 512))
	}
	n := &b.slab[0]
	b.slab = b.slab[1:]
	b.count++
	return n
}

func (b *builder) tooDeep(n *Node) {
	if b.diags.Has(diag.Error) {
		return
	}
	b.diags.Add(diag.Diagnostic{
		Code: diag.TooDeep, Severity: diag.Error, Span: b.file.Span(n.Start, n.Start+1),
		Message: fmt.Sprintf("the text is nested deeper than %d levels", maxDepth),
		Detail:  "No netplan setting stands that deep. Nothing in this file was read; look for a list or mapping that is opened again and again.",
	})
}
