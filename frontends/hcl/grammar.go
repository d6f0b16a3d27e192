package hcl

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// grammar is what may stand in one kind of block.
type grammar struct {
	// what names the block in messages, with its article.
	what string
	// hint ends what is said about an unknown name, "" for nothing.
	hint   string
	fields []field
	blocks []blockKind
	// other takes the attributes that no field has the name of; nil refuses
	// them. Their value is NilVal where it could not be computed.
	other func(v *value)
	// skip are blocks that are read elsewhere.
	skip []string
}

// field is one attribute. A nil set marks one that is read elsewhere.
type field struct {
	name string
	set  func(v *value)
}

// blockKind is one kind of block.
type blockKind struct {
	name string
	read func(b *hclsyntax.Block)
}

// section says where attributes stand, for entries.
type section struct {
	// path is "bond.bond0.route"; link is the link, if any.
	path, link string
}

// value is an attribute with its value, which is known and not null.
type value struct {
	cty.Value
	h         *hostReader
	attr      *hclsyntax.Attribute
	key, span source.Span
	where     section
	entry     *ir.Entry
}

// read goes through the items of a body in the order of the text.
func (h *hostReader) read(body *hclsyntax.Body, at section, g *grammar) {
	for _, it := range h.items(body) {
		if !h.afford(itemCost, at, it) {
			return
		}
		if it.attr != nil {
			h.attribute(it.attr, at, g)
			continue
		}
		i := slices.IndexFunc(g.blocks, func(k blockKind) bool { return k.name == it.block.Type })
		switch {
		case i >= 0:
			g.blocks[i].read(it.block)
		case !slices.Contains(g.skip, it.block.Type) && h.afford(unknownCost, at, it):
			h.unknown(g, at, it.block.Type, rangeOf(h.file, it.block.TypeRange), true)
		}
	}
}

// afford takes what reading an item costs from the budget and reports the
// first time that nothing is left.
func (h *hostReader) afford(units int, at section, it item) bool {
	b := h.meter.budget
	where := hcl.Range{}
	if it.attr != nil {
		where = it.attr.NameRange
	} else {
		where = it.block.TypeRange
	}
	if b.take(units, where) {
		return true
	}
	for _, d := range findings(h.file, b.exhausted(), diag.BadValue) {
		d.Link = at.link
		h.diags.Add(d)
	}
	return false
}

func (h *hostReader) attribute(attr *hclsyntax.Attribute, at section, g *grammar) {
	i := slices.IndexFunc(g.fields, func(f field) bool { return f.name == attr.Name })
	if i >= 0 && g.fields[i].set == nil {
		return
	}
	set := g.other
	if i >= 0 {
		set = g.fields[i].set
	}
	v := &value{
		h: h, attr: attr, where: at,
		key: rangeOf(h.file, attr.NameRange), span: rangeOf(h.file, attr.Expr.Range()),
	}
	v.entry = &ir.Entry{
		Dialect: dialect, File: h.file, Section: at.path, Key: attr.Name, Link: at.link,
		KeySpan: v.key, Span: rangeOf(h.file, attr.SrcRange), Raw: v.span.Text(), UsedBy: attr.Name,
	}
	h.host.Entries = append(h.host.Entries, v.entry)
	if set == nil {
		if h.afford(unknownCost, at, item{attr: attr}) {
			h.unknown(g, at, attr.Name, v.key, false)
		}
		v.entry.UsedBy, v.entry.Class = "", diag.Behaviour
	}
	result, diags := h.evaluate(attr.Expr, h.ctx)
	for i := range diags {
		diags[i].Link = at.link
	}
	h.diags = append(h.diags, diags...)
	// null is how an expression says that nothing is written.
	if result == cty.NilVal {
		v.entry.Unknown = true
		if i < 0 && set != nil {
			set(v)
		}
		return
	}
	if result.IsNull() {
		return
	}
	v.Value = result
	v.entry.Value = v.display()
	if set != nil {
		set(v)
	}
}

// unknown reports an attribute or a block that a kind of block does not have.
func (h *hostReader) unknown(g *grammar, at section, name string, span source.Span, block bool) {
	var fields, blocks []string
	for _, f := range g.fields {
		fields = append(fields, f.name)
	}
	for _, b := range g.blocks {
		blocks = append(blocks, b.name)
	}
	word, own, others, form := "attribute", fields, blocks, "Write it as a block: %s { ... }."
	if block {
		word, own, others, form = "block", blocks, fields, "Write it as an attribute: %s = VALUE."
	}
	d := diag.Diagnostic{
		Code: diag.UnknownKey, Severity: diag.Error, Span: span, Link: at.link,
		Message: fmt.Sprintf("%s has no %s %q%s", g.what, word, shorten(name, maxWord), didYouMean(name, own)),
	}
	switch {
	case slices.Contains(others, name):
		d.Detail = fmt.Sprintf(form, name)
	case len(own) == 0:
		d.Detail = fmt.Sprintf("It has no %ss at all.", word)
	default:
		d.Detail = fmt.Sprintf("It has the %ss %s.", word, strings.Join(own, ", "))
	}
	if g.hint != "" {
		d.Detail += " " + g.hint
	}
	h.diags.Add(d)
}
