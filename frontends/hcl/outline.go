package hcl

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/bondc/bondc/frontends/internal/ignores"
	"github.com/bondc/bondc/ir/source"
)

// outline finds the attributes and blocks of a file by their places.
type outline struct {
	file     *source.File
	comments []ignores.Comment
	// attributes and blocks are in the order of the text.
	attributes []*hclsyntax.Attribute
	blocks     []*hclsyntax.Block
	// each are the extents of blocks that describe several hosts.
	each []extent
}

type extent struct{ start, end int }

func newOutline(s *syntax) *outline {
	o := &outline{file: s.file, comments: s.comments}
	o.walk(s.body)
	return o
}

func (o *outline) walk(body *hclsyntax.Body) {
	for _, it := range items(body) {
		if it.attr != nil {
			o.attributes = append(o.attributes, it.attr)
			continue
		}
		o.blocks = append(o.blocks, it.block)
		if it.block.Type == "host" && it.block.Body.Attributes["for_each"] != nil {
			o.each = append(o.each, extent{it.block.TypeRange.Start.Byte, it.block.CloseBraceRange.End.Byte})
		}
		o.walk(it.block.Body)
	}
}

// many reports whether the offset lies in a block that describes several hosts.
func (o *outline) many(at int) bool {
	return slices.ContainsFunc(o.each, func(x extent) bool { return x.start <= at && at < x.end })
}

// attribute returns the attribute that holds a place, or nil.
func (o *outline) attribute(span source.Span) *hclsyntax.Attribute {
	i, found := slices.BinarySearchFunc(o.attributes, span.Start, func(a *hclsyntax.Attribute, at int) int {
		if a.SrcRange.End.Byte <= at {
			return -1
		}
		return max(a.SrcRange.Start.Byte-at, 0)
	})
	if !found || span.File != o.file || span.End > o.attributes[i].SrcRange.End.Byte {
		return nil
	}
	return o.attributes[i]
}

// block returns the block whose header stands at a place, or nil.
func (o *outline) block(span source.Span) *hclsyntax.Block {
	i, found := slices.BinarySearchFunc(o.blocks, span.Start, func(b *hclsyntax.Block, at int) int {
		return b.TypeRange.Start.Byte - at
	})
	if !found || span.File != o.file {
		return nil
	}
	return o.blocks[i]
}

// hasComment reports whether a comment lies between two offsets.
func (o *outline) hasComment(start, end int) bool {
	return slices.ContainsFunc(o.comments, func(c ignores.Comment) bool { return start < c.Span.End && c.Span.Start < end })
}

func holds(r hcl.Range, span source.Span) bool {
	return r.Start.Byte <= span.Start && span.End <= r.End.Byte
}

// written reports whether a value is written out, so that changing it changes
// nothing else: a number, a word, a string without a template, or a list of
// such.
func written(e hclsyntax.Expression) bool {
	switch e := e.(type) {
	case *hclsyntax.LiteralValueExpr:
		return true
	case *hclsyntax.TemplateExpr:
		return e.IsStringLiteral()
	case *hclsyntax.TupleConsExpr:
		return !slices.ContainsFunc(e.Exprs, func(x hclsyntax.Expression) bool { return !written(x) })
	}
	return false
}

func portBlock(bond *hclsyntax.Block, name string) *hclsyntax.Block {
	for _, b := range bond.Body.Blocks {
		if b.Type == "port" && len(b.Labels) == 1 && b.Labels[0] == name {
			return b
		}
	}
	return nil
}
