package netplan

import (
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/bondc/bondc/ir"
)

// heading is the first line of the file.
const heading = "# " + ir.Marker + ". Change what it was written from, not this file.\n"

// tree is a YAML mapping under construction; keys keep the order in which they
// were set.
type tree struct{ node *yaml.Node }

func newTree() tree { return tree{&yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}} }

func (t tree) empty() bool { return len(t.node.Content) == 0 }

// set appends a key with its value.
func (t tree) set(key string, value *yaml.Node) {
	t.node.Content = append(t.node.Content, text(key), value)
}

// add appends a mapping unless it is empty.
func (t tree) add(key string, value tree) {
	if !value.empty() {
		t.set(key, value.node)
	}
}

// declare appends a mapping, "{}" if it is empty.
func (t tree) declare(key string, value tree) {
	if value.empty() {
		value.node.Style = yaml.FlowStyle
	}
	t.set(key, value.node)
}

// get returns the value of a key, nil where it is not set.
func (t tree) get(key string) *yaml.Node {
	for i := 0; i+1 < len(t.node.Content); i += 2 {
		if t.node.Content[i].Value == key {
			return t.node.Content[i+1]
		}
	}
	return nil
}

// below returns the mapping of a key, made where there is none. A key that
// holds something else gives a mapping that is part of nothing.
func (t tree) below(key string) tree {
	switch n := t.get(key); {
	case n == nil:
		inner := newTree()
		t.set(key, inner.node)
		return inner
	case n.Kind == yaml.MappingNode:
		return tree{n}
	}
	return newTree()
}

// items appends a sequence unless it is empty.
func (t tree) items(key string, items []*yaml.Node) {
	if len(items) > 0 {
		t.set(key, sequence(items))
	}
}

func sequence(items []*yaml.Node) *yaml.Node {
	n := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq", Content: items}
	if len(items) == 0 {
		n.Style = yaml.FlowStyle
	}
	return n
}

// text is a string, in double quotes wherever a reader of YAML 1.1 or 1.2
// might take it for something else.
func text(s string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
	if !bare(s) {
		n.Style = yaml.DoubleQuotedStyle
	}
	return n
}

// plain is a scalar that is written as it is: a number, a boolean, an IPv4
// address. The caller has made sure that it is nothing else.
func plain(s string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: s} }

func number(n int) *yaml.Node { return plain(strconv.Itoa(n)) }

func boolean(b bool) *yaml.Node { return plain(strconv.FormatBool(b)) }

// bare reports whether a string can stand without quotes: it starts with a
// letter, has no character that means something to YAML, and is no word that
// YAML 1.1 takes for a boolean or null.
func bare(s string) bool {
	if s == "" || !letter(s[0]) {
		return false
	}
	for i := range len(s) {
		if c := s[i]; !letter(c) && (c < '0' || c > '9') && strings.IndexByte("-_./+@", c) < 0 {
			return false
		}
	}
	return !truth(s) && !strings.EqualFold(s, "null")
}

// truth reports whether YAML 1.1 takes the word for a boolean.
func truth(s string) bool {
	switch strings.ToLower(s) {
	case "y", "n", "yes", "no", "on", "off", "true", "false":
		return true
	}
	return false
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
