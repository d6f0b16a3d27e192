package hcl

import (
	"slices"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/bondc/bondc/frontends/internal/ignores"
	"github.com/bondc/bondc/ir"
)

// ignores returns the ignore comments of each host block: those in it, and
// those outside of all blocks, which alone stand under nil.
func (s *syntax) ignores(blocks []*hclsyntax.Block) map[*hclsyntax.Block][]ir.Ignore {
	var shared []ir.Ignore
	own := map[*hclsyntax.Block][]ir.Ignore{}
	next := 0
	for _, i := range ignores.Find(s.comments) {
		for next < len(blocks) && blocks[next].CloseBraceRange.End.Byte <= i.Span.Start {
			next++
		}
		if next < len(blocks) && blocks[next].TypeRange.Start.Byte <= i.Span.Start {
			own[blocks[next]] = append(own[blocks[next]], i)
		} else {
			shared = append(shared, i)
		}
	}
	all := map[*hclsyntax.Block][]ir.Ignore{nil: shared}
	for _, b := range blocks {
		all[b] = shared
		if len(own[b]) > 0 {
			all[b] = slices.Concat(shared, own[b])
		}
	}
	return all
}
