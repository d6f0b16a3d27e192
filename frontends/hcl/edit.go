package hcl

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/bondc/bondc/frontends/internal/patch"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// Edit returns the editor of one file of the dialect.
func Edit(f *source.File) ir.Editor {
	s, diags := parse(f)
	if diags.Has(diag.Error) {
		return nil
	}
	o := newOutline(s)
	return func(h *ir.Host, changes []ir.Change) []diag.Edit {
		e := editor{Patch: patch.New(f), outline: o, host: h, items: map[*hclsyntax.TupleConsExpr][]patch.Item{}}
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
	host  *ir.Host
	items map[*hclsyntax.TupleConsExpr][]patch.Item
	order []*hclsyntax.TupleConsExpr
}

// change makes one change. What stands under a for_each describes several
// hosts: a finding on one of them is no reason to change all.
func (e *editor) change(c *ir.Change) {
	at := e.place(c)
	if at < 0 || e.many(at) {
		e.Fail()
		return
	}
	switch c.Kind {
	case ir.Replace:
		if attr := e.attribute(c.Span); attr != nil && holds(attr.Expr.Range(), c.Span) && !written(attr.Expr) {
			e.Fail()
			return
		}
		e.Span(c)
	case ir.DropComment:
		e.Comment(c.Span)
	case ir.DropOption, ir.DropKey:
		e.drop(c.Span)
	case ir.RenameOption:
		e.rename(c)
	case ir.SetOption:
		e.setOption(c)
	case ir.SetKey:
		e.setKey(c)
	default:
		e.Fail()
	}
}

// place returns an offset in the block that the change is about, or -1.
func (e *editor) place(c *ir.Change) int {
	if c.Span.Known() {
		return c.Span.Start
	}
	if l := e.host.Link(c.Link); l != nil && l.Span.File == e.File {
		return l.Span.Start
	}
	return -1
}

func (e *editor) rename(c *ir.Change) {
	attr, cell := e.attribute(c.Span), option.Spell(option.LookupKernel(c.Key), option.HCL)
	if attr == nil || !cell.Supported() {
		e.Fail()
		return
	}
	e.Replace(attr.NameRange.Start.Byte, attr.NameRange.End.Byte, cell.Key)
}

// drop removes an attribute, or an item of a list that is written out.
func (e *editor) drop(span source.Span) {
	attr := e.attribute(span)
	if attr == nil {
		e.Fail()
		return
	}
	if span.Start == attr.NameRange.Start.Byte {
		e.dropAttribute(attr)
		return
	}
	list, ok := attr.Expr.(*hclsyntax.TupleConsExpr)
	if !ok {
		e.Fail()
		return
	}
	if e.items[list] == nil {
		e.order = append(e.order, list)
		for _, x := range list.Exprs {
			r := x.Range()
			e.items[list] = append(e.items[list], patch.Item{Start: r.Start.Byte, End: r.End.Byte})
		}
	}
	for i := range e.items[list] {
		if item := &e.items[list][i]; item.Start <= span.Start && span.End <= item.End {
			item.Drop = true
			return
		}
	}
	e.Fail()
}

// finish removes the items of lists. A list that is left empty loses its
// attribute.
func (e *editor) finish() {
	for _, list := range e.order {
		if e.hasComment(list.SrcRange.Start.Byte, list.SrcRange.End.Byte) {
			e.Fail()
			return
		}
		if !e.DropItems(e.items[list]) {
			e.dropAttribute(e.attribute(e.File.Span(list.SrcRange.Start.Byte, list.SrcRange.End.Byte)))
		}
	}
}

func (e *editor) setOption(c *ir.Change) {
	row := option.Get(option.LookupKernel(c.Key))
	if row == nil || option.Check(row.ID, c.Value).Kind != option.NoProblem {
		e.Fail()
		return
	}
	cell := option.Spell(row.ID, option.HCL)
	word, ok := option.Encode(option.HCL, row.ID, c.Value)
	if !ok || !cell.Supported() {
		e.Fail()
		return
	}
	e.set(c, cell.Key, e.literal(row, word))
}

func (e *editor) setKey(c *ir.Change) { e.set(c, c.Key, e.scalarText(c.Value)) }

// set gives an attribute of a link, or of one of its ports, a value.
func (e *editor) set(c *ir.Change, key, text string) {
	l := e.host.Link(c.Link)
	if l == nil {
		e.Fail()
		return
	}
	block := e.block(l.Span)
	if block == nil {
		e.Fail()
		return
	}
	if c.Port != "" {
		port := portBlock(block, c.Port)
		if port == nil {
			e.addPort(block, c.Port, key, text)
			return
		}
		block = port
	}
	attr := block.Body.Attributes[key]
	switch {
	case attr == nil:
		e.addAttribute(block, key, text)
	case !written(attr.Expr):
		e.Fail()
	default:
		r := attr.Expr.Range()
		e.Replace(r.Start.Byte, r.End.Byte, text)
	}
}
