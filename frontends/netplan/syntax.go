package netplan

import (
	"fmt"

	"gopkg.in/yaml.v3"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// kind is the kind of a node.
type kind uint8

const (
	scalar kind = iota
	list
	mapping
	alias
)

// String returns the word of netplan's own messages.
func (k kind) String() string {
	return [...]string{"scalar", "list", "mapping", "alias"}[k]
}

// node is one node of the first YAML document of a file. Tags are dropped, as
// netplan does: a value is what its handler makes of its text.
type node struct {
	kind  kind
	plain bool // a scalar without quotes
	// checked is set once the keys of a mapping have been looked at, so that
	// an alias does not repeat the findings.
	checked bool
	// value is the text of a scalar.
	value string
	// start and end are the bytes of the file that the node takes, without
	// anchor and tag.
	start, end int
	// children are the items of a list, or keys and values of a mapping in turn.
	children []*node
	// target is what an alias stands for.
	target *node
}

// resolve follows aliases.
func (n *node) resolve() *node {
	for n.kind == alias && n.target != nil {
		n = n.target
	}
	return n
}

// Limits of what one file may hold. netplan's deepest setting stands 8 deep, and
// no honest file repeats its anchors a hundred thousand times.
const (
	maxDepth    = 64
	maxExpanded = 100_000
)

// readTree parses the first document of a file into nodes. The root is nil
// where the file is empty, holds only comments or could not be parsed.
func readTree(f *source.File) (*node, diag.List) {
	text := f.Text[min(f.BOM(), len(f.Text)):]
	doc, err := decode(text)
	if err != nil {
		return nil, diag.List{syntaxError(f, text, err)}
	}
	if doc == nil || len(doc.Content) == 0 {
		return nil, nil
	}
	b := builder{places: newPlaces(f)}
	root := b.build(doc.Content[0], 0)
	for _, ref := range b.aliases {
		ref.node.target = b.anchors[ref.to]
	}
	b.aliasesBounded(root)
	if b.diags.Has(diag.Error) {
		return nil, b.diags
	}
	b.laterDocuments(root.end)
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
	anchors map[*yaml.Node]*node
	aliases []reference
	slab    []node
	count   int
	diags   diag.List
}

type reference struct {
	node *node
	to   *yaml.Node
}

func (b *builder) build(y *yaml.Node, depth int) *node {
	n := b.alloc()
	if y.Anchor != "" {
		if b.anchors == nil {
			b.anchors = map[*yaml.Node]*node{}
		}
		b.anchors[y] = n
	}
	start := b.offset(y.Line, y.Column)
	switch y.Kind {
	case yaml.AliasNode:
		n.kind, n.start, n.end = alias, start, b.clamp(start+1+len(y.Value))
		b.aliases = append(b.aliases, reference{n, y.Alias})
		return n
	case yaml.ScalarNode:
		n.value, n.plain = y.Value, y.Style&quoted == 0
		n.start, n.end = b.scalar(y, start)
		return n
	case yaml.MappingNode:
		n.kind = mapping
	default:
		n.kind = list
	}
	n.start, n.end = b.collectionStart(start), start
	if depth >= maxDepth {
		b.tooDeep(n)
		return n
	}
	n.children = make([]*node, len(y.Content))
	for i, child := range y.Content {
		n.children[i] = b.build(child, depth+1)
	}
	n.end = b.collectionEnd(y, n)
	return n
}

const quoted = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle

// alloc takes a node from the current slab: files have many small nodes.
func (b *builder) alloc() *node {
	if len(b.slab) == 0 {
		b.slab = make([]node, min(max(32, b.count), 512))
	}
	n := &b.slab[0]
	b.slab = b.slab[1:]
	b.count++
	return n
}

func (b *builder) tooDeep(n *node) {
	if b.diags.Has(diag.Error) {
		return
	}
	b.diags.Add(diag.Diagnostic{
		Code: diag.TooDeep, Severity: diag.Error, Span: b.file.Span(n.start, n.start+1),
		Message: fmt.Sprintf("the text is nested deeper than %d levels", maxDepth),
		Detail:  "No netplan setting stands that deep. Nothing in this file was read; look for a list or mapping that is opened again and again.",
	})
}
