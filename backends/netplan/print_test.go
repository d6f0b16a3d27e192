package netplan

import (
	"math/rand/v2"
	"testing"

	"gopkg.in/yaml.v3"
)

// TestPrintAsLibrary holds the printer against the library, on drawn trees: it
// writes the same bytes or leaves the tree alone.
func TestPrintAsLibrary(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	done := 0
	for range 20_000 {
		root := tree{drawn(rnd, 0, yaml.MappingNode)}
		p := printer{}
		if len(root.node.Content) == 0 || !p.mapping(root.node, 0, false) {
			continue
		}
		done++
		if want := string(root.encoded()); string(p.out) != want {
			t.Fatalf("printed:\n%s\nthe library:\n%s", p.out, want)
		}
	}
	if done < 5000 {
		t.Errorf("%d trees of 20,000 were printed", done)
	}
}

// TestPrintLeavesAlone shows trees that are the library's.
func TestPrintLeavesAlone(t *testing.T) {
	long := make([]byte, 120)
	for i := range long {
		long[i] = 'x'
	}
	for name, value := range map[string]*yaml.Node{
		"a blank": text("a b"), "a quote": text(`a"b`), "a line break": text("a\nb"), "no ASCII": text("\u00e9"),
		"a colon": plain("a: b"), "nothing": plain(""), "a sign": plain("-"), "an alias": {Kind: yaml.AliasNode, Value: "x"},
		"lists": sequence([]*yaml.Node{sequence([]*yaml.Node{number(1)})}), "a word": {Kind: yaml.ScalarNode, Tag: "!!str", Value: "yes"},
		"a number": {Kind: yaml.ScalarNode, Tag: "!!str", Value: "7"}, "a comment": {Kind: yaml.ScalarNode, Value: "7", LineComment: "# x"},
		"braces": {Kind: yaml.MappingNode, Tag: "!!map", Style: yaml.FlowStyle, Content: []*yaml.Node{text("a"), number(1)}},
	} {
		root := newTree()
		root.set("key", value)
		if p := (printer{}); p.mapping(root.node, 0, false) {
			t.Errorf("%s: printed %q", name, p.out)
		}
	}
	root := newTree()
	root.set(string(long), number(1))
	if p := (printer{}); p.mapping(root.node, 0, false) {
		t.Errorf("a long key: printed %q", p.out)
	}
}

// drawn draws a node as the writer makes them, with words that YAML has plans
// for.
func drawn(rnd *rand.Rand, depth int, kind yaml.Kind) *yaml.Node {
	switch kind {
	case yaml.MappingNode:
		n := newTree()
		for range rnd.IntN(5) {
			n.set(drawnWord(rnd), drawn(rnd, depth+1, kindOf(rnd, depth)))
		}
		if n.empty() && rnd.IntN(2) == 0 {
			n.node.Style = yaml.FlowStyle
		}
		return n.node
	case yaml.SequenceNode:
		var items []*yaml.Node
		for range rnd.IntN(4) {
			items = append(items, drawn(rnd, depth+1, kindOf(rnd, depth)))
		}
		return sequence(items)
	}
	if rnd.IntN(3) == 0 {
		return plain(drawnWord(rnd))
	}
	return text(drawnWord(rnd))
}

func kindOf(rnd *rand.Rand, depth int) yaml.Kind {
	if depth > 4 {
		return yaml.ScalarNode
	}
	return []yaml.Kind{yaml.ScalarNode, yaml.ScalarNode, yaml.MappingNode, yaml.SequenceNode}[rnd.IntN(4)]
}

func drawnWord(rnd *rand.Rand) string {
	words := []string{
		"eth0", "bond0.100", "10.0.0.1/8", "fd00::1/64", "02:00:00:00:00:01", "layer3+4", "default", "true", "yes", "Null", "1e3", "0x1f",
		"0o7", "1_000", "12:30", "2001-01-01", "~", "e1", "a_b@c", "-1", ".5", "+5", "7.", "...", "---", "%x", "a#b", "!x", "&x", "*x",
		"x:", "[x]", "{}", "", "a-", "Infinity", "nan", "NaN", "on", "N", "=", "<<", "|", ">", "@x", "`x`", "100", "0", "a,b", "?", "x/y",
	}
	if rnd.IntN(20) > 0 {
		return words[rnd.IntN(len(words)-1)]
	}
	return words[rnd.IntN(len(words))] + []string{" ", "\\", "\"", "'", "\t", "\u00e9", "\x7f", "\n"}[rnd.IntN(8)] + "x"
}
