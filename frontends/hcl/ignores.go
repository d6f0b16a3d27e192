package hcl

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/bondc/bondc/ir"
)

// ignores returns the ignore comments of each host block: those in it, and
// those outside of all blocks, which alone stand under nil.
func (s *syntax) ignores(blocks []*hclsyntax.Block) map[*hclsyntax.Block][]ir.Ignore {
	var shared []ir.Ignore
	own := map[*hclsyntax.Block][]ir.Ignore{}
	next := 0
	for _, i := range s.allIgnores() {
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

// allIgnores returns the comments "bondc:ignore RULE reason". One that stands
// alone silences the next line, one behind something its own line.
func (s *syntax) allIgnores() []ir.Ignore {
	var list []ir.Ignore
	for _, c := range s.comments {
		text, ok := strings.CutPrefix(c.text, "#")
		if !ok {
			text, ok = strings.CutPrefix(c.text, "//")
		}
		rest, found := strings.CutPrefix(strings.TrimSpace(text), "bondc:ignore")
		if !ok || !found || (rest != "" && rest[0] != ' ' && rest[0] != '\t') {
			continue
		}
		rule, reason, _ := strings.Cut(strings.TrimSpace(rest), " ")
		line := c.line
		if c.alone {
			line++
		}
		span := c.span
		span.End -= len(c.text) - len(strings.TrimRight(c.text, "\r\n "))
		list = append(list, ir.Ignore{Rule: rule, Reason: strings.TrimSpace(reason), Span: span, Line: line})
	}
	return list
}
