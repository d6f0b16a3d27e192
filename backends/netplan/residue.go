package netplan

import (
	"slices"

	"gopkg.in/yaml.v3"

	"github.com/bondc/bondc/ir"
)

// residue is what came from netplan and the model has no place for: where
// nothing was understood, nothing has to be translated, so that it is put back
// as it was. What does not fit beside what the model says stays behind and is
// announced.
type residue struct {
	// of holds the entries by link, "" for those of the network.
	of map[string][]*ir.Entry
	// ids are the names of definitions in the output by those in the input,
	// where they differ; idOf are those of kept links by the link's name.
	ids, idOf map[string]string
	// written are the entries that were put back, begun the lists and values
	// that were made for them, items the mappings and lists within lists.
	written map[*ir.Entry]bool
	begun   map[*yaml.Node]bool
	items   map[*ir.Path]*yaml.Node
	// keys are the values of the mappings that were looked into, by key.
	keys map[*yaml.Node]map[string]*yaml.Node
}

func residueOf(h *ir.Host) *residue {
	d := &residue{
		of: map[string][]*ir.Entry{}, ids: map[string]string{}, idOf: map[string]string{},
		written: map[*ir.Entry]bool{}, begun: map[*yaml.Node]bool{}, items: map[*ir.Path]*yaml.Node{},
		keys: map[*yaml.Node]map[string]*yaml.Node{},
	}
	named := map[string]bool{}
	for _, e := range h.Entries {
		if e.Dialect != dialect {
			continue
		}
		if e.UsedBy == "" {
			d.of[e.Link] = append(d.of[e.Link], e)
		}
		if e.Link != "" {
			d.ids[definition(e).id] = e.Link
			named[e.Link] = named[e.Link] || e.Key == "set-name"
		}
	}
	for _, l := range h.Links {
		if l.Kind != ir.Other || len(d.of[l.Name]) == 0 {
			continue
		}
		// A link whose name is its definition's may have been given another
		// one by --rename; the definition of a device that is renamed has a
		// name of its own.
		id := l.Name
		if named[l.Name] {
			id = definition(d.of[l.Name][0]).id
		}
		d.idOf[l.Name] = id
		d.ids[definition(d.of[l.Name][0]).id] = id
	}
	return d
}

// place is where a definition stands in the input.
type place struct{ section, id string }

// definition returns the place of the definition that an entry belongs to.
func definition(e *ir.Entry) place {
	switch way := wayTo(e.Path); {
	case len(way) > 1:
		return place{way[0].Key, way[1].Key}
	case len(way) == 1:
		return place{way[0].Key, e.Key}
	}
	return place{}
}

// wayTo returns the steps of a path from the top.
func wayTo(p *ir.Path) []*ir.Path {
	var way []*ir.Path
	for ; p != nil; p = p.Up {
		way = append(way, p)
	}
	slices.Reverse(way)
	return way
}

// keeps reports whether a link of a kind that the model does not know can be
// written as it was read: its definition is there, or it is a port that Open
// vSwitch's own block makes.
func (d *residue) keeps(l *ir.Link) bool {
	if l.Kind != ir.Other {
		return false
	}
	return d.idOf[l.Name] != "" || slices.ContainsFunc(d.of[""], func(e *ir.Entry) bool {
		way := wayTo(e.Path)
		return e.Value == l.Name && len(way) > 1 && way[0].Key == l.OtherKind && way[1].Key == "ports"
	})
}

// id returns the name of a link's definition in the output.
func (d *residue) id(link string) string {
	if id := d.idOf[link]; id != "" {
		return id
	}
	return link
}

// putBack puts what is left of a link into its definition.
func (d *residue) putBack(l *ir.Link, t tree) {
	for _, e := range d.of[l.Name] {
		way := wayTo(e.Path)
		if len(way) == 1 {
			d.written[e] = true // the empty definition itself
			continue
		}
		d.put(e, way[min(2, len(way)):], t.node, d.value(l, e))
	}
}

// network puts what belongs to no definition below "network".
func (d *residue) network(t tree) {
	for _, e := range d.of[""] {
		d.put(e, wayTo(e.Path), t.node, scalarOf(e, e.Value))
	}
}

// value is the entry's value: as it stands in the input, but for names of
// definitions and links that have others in the output.
func (d *residue) value(l *ir.Link, e *ir.Entry) *yaml.Node {
	text := e.Value
	top := e.Path != nil && e.Path.Up != nil && e.Path.Up.Up == nil
	switch {
	case l.Kind != ir.Other:
	case top && e.Key == "set-name":
		text = l.Name
	case top && (e.Key == "link" || e.Key == "peer"), e.Form == ir.ItemForm && e.Path.Key == "interfaces":
		if id := d.ids[text]; id != "" {
			text = id
		}
	}
	return scalarOf(e, text)
}

// put follows the way from a node and puts the entry there.
func (d *residue) put(e *ir.Entry, way []*ir.Path, at *yaml.Node, value *yaml.Node) {
	for i, step := range way {
		kind := yaml.MappingNode
		if i+1 < len(way) && way[i+1].Item > 0 || i+1 == len(way) && e.Form == ir.ItemForm {
			kind = yaml.SequenceNode
		}
		if at = d.step(at, step, kind); at == nil {
			return
		}
	}
	d.written[e] = d.leaf(e, at, value)
}

// step goes to a mapping or list within a node, which is made where there is
// none; nil means that something else stands there.
func (d *residue) step(at *yaml.Node, step *ir.Path, kind yaml.Kind) *yaml.Node {
	if step.Item > 0 {
		if at.Kind != yaml.SequenceNode || !d.begun[at] {
			return nil
		}
		n := d.items[step]
		if n == nil {
			n = d.begin(kind)
			d.items[step] = n
			at.Content = append(at.Content, n)
		}
		return n
	}
	if at.Kind != yaml.MappingNode {
		return nil
	}
	n := d.get(at, step.Key)
	if n == nil {
		n = d.begin(kind)
		d.set(at, step.Key, n)
	}
	if n.Kind != kind || kind == yaml.SequenceNode && !d.begun[n] {
		return nil
	}
	n.Style &^= yaml.FlowStyle
	return n
}

// get and set are those of a mapping; one that is hostile has many keys.
func (d *residue) get(at *yaml.Node, key string) *yaml.Node {
	keys := d.keys[at]
	if keys == nil {
		keys = make(map[string]*yaml.Node, len(at.Content)/2)
		for i := 0; i+1 < len(at.Content); i += 2 {
			keys[at.Content[i].Value] = at.Content[i+1]
		}
		d.keys[at] = keys
	}
	return keys[key]
}

func (d *residue) set(at *yaml.Node, key string, value *yaml.Node) {
	(tree{at}).set(key, value)
	d.keys[at][key] = value
}

func (d *residue) begin(kind yaml.Kind) *yaml.Node {
	n := sequence(nil)
	if kind == yaml.MappingNode {
		n = newTree().node
	}
	n.Style = 0
	d.begun[n] = true
	return n
}

// leaf puts a value into a mapping or list, and reports whether it could.
func (d *residue) leaf(e *ir.Entry, at, value *yaml.Node) bool {
	switch e.Form {
	case ir.ItemForm:
		at.Content = append(at.Content, value)
		return true
	case ir.EmptyMapping:
		value = newTree().node
		value.Style = yaml.FlowStyle
	case ir.EmptyList:
		value = sequence(nil)
	}
	old := d.get(at, e.Key)
	switch {
	case old == nil:
		d.set(at, e.Key, value)
	case !d.begun[old]:
		return false
	case e.Form == ir.KeyForm: // a later file replaces a single value
		*old = *value
		value = old
	default: // and adds nothing here
		return true
	}
	d.begun[value] = true
	return true
}

// scalarOf is a value in the entry's style: what stood there without quotes
// does so again, and everything else is a string.
func scalarOf(e *ir.Entry, value string) *yaml.Node {
	if e.Raw == e.Value && value == e.Value {
		return plain(value)
	}
	return text(value)
}
