package netplan

import (
	"bytes"
	"strings"

	"gopkg.in/yaml.v3"
)

// print returns the file's bytes.
func (t tree) print() []byte {
	p := printer{out: append(make([]byte, 0, 4<<10), heading...)}
	if len(t.node.Content) > 0 && p.mapping(t.node, 0, false) {
		return p.out
	}
	return append([]byte(heading), t.encoded()...)
}

// encoded returns the YAML of a tree as the library writes it.
func (t tree) encoded() []byte {
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(indent)
	// Nodes built here have no aliases, tags or cycles, and a buffer takes
	// every write: there is nothing that can fail.
	_ = enc.Encode(t.node)
	_ = enc.Close()
	return b.Bytes()
}

// indent is by how many blanks a mapping or list stands deeper than what holds
// it.
const indent = 2

// printer writes what the library would, byte for byte, of trees whose scalars
// are written as they are, with or without quotes. Those of nearly all hosts
// are so. The library keeps an event for each node until the file is
// written, which takes as long as all else of writing a host.
type printer struct{ out []byte }

// mapping writes a mapping that has keys, and reports whether it could. Begun
// means that the first key stands on the line that is begun already.
func (p *printer) mapping(n *yaml.Node, at int, begun bool) bool {
	if n.Style != 0 || n.Tag != "!!map" || len(n.Content)%2 != 0 || annotated(n) {
		return false
	}
	const longestKey = 100 // the library writes longer ones in another way
	for i := 0; i < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if !begun {
			p.blanks(at)
		}
		begun = false
		if len(key.Value) > longestKey || !p.scalar(key) {
			return false
		}
		p.out = append(p.out, ':')
		if !p.value(value, at) {
			return false
		}
	}
	return true
}

// value writes what stands behind the colon of a key.
func (p *printer) value(n *yaml.Node, at int) bool {
	switch {
	case n.Kind == yaml.MappingNode && len(n.Content) > 0:
		p.out = append(p.out, '\n')
		return p.mapping(n, at+indent, false)
	case n.Kind == yaml.SequenceNode && len(n.Content) > 0:
		p.out = append(p.out, '\n')
		return p.list(n, at+indent)
	}
	p.out = append(p.out, ' ')
	return p.leaf(n)
}

// list writes a list that has items, none of which is a list with items.
func (p *printer) list(n *yaml.Node, at int) bool {
	if n.Style != 0 || n.Tag != "!!seq" || annotated(n) {
		return false
	}
	for _, item := range n.Content {
		p.blanks(at)
		p.out = append(p.out, "- "...)
		ok := false
		if item.Kind == yaml.MappingNode && len(item.Content) > 0 {
			ok = p.mapping(item, at+indent, true)
		} else {
			ok = p.leaf(item)
		}
		if !ok {
			return false
		}
	}
	return true
}

// leaf writes a scalar, or a mapping or list without content, to the end of the
// line.
func (p *printer) leaf(n *yaml.Node) bool {
	switch {
	case n.Kind == yaml.ScalarNode:
		if !p.scalar(n) {
			return false
		}
	case len(n.Content) > 0 || n.Style&^yaml.FlowStyle != 0 || annotated(n):
		return false
	case n.Kind == yaml.MappingNode && n.Tag == "!!map":
		p.out = append(p.out, "{}"...)
	case n.Kind == yaml.SequenceNode && n.Tag == "!!seq":
		p.out = append(p.out, "[]"...)
	default:
		return false
	}
	p.out = append(p.out, '\n')
	return true
}

// scalar writes a scalar whose text is the same in YAML.
func (p *printer) scalar(n *yaml.Node) bool {
	isText := n.Tag == "!!str"
	if n.Kind != yaml.ScalarNode || !isText && n.Tag != "" || annotated(n) {
		return false
	}
	switch n.Style {
	case 0:
		if isText && !bare(n.Value) || !isText && !unmarked(n.Value) {
			return false
		}
		p.out = append(p.out, n.Value...)
	case yaml.DoubleQuotedStyle:
		for i := range len(n.Value) {
			if c := n.Value[i]; c <= ' ' || c >= 0x7f || c == '"' || c == '\\' {
				return false
			}
		}
		p.out = append(p.out, '"')
		p.out = append(p.out, n.Value...)
		p.out = append(p.out, '"')
	default:
		return false
	}
	return true
}

// unmarked reports whether a text begins with a letter or a digit and has
// nothing in it that could mean something to YAML.
func unmarked(s string) bool {
	for i := range len(s) {
		if c := s[i]; !letter(c) && (c < '0' || c > '9') && (i == 0 || strings.IndexByte("-_./+", c) < 0) {
			return false
		}
	}
	return s != ""
}

// annotated reports whether a node has what is not written here.
func annotated(n *yaml.Node) bool {
	return n.Anchor != "" || n.HeadComment != "" || n.LineComment != "" || n.FootComment != ""
}

func (p *printer) blanks(n int) {
	for range n {
		p.out = append(p.out, ' ')
	}
}
