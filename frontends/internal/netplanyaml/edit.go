package netplanyaml

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/patch"
	"github.com/bondc/bondc/frontends/internal/yamltree"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// Edit returns the editor of one file, whose network mapping stands below so
// many keys: one where the file has the outermost key "network", none where
// the file is that mapping itself.
func Edit(f *source.File, root *yamltree.Node, keys int) ir.Editor {
	return edit(f, root, editor{linkDepth: keys + 2, words: option.Netplan, parameters: "parameters"})
}

// EditItems is Edit for the first version of cloud-init's format, where links
// are the items of a list, each with its name in it.
func EditItems(f *source.File, root *yamltree.Node, keys int) ir.Editor {
	return edit(f, root, editor{linkDepth: keys + 2, words: option.CloudInit, parameters: "params", items: true})
}

func edit(f *source.File, root *yamltree.Node, kind editor) ir.Editor {
	d := yamltree.NewOutline(f, root)
	return func(h *ir.Host, changes []ir.Change) []diag.Edit {
		e := kind
		e.Patch, e.Outline, e.host, e.gone = patch.New(f), d, h, map[*yamltree.Node]bool{}
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
	*yamltree.Outline
	host *ir.Host
	// linkDepth is how deep the definition of a link stands: below the root,
	// network and ethernets.
	linkDepth int
	// words are how options are called, parameters the key that they stand
	// below; items means that a definition has its link's name in it.
	words      option.Dialect
	parameters string
	items      bool
	// gone are the items of lists, and keys of mappings, to be removed.
	gone  map[*yamltree.Node]bool
	drops []*yamltree.Node
	// bare are definitions of links that lose all their keys.
	bare  []*yamltree.Node
	added []addition
}

func (e *editor) change(c *ir.Change) {
	switch c.Kind {
	case ir.Replace:
		if n := e.At(c.Span); n != nil && e.Shared(n) || n == nil && len(e.Targets) > 0 {
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
	key, cell := e.At(c.Span), option.Spell(option.LookupKernel(c.Key), e.words)
	if key == nil || key.Kind != yamltree.Scalar || !key.Plain || !cell.Supported() || e.Shared(key) {
		e.Fail()
		return
	}
	e.Replace(key.Start, key.End, cell.Key)
}

// drop notes that the key or list item at the span goes.
func (e *editor) drop(span source.Span) {
	n := e.At(span)
	if n == nil || e.Shared(n) {
		e.Fail()
		return
	}
	if subnet := e.subnet(n); subnet != nil {
		n = subnet
	}
	e.remove(n)
}

// subnet returns the item of a list of subnets that a key is the heart of, nil
// for other keys: cloud-init takes none without a type or address.
func (e *editor) subnet(key *yamltree.Node) *yamltree.Node {
	if !e.items || key.Value != "type" && key.Value != "address" {
		return nil
	}
	item := e.Parents[key]
	if list := e.keyOf(e.Parents[item]); list != nil && list.Value == "subnets" {
		return item
	}
	return nil
}

func (e *editor) remove(n *yamltree.Node) {
	if !e.gone[n] {
		e.gone[n] = true
		e.drops = append(e.drops, n)
	}
}

// setOption sets an option of a bond among its parameters.
func (e *editor) setOption(c *ir.Change) {
	id := option.LookupKernel(c.Key)
	cell, l := option.Spell(id, e.words), e.host.Link(c.Link)
	value, ok := option.Encode(e.words, id, c.Value)
	if !ok || !cell.Supported() || l == nil || l.Bond == nil || c.Port != "" {
		e.Fail()
		return
	}
	if s := c.Setting(e.host); s != nil {
		if known, _ := option.Lookup(e.words, s.Key); known != id && !(e.items && s.ID == id) {
			e.Fail() // it is passed to NetworkManager, in NetworkManager's words
			return
		}
		e.setValue(e.At(s.Span), value, cell.Codec == option.Sequence)
		return
	}
	text := plainText(value)
	if cell.Codec == option.Sequence {
		text = "[" + strings.ReplaceAll(value, ",", ", ") + "]"
	}
	if b := l.Bond; b.SettingsSpan.Known() {
		e.add(e.MappingAt(b.SettingsSpan), cell.Key, text)
		return
	}
	e.addBelow(e.definition(l), e.parameters, cell.Key, text)
}

// definition returns the mapping that declares a link.
func (e *editor) definition(l *ir.Link) *yamltree.Node {
	n := e.At(l.Span)
	if e.items && n != nil {
		return e.Parents[n]
	}
	return e.ValueOf(n)
}

// setKey sets a key of a link's definition.
func (e *editor) setKey(c *ir.Change) {
	l := e.host.Link(c.Link)
	if l == nil {
		e.Fail()
		return
	}
	definition, text := e.definition(l), c.Value
	if !strings.HasPrefix(text, "[") && !strings.HasPrefix(text, "{") {
		text = plainText(text)
	}
	path, key, nested := strings.Cut(c.Key, ".")
	if !nested {
		path, key = "", c.Key
	}
	in := definition
	if nested {
		if in = e.Child(definition, path); in == nil {
			e.addBelow(definition, path, key, text)
			return
		}
	}
	if value := e.Child(in, key); value != nil {
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
	definition := e.definition(l)
	items := e.Child(definition, c.Key)
	switch {
	case items == nil:
		e.add(definition, c.Key, "["+c.Value+"]")
	case items.Kind != yamltree.List || e.Shared(items) || len(items.Children) == 0:
		e.Fail()
	case e.Flow(items):
		e.Insert(items.Children[len(items.Children)-1].End, ", "+c.Value)
	default:
		last := items.Children[len(items.Children)-1]
		e.NewLine(e.LastByte(last), e.IndentOf(items.Start)+"- "+c.Value)
	}
}

// setValue replaces a value, and keeps the quotes of one that has some.
func (e *editor) setValue(n *yamltree.Node, value string, sequence bool) {
	switch {
	case n == nil || e.Shared(n):
		e.Fail()
	case sequence && n.Kind == yamltree.List:
		e.setItems(n, strings.Split(value, ","))
	case n.Kind != yamltree.Scalar || n.Start == n.End || sequence:
		e.Fail()
	case n.Plain:
		e.Replace(n.Start, n.End, plainText(value))
	default:
		quote := e.File.Raw[n.Start : n.Start+1]
		if quote != `"` && quote != `'` || strings.ContainsAny(value, "\"'\\\n") {
			e.Fail() // a block of lines
			return
		}
		e.Replace(n.Start, n.End, quote+value+quote)
	}
}

// setItems makes a list hold the words: items that are not among them go, and
// new ones come at the end.
func (e *editor) setItems(n *yamltree.Node, words []string) {
	rest := slices.Clone(words)
	for _, child := range n.Children {
		item := child.Resolve()
		if item.Kind != yamltree.Scalar || child.Kind == yamltree.Alias {
			e.Fail()
			return
		}
		if len(rest) > 0 && item.Value == rest[0] {
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
	for _, child := range n.Children {
		e.keep(child)
	}
	if !e.Flow(n) || strings.ContainsAny(e.File.Raw[n.Start:n.End], "#\n") {
		e.Fail()
		return
	}
	e.Replace(n.Start, n.End, "["+strings.Join(words, ", ")+"]")
}

func (e *editor) keep(n *yamltree.Node) {
	delete(e.gone, n)
	e.drops = slices.DeleteFunc(e.drops, func(d *yamltree.Node) bool { return d == n })
}

// plainText returns a value as YAML takes it without a second thought.
func plainText(value string) string {
	plain := value != "" && strings.IndexByte("-?:,[]{}#&*!|>'\"%@` ", value[0]) < 0 && value[len(value)-1] != ' '
	if plain && !strings.ContainsAny(value, "\"\\,[]{}#\n\t") && !strings.Contains(value, ": ") && !strings.HasSuffix(value, ":") {
		return value
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(value) + `"`
}
