package netplanyaml

import (
	"strconv"

	"github.com/bondc/bondc/frontends/internal/yamltree"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// Reader lowers the trees of a host's files, one after the other, into one
// host, as netplan's parser does with its one table of definitions.
type Reader struct {
	dialect string
	host    *ir.Host
	diags   diag.List
	grammar *grammar
	file    *source.File

	defs  map[string]*def
	order []*def
	// via is the renderer of the network, typeVia that of the mapping of
	// definitions that is being read.
	via, typeVia ir.Opt[target.Via]

	// owners are the definitions that the host's entries belong to.
	owners []*def
	slab   []ir.Entry

	// reported holds the findings by code and place, so that an alias does not
	// repeat them; left is how many more are reported for the file.
	reported map[finding]bool
	left     int

	// portSettings are where options for a port belong, by the port.
	portSettings map[*def]*[]ir.Setting

	// The row of a list that is being read.
	route *draftRoute
	rule  *draftRule
	addr  *ir.Address
	// peerKey means that the peer of a tunnel said its public key.
	peerKey bool
}

// place is a mapping that is being read.
type place struct {
	section string
	path    *ir.Path
	def     *def // nil outside of definitions
}

func (p place) link() string {
	if p.def == nil {
		return ""
	}
	return p.def.name()
}

// blame notes that something there was refused.
func (p place) blame() {
	if p.def != nil {
		p.def.faulty = true
	}
}

// item is one key of a mapping with its value.
type item struct {
	at    place
	of    *yamltree.Node // the mapping itself
	name  string
	key   *yamltree.Node
	value *yamltree.Node // aliases resolved
	// keySpan is the key, span the value or the alias that stands for it.
	keySpan, span source.Span
	field         *field
	// path is the item's own, once it is known.
	path *ir.Path
}

// own returns the path of the mapping or list that the item's value is.
func (it *item) own() *ir.Path {
	if it.path == nil {
		it.path = &ir.Path{Up: it.at.path, Key: it.name}
	}
	return it.path
}

// inside returns the place of the mapping that the item's value is.
func (it *item) inside() place {
	section := it.name
	if it.at.section != "" {
		section = it.at.section + "." + section
	}
	return place{section, it.own(), it.at.def}
}

// text returns the value of a scalar.
func (it *item) text() string { return it.value.Value }

func (r *Reader) span(n *yamltree.Node) source.Span { return r.file.Span(n.Start, n.End) }

// item returns the pair of a mapping whose key is children[i].
func (r *Reader) item(at place, m *yamltree.Node, i int) item {
	key, value := m.Children[i], m.Children[i+1]
	return item{
		at: at, of: m, name: key.Resolve().Value, key: key.Resolve(), value: value.Resolve(),
		keySpan: r.span(key), span: r.span(value),
	}
}

// mapping reads the keys of a mapping that the fields describe.
func (r *Reader) mapping(at place, m *yamltree.Node, fields table) {
	r.checkKeys(at, m)
	var it item // one for all keys: read takes what it needs
	for i := 0; i+1 < len(m.Children) && r.left > 0; i += 2 {
		it = r.item(at, m, i)
		if it.key.Kind != yamltree.Scalar {
			continue // checkKeys has said so
		}
		it.field = fields.find(it.name)
		if it.field == nil {
			r.unknownKey(&it, fields)
			continue
		}
		r.read(&it)
	}
}

// below reads the mapping of a key by the fields of that mapping.
func (r *Reader) below(it *item, fields table) string {
	r.mapping(it.inside(), it.value, fields)
	return it.name
}

// read reads one key that has a field.
func (r *Reader) read(it *item) {
	f := it.field
	if !f.shape.fits(it.value) {
		r.badShape(it)
		r.leftover(it)
		return
	}
	switch f.shape {
	case one:
		r.use(it, r.entry(it))
	case many:
		r.readMany(it)
	case rows, tree:
		r.readInner(it)
	case scalarOrTree:
		if it.value.Kind == yamltree.Scalar {
			r.use(it, r.entry(it))
		} else {
			r.readInner(it)
		}
	case either:
		r.readEither(it)
	}
}

// readInner reads a list or mapping whose content makes its own entries.
func (r *Reader) readInner(it *item) {
	used := ""
	switch f := it.field; {
	case f.keys != nil:
		used = r.below(it, f.keys(r.grammar))
	case f.read != nil:
		used = f.read(r, it)
	default:
		r.leftover(it)
		return
	}
	if len(it.value.Children) == 0 {
		r.entry(it).UsedBy = used
	}
}

// readEither reads a value that may be a scalar or a list of them.
func (r *Reader) readEither(it *item) {
	switch {
	case it.field.read == nil:
		r.leftover(it)
	case it.value.Kind == yamltree.Mapping:
		r.badShape(it)
		r.leftover(it)
	case it.value.Kind == yamltree.List:
		r.readMany(it)
	default:
		r.use(it, r.entry(it))
	}
}

// use calls the field's read for an entry.
func (r *Reader) use(it *item, e *ir.Entry) {
	if it.field.read != nil {
		e.UsedBy = it.field.read(r, it)
	}
}

// readMany reads a list of scalars: read sees the whole list once.
func (r *Reader) readMany(it *item) {
	if len(it.value.Children) == 0 {
		r.use(it, r.entry(it))
		return
	}
	first := len(r.host.Entries)
	for i, child := range it.value.Children {
		if child.Resolve().Kind != yamltree.Scalar {
			r.bad(it, r.span(child), "item %d of %q must be a single value, not a %s", i+1, it.name, child.Resolve().Kind)
			continue
		}
		r.listEntry(it, i, child)
	}
	used := ""
	if it.field.read != nil {
		used = it.field.read(r, it)
	}
	for _, e := range r.host.Entries[first:] {
		e.UsedBy = used
	}
}

// entry notes a key with its value.
func (r *Reader) entry(it *item) *ir.Entry {
	e := r.newEntry(it)
	e.Section, e.Key, e.Path = it.at.section, it.name, it.at.path
	e.Value, e.Raw = it.value.Value, it.span.Text()
	switch it.value.Kind {
	case yamltree.Mapping:
		e.Form = ir.EmptyMapping
	case yamltree.List:
		e.Form = ir.EmptyList
	}
	e.KeySpan, e.Span = it.keySpan, it.keySpan.To(it.span)
	return e
}

// listEntry notes one item of a list; its key is that of the list with the
// index, from 0.
func (r *Reader) listEntry(it *item, index int, child *yamltree.Node) *ir.Entry {
	e := r.newEntry(it)
	span := r.span(child)
	e.Section, e.Key = it.at.section, it.name+"["+strconv.Itoa(index)+"]"
	e.Path, e.Form = it.own(), ir.ItemForm
	e.Value, e.Raw = child.Resolve().Value, span.Text()
	e.KeySpan, e.Span = it.keySpan, span
	return e
}

func (r *Reader) newEntry(it *item) *ir.Entry {
	if len(r.slab) == 0 {
		r.slab = make([]ir.Entry, min(max(16, len(r.host.Entries)), 256))
	}
	e := &r.slab[0]
	r.slab = r.slab[1:]
	e.Dialect, e.File, e.Class = r.dialect, r.file, diag.Behaviour
	if f := it.field; f != nil {
		e.Reason = f.reason
		if f.class != 0 {
			e.Class = f.class
		}
	}
	r.host.Entries = append(r.host.Entries, e)
	r.owners = append(r.owners, it.at.def)
	return e
}

// leftover notes everything below a key as residue, leaf by leaf.
func (r *Reader) leftover(it *item) {
	if len(it.value.Children) == 0 {
		r.entry(it)
		return
	}
	if it.value.Kind == yamltree.Mapping {
		sub := it.inside()
		r.checkKeys(sub, it.value)
		for i := 0; i+1 < len(it.value.Children); i += 2 {
			child := r.item(sub, it.value, i)
			child.field = it.field
			r.leftover(&child)
		}
		return
	}
	for i, child := range it.value.Children {
		if child.Resolve().Kind == yamltree.Scalar {
			r.listEntry(it, i, child)
			continue
		}
		row := r.row(it, i)
		r.leftover(&row)
	}
}

// row returns the i-th item of a list as if the list were a mapping.
func (r *Reader) row(it *item, i int) item {
	child := it.value.Children[i]
	return item{
		at: it.at, name: it.name + "[" + strconv.Itoa(i) + "]", key: it.key, value: child.Resolve(),
		keySpan: r.span(child), span: r.span(child), field: it.field,
		path: &ir.Path{Up: it.own(), Item: i + 1},
	}
}
