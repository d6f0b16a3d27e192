package yamlkeys

import (
	"fmt"
	"strconv"

	"github.com/bondc/bondc/frontends/internal/yamltree"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// Value is the value of a key or an item of a list.
type Value struct {
	m    *Map
	Name string
	node *yamltree.Node
	// KeySpan is the key, Span the value or the alias that stands for it.
	KeySpan, Span source.Span
	// item is the number of an item of a list, from 1; 0 for the value of a key.
	item int
	list *ir.Path
	done bool
}

// IsScalar, IsList and IsMap report what the value is.
func (v *Value) IsScalar() bool { return v.node.Kind == yamltree.Scalar }
func (v *Value) IsList() bool   { return v.node.Kind == yamltree.List }
func (v *Value) IsMap() bool    { return v.node.Kind == yamltree.Mapping }

// Empty reports whether the value is an empty text or an empty list.
func (v *Value) Empty() bool {
	return v.IsScalar() && v.node.Value == "" || v.IsList() && len(v.node.Children) == 0
}

// empty reports whether nothing is written, or YAML's word for nothing.
func (v *Value) empty() bool {
	n := v.node
	return n.Kind == yamltree.Scalar && n.Plain && (n.Value == "" || n.Value == "null" || n.Value == "~")
}

// Text returns the text of a single value.
func (v *Value) Text() string { return v.node.Value }

// Plain reports whether a single value stands without quotes.
func (v *Value) Plain() bool { return v.node.Plain }

// own is the path of the mapping or list that the value is.
func (v *Value) own() *ir.Path {
	if v.item > 0 {
		return &ir.Path{Up: v.list, Item: v.item}
	}
	return &ir.Path{Up: v.m.path, Key: v.Name}
}

func (v *Value) section() string {
	if v.m.Section == "" {
		return v.Name
	}
	return v.m.Section + "." + v.Name
}

// Map returns the mapping that the value is; of anything else it reports that
// and returns an empty one.
func (v *Value) Map() *Map {
	if !v.IsMap() {
		v.Bad("value of %q must be a mapping, not a %s", short(v.Name), v.node.Kind)
		return &Map{r: v.m.r, Section: v.section(), Span: v.Span, link: v.m.link}
	}
	if len(v.node.Children) == 0 {
		v.Use("mapping")
	}
	v.done = true
	return v.m.r.mapping(v.node, v.section(), v.own(), v.m.link, v.Span)
}

// Items returns the items of a list; a single value is a list of one. Of a
// mapping it reports that it is no list.
func (v *Value) Items() []*Value {
	switch {
	case v.IsMap():
		v.Bad("value of %q must be a list, not a mapping", short(v.Name))
		return nil
	case v.IsScalar():
		return []*Value{v}
	case len(v.node.Children) == 0:
		v.Use("list")
	}
	v.done = true
	var items []*Value
	own := v.own()
	for i, child := range v.node.Children {
		span := v.m.r.span(child)
		items = append(items, &Value{m: v.m, Name: v.Name + "[" + strconv.Itoa(i) + "]", node: child.Resolve(), KeySpan: span, Span: span, item: i + 1, list: own})
	}
	return items
}

// Use notes that the value was used for something.
func (v *Value) Use(word string) { v.note(word, 0, "") }

// Leave notes the value, and all below it, as residue.
func (v *Value) Leave(class diag.Class, reason string) { v.note("", class, reason) }

// Bad reports that the value cannot be read, and leaves it.
func (v *Value) Bad(format string, args ...any) {
	v.m.r.Report(diag.Diagnostic{
		Code: diag.BadValue, Severity: diag.Error, Span: v.Span, Link: *v.m.link,
		Message: fmt.Sprintf(format, args...), Detail: v.m.r.Refuses,
	})
	v.Leave(diag.Connectivity, "its value cannot be read")
}

// BadWant reports a single value that is not what is wanted.
func (v *Value) BadWant(want string) {
	if !v.IsScalar() {
		v.Bad("value of %q must be %s, not a %s", short(v.Name), want, v.node.Kind)
		return
	}
	v.Bad("value %q of %q is not %s", short(v.Text()), short(v.Name), want)
}

// note makes the entries of the value and of all below it, once.
func (v *Value) note(word string, class diag.Class, reason string) {
	if v.done {
		return
	}
	v.done = true
	switch {
	case v.IsMap() && len(v.node.Children) > 0:
		inner := v.m.r.mapping(v.node, v.section(), v.own(), v.m.link, v.Span)
		for _, child := range inner.values {
			if !child.done {
				child.note(word, class, reason)
			}
		}
	case v.IsList() && len(v.node.Children) > 0:
		for _, child := range v.Items() {
			child.note(word, class, reason)
		}
	default:
		v.leaf(word, class, reason)
	}
}

func (v *Value) leaf(word string, class diag.Class, reason string) {
	e := &ir.Entry{
		Dialect: v.m.r.Host.Dialect(), File: v.m.r.File, Section: v.m.Section, Key: v.Name, Path: v.m.path,
		Value: v.node.Value, Raw: v.Span.Text(), KeySpan: v.KeySpan, Span: v.KeySpan.To(v.Span),
		Link: *v.m.link, UsedBy: word, Class: class, Reason: reason,
	}
	switch {
	case v.IsMap():
		e.Form = ir.EmptyMapping
	case v.IsList():
		e.Form = ir.EmptyList
	case v.item > 0:
		e.Form, e.Path = ir.ItemForm, v.list
	}
	v.m.r.entries = append(v.m.r.entries, e)
}
