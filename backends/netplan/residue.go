package netplan

import (
	"strconv"
	"strings"
	"unicode"

	"gopkg.in/yaml.v3"

	"github.com/bondc/bondc/ir"
)

// putBack writes the keys of a definition that came from netplan and that the
// model has no place for ("critical", "ipv6-mtu"): where nothing was
// understood, nothing has to be translated. What is no plain value or item of a
// list stays behind and is announced.
func (r *raiser) putBack(l *ir.Link, t tree) {
	for _, e := range r.residue[l.Name] {
		rest, ok := strings.CutPrefix(e.Section+".", section(l.Kind)+"."+l.Name+".")
		if !ok || strings.ContainsAny(rest, "[]") || !writable(e) {
			continue
		}
		at := t
		for _, key := range strings.FieldsFunc(rest, func(c rune) bool { return c == '.' }) {
			at = at.below(key)
		}
		key, index, list := strings.Cut(e.Key, "[")
		switch old := at.get(key); {
		case list && strings.HasSuffix(index, "]") && old == nil:
			at.set(key, sequence([]*yaml.Node{scalarOf(e)}))
		case list && strings.HasSuffix(index, "]") && r.started[old]:
			old.Content = append(old.Content, scalarOf(e))
		case list || old != nil:
			continue
		default:
			at.set(key, scalarOf(e))
		}
		r.started[at.get(key)] = list
		r.written[e] = true
	}
}

// writable reports whether an entry is one value on one line.
func writable(e *ir.Entry) bool {
	return e.Key != "" && !strings.ContainsFunc(e.Key+e.Value, unicode.IsControl) && !strings.HasPrefix(e.Raw, "{") && !strings.HasPrefix(e.Raw, "[")
}

// scalarOf is the entry's value. Numbers and booleans stay what they were;
// everything else is a string.
func scalarOf(e *ir.Entry) *yaml.Node {
	if _, err := strconv.ParseInt(e.Value, 10, 64); e.Raw == e.Value && (err == nil || truth(e.Value)) {
		return plain(e.Value)
	}
	return text(e.Value)
}
