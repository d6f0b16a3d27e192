package yamlkeys

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// Map is a mapping whose keys are taken one by one.
type Map struct {
	r       *Reader
	Section string
	Span    source.Span
	path    *ir.Path
	// link is the name of the link that the entries belong to, shared by all
	// mappings below one that was given a link.
	link   *string
	values []*Value
	asked  []string
}

// Belongs says which link the mapping and all below it are about.
func (m *Map) Belongs(link string) { m.link = &link }

// find returns the last value of a key, or nil.
func (m *Map) find(key string) *Value {
	for i := len(m.values) - 1; i >= 0; i-- {
		if m.values[i].Name == key {
			return m.values[i]
		}
	}
	return nil
}

// Get returns the value of a key, nil where the key is absent, has been dealt
// with, or has an empty value, which says nothing.
func (m *Map) Get(key string) *Value {
	m.asked = append(m.asked, key)
	v := m.find(key)
	if v == nil || v.done {
		return nil
	}
	if v.empty() {
		v.Use("silence")
		return nil
	}
	return v
}

// Peek returns the text of a key that has a single value, without taking it.
func (m *Map) Peek(key string) string {
	if v := m.find(key); v != nil && v.IsScalar() {
		return v.node.Value
	}
	return ""
}

// Has reports whether a key is there, taken or not.
func (m *Map) Has(key string) bool { return m.find(key) != nil }

// Rest returns the values that nobody has dealt with, in the order of the text.
func (m *Map) Rest() []*Value {
	var rest []*Value
	for _, v := range m.values {
		if !v.done {
			rest = append(rest, v)
		}
	}
	return rest
}

// Leave makes residue of keys that the tool knows and the model has no place
// for.
func (m *Map) Leave(class diag.Class, keys ...string) {
	for _, key := range keys {
		if v := m.Get(key); v != nil {
			v.Leave(class, "")
		}
	}
}

// Close makes residue of the keys that nobody asked for, which the tool does
// not know.
func (m *Map) Close(class diag.Class) {
	for _, v := range m.Rest() {
		d := diag.Diagnostic{
			Code: diag.UnknownKey, Severity: m.r.Unknown, Span: v.KeySpan, Link: *m.link,
			Message: fmt.Sprintf("%s knows no key %q %s", m.r.Tool, short(v.Name), m.where()), Detail: m.r.Ignores,
		}
		if near := option.Nearest(v.Name, m.asked); near != "" {
			d.Message += fmt.Sprintf("; did you mean %q?", near)
		}
		m.r.Report(d)
		v.Leave(class, "")
	}
}

// LeaveAll makes residue of all that is left, without a finding.
func (m *Map) LeaveAll(class diag.Class, reason string) {
	for _, v := range m.Rest() {
		v.Leave(class, reason)
	}
}

// UseAll says that something else stands for all that is left.
func (m *Map) UseAll(word string) {
	for _, v := range m.Rest() {
		v.Use(word)
	}
}

func (m *Map) where() string {
	if m.Section == "" {
		return "at the top of the file"
	}
	return fmt.Sprintf("in %q", short(m.Section))
}

// First returns the first item of the first of the lists that the mapping of a
// key has, without taking anything; "" for none.
func (m *Map) First(key string, lists ...string) string {
	v := m.find(key)
	if v == nil || !v.IsMap() {
		return ""
	}
	for _, list := range lists {
		for i := 0; i+1 < len(v.node.Children); i += 2 {
			value := v.node.Children[i+1].Resolve()
			if v.node.Children[i].Resolve().Value == list && len(value.Children) > 0 {
				return value.Children[0].Resolve().Value
			}
		}
	}
	return ""
}
