package netplan

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/patch"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// Edit returns the editor of one file of the dialect.
func Edit(f *source.File) ir.Editor {
	root, _ := readTree(f)
	if root == nil {
		return nil
	}
	d := newOutline(f, root)
	return func(h *ir.Host, changes []ir.Change) []diag.Edit {
		e := editor{Patch: patch.New(f), outline: d, host: h, gone: map[*node]bool{}}
		for i := range changes {
			e.change(&changes[i])
		}
		e.finish()
		return e.Edits()
	}
}

// editor makes the changes of one fix in one file.
type editor struct {
	*patch.Patch
	*outline
	host *ir.Host
	// gone are the items of lists, and keys of mappings, to be removed.
	gone  map[*node]bool
	drops []*node
	// bare are definitions of links that lose all their keys.
	bare  []*node
	added []addition
}

func (e *editor) change(c *ir.Change) {
	switch c.Kind {
	case ir.Replace:
		if n := e.at(c.Span); n != nil && e.shared(n) || n == nil && len(e.targets) > 0 {
			e.Fail()
			return
		}
		e.Span(c)
	case ir.DropComment:
		e.Comment(c.Span)
	case ir.SetOption:
		e.setOption(c)
	case ir.DropOption, ir.DropKey:
		e.drop(c.Span)
	case ir.RenameOption:
		e.rename(c)
	case ir.SetKey:
		e.setKey(c)
	case ir.AddItem:
		e.addItem(c)
	default:
		e.Fail()
	}
}

func (e *editor) rename(c *ir.Change) {
	key, cell := e.at(c.Span), option.Spell(option.LookupKernel(c.Key), option.Netplan)
	if key == nil || key.kind != scalar || !key.plain || !cell.Supported() || e.shared(key) {
		e.Fail()
		return
	}
	e.Replace(key.start, key.end, cell.Key)
}

// drop notes that the key or list item at the span goes.
func (e *editor) drop(span source.Span) {
	n := e.at(span)
	if n == nil || e.shared(n) {
		e.Fail()
		return
	}
	e.remove(n)
}

func (e *editor) remove(n *node) {
	if !e.gone[n] {
		e.gone[n] = true
		e.drops = append(e.drops, n)
	}
}

// setOption sets an option of a bond among its parameters.
func (e *editor) setOption(c *ir.Change) {
	id := option.LookupKernel(c.Key)
	cell, l := option.Spell(id, option.Netplan), e.host.Link(c.Link)
	value, ok := option.Encode(option.Netplan, id, c.Value)
	if !ok || !cell.Supported() || l == nil || l.Bond == nil || c.Port != "" {
		e.Fail()
		return
	}
	if s := c.Setting(e.host); s != nil {
		if known, _ := option.Lookup(option.Netplan, s.Key); known != id {
			e.Fail() // it is passed to NetworkManager, in NetworkManager's words
			return
		}
		e.setValue(e.at(s.Span), value, cell.Codec == option.Sequence)
		return
	}
	text := plainText(value)
	if cell.Codec == option.Sequence {
		text = "[" + strings.ReplaceAll(value, ",", ", ") + "]"
	}
	if b := l.Bond; b.SettingsSpan.Known() {
		e.add(e.mappingAt(b.SettingsSpan), cell.Key, text)
		return
	}
	e.addBelow(e.valueOf(e.at(l.Span)), "parameters", cell.Key, text)
}

// setKey sets a key of a link's definition.
func (e *editor) setKey(c *ir.Change) {
	l := e.host.Link(c.Link)
	if l == nil {
		e.Fail()
		return
	}
	definition, text := e.valueOf(e.at(l.Span)), c.Value
	if !strings.HasPrefix(text, "[") && !strings.HasPrefix(text, "{") {
		text = plainText(text)
	}
	path, key, nested := strings.Cut(c.Key, ".")
	if !nested {
		path, key = "", c.Key
	}
	in := definition
	if nested {
		if in = e.child(definition, path); in == nil {
			e.addBelow(definition, path, key, text)
			return
		}
	}
	if value := e.child(in, key); value != nil {
		e.setValue(value, c.Value, false)
		return
	}
	e.add(in, key, text)
}

// addItem adds an item to a list of a link's definition.
func (e *editor) addItem(c *ir.Change) {
	l := e.host.Link(c.Link)
	if l == nil {
		e.Fail()
		return
	}
	definition := e.valueOf(e.at(l.Span))
	items := e.child(definition, c.Key)
	switch {
	case items == nil:
		e.add(definition, c.Key, "["+c.Value+"]")
	case items.kind != list || e.shared(items) || len(items.children) == 0:
		e.Fail()
	case e.flow(items):
		e.Insert(items.children[len(items.children)-1].end, ", "+c.Value)
	default:
		last := items.children[len(items.children)-1]
		e.NewLine(e.lastByte(last), e.indentOf(items.start)+"- "+c.Value)
	}
}

// setValue replaces a value, and keeps the quotes of one that has some.
func (e *editor) setValue(n *node, value string, sequence bool) {
	switch {
	case n == nil || e.shared(n):
		e.Fail()
	case sequence && n.kind == list:
		e.setItems(n, strings.Split(value, ","))
	case n.kind != scalar || n.start == n.end || sequence:
		e.Fail()
	case n.plain:
		e.Replace(n.start, n.end, plainText(value))
	default:
		quote := e.File.Raw[n.start : n.start+1]
		if quote != `"` && quote != `'` || strings.ContainsAny(value, "\"'\\\n") {
			e.Fail() // a block of lines
			return
		}
		e.Replace(n.start, n.end, quote+value+quote)
	}
}

// setItems makes a list hold the words: items that are not among them go, and
// new ones come at the end.
func (e *editor) setItems(n *node, words []string) {
	rest := slices.Clone(words)
	for _, child := range n.children {
		item := child.resolve()
		if item.kind != scalar || child.kind == alias {
			e.Fail()
			return
		}
		if len(rest) > 0 && item.value == rest[0] {
			rest = rest[1:]
			continue
		}
		e.remove(child)
	}
	if len(rest) == 0 {
		return
	}
	// The order is another one, or something is new: that cannot be said by
	// taking items away.
	for _, child := range n.children {
		e.keep(child)
	}
	if !e.flow(n) || strings.ContainsAny(e.File.Raw[n.start:n.end], "#\n") {
		e.Fail()
		return
	}
	e.Replace(n.start, n.end, "["+strings.Join(words, ", ")+"]")
}

func (e *editor) keep(n *node) {
	delete(e.gone, n)
	e.drops = slices.DeleteFunc(e.drops, func(d *node) bool { return d == n })
}

// plainText returns a value as YAML takes it without a second thought.
func plainText(value string) string {
	plain := value != "" && strings.IndexByte("-?:,[]{}#&*!|>'\"%@` ", value[0]) < 0 && value[len(value)-1] != ' '
	if plain && !strings.ContainsAny(value, "\"\\,[]{}#\n\t") && !strings.Contains(value, ": ") && !strings.HasSuffix(value, ":") {
		return value
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(value) + `"`
}
