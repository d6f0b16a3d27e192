package yamltree

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
)

// aliasesBounded refuses aliases that contain themselves, or that a reader who
// follows them would never finish: the tree is walked without a budget later.
func (b *builder) aliasesBounded(root *Node) {
	if len(b.aliases) == 0 || b.diags.Has(diag.Error) {
		return
	}
	w := weigher{builder: b, weights: make(map[*Node]weight, b.count)}
	all := w.weigh(root)
	if b.diags.Has(diag.Error) {
		return
	}
	if all.nodes > b.count+maxExpanded || all.depth > maxDepth {
		first := b.aliases[0].node
		b.diags.Add(diag.Diagnostic{
			Code: diag.Syntax, Severity: diag.Error, Span: b.file.Span(first.Start, first.End),
			Message: fmt.Sprintf("the aliases of the file expand to more than %d values or deeper than %d levels", maxExpanded, maxDepth),
			Detail:  "No network configuration needs that, so nothing in this file was read. Write the settings out instead of repeating anchors inside anchors.",
		})
	}
}

// weight is what a node becomes once its aliases are followed.
type weight struct{ nodes, depth int }

type weigher struct {
	*builder
	weights map[*Node]weight
}

// open marks a node whose weight is being found; meeting it again is a circle.
const open = -1

func (w *weigher) weigh(n *Node) weight {
	if known, ok := w.weights[n]; ok {
		return known
	}
	w.weights[n] = weight{open, 0}
	sum := weight{1, 1}
	for _, child := range n.Children {
		sum = sum.plus(w.below(n, child))
	}
	if n.Kind == Alias && n.Target != nil {
		sum = sum.plus(w.below(n, n.Target))
	}
	w.weights[n] = sum
	return sum
}

func (w *weigher) below(n, child *Node) weight {
	below := w.weigh(child)
	if below.nodes == open {
		if !w.diags.Has(diag.Error) {
			w.diags.Add(diag.Diagnostic{
				Code: diag.Syntax, Severity: diag.Error, Span: w.file.Span(n.Start, n.End),
				Message: fmt.Sprintf("alias %q stands inside the value that it stands for", w.text[n.Start:n.End]),
				Detail:  "A value that contains itself has no end, so nothing in this file was read. Write the settings out instead.",
			})
		}
		return weight{}
	}
	return below
}

// plus adds with a ceiling far above every limit, so that a chain of aliases
// that doubles each time does not overflow.
func (a weight) plus(b weight) weight {
	const ceiling = 1 << 30
	return weight{min(a.nodes+b.nodes, ceiling), max(a.depth, b.depth+1)}
}
