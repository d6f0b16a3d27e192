package keyfile

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
)

// file is a keyfile: groups of keys.
type file struct{ groups []*group }

type group struct {
	name string
	keys []pair
}

type pair struct{ name, value string }

// in returns a group, which it makes where there is none.
func (f *file) in(name string) *group {
	for _, g := range f.groups {
		if g.name == name {
			return g
		}
	}
	g := &group{name: name}
	f.groups = append(f.groups, g)
	return g
}

// set adds a key with its text, escapes included.
func (g *group) set(name, value string) { g.keys = append(g.keys, pair{name, value}) }

// first are the groups in NetworkManager's own order; others follow.
func first() []string {
	return []string{"connection", "ethernet", "bond", "bond-port", "bridge", "bridge-port", "vlan", "match", "ipv4", "ipv6"}
}

func (f *file) render() []byte {
	rank := func(g *group) int {
		if i := slices.Index(first(), g.name); i >= 0 {
			return i
		}
		return len(first())
	}
	slices.SortStableFunc(f.groups, func(a, b *group) int { return rank(a) - rank(b) })
	var b strings.Builder
	b.WriteString("# " + ir.Marker + ". Change what it was written from, not this file.\n")
	for i, g := range f.groups {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString("[" + g.name + "]\n")
		for _, k := range g.keys {
			b.WriteString(k.name + "=" + k.value + "\n")
		}
	}
	return []byte(b.String())
}

// escape writes a text as g_key_file_set_string does: backslashes are doubled,
// and a blank at the start would be skipped.
func escape(text string) string {
	text = strings.ReplaceAll(text, `\`, `\\`)
	if strings.HasPrefix(text, " ") {
		text = `\s` + text[1:]
	}
	if strings.HasSuffix(text, " ") {
		text = text[:len(text)-1] + `\s`
	}
	return text
}

// list writes the items of a list, each ended by a semicolon.
func list(items []string) string {
	var b strings.Builder
	for _, it := range items {
		b.WriteString(strings.ReplaceAll(escape(it), ";", `\;`) + ";")
	}
	return b.String()
}
