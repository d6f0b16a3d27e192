package ifcfg

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/shellkv"
	"github.com/bondc/bondc/ir"
)

// ignores lifts the comments that silence findings. One behind something is
// about its own line, one on a line of its own about the next line that is not
// such a comment itself, so that several can be stacked.
func (r *reader) ignores(items []shellkv.Item) {
	first := len(r.host.Ignores)
	below, about := 0, 0 // the comment line below, and the line that it is about
	for i := len(items) - 1; i >= 0; i-- {
		it := &items[i]
		if it.Kind != shellkv.Comment {
			continue
		}
		l := it.Span.Line()
		switch {
		case it.Trailing:
			about = l
		case below == l+1:
			below = l
		default:
			below, about = l, l+1
		}
		if rule, reason, ok := ignoreComment(it.Value); ok {
			r.host.Ignores = append(r.host.Ignores, ir.Ignore{Rule: rule, Reason: reason, Span: it.Span, Line: about})
		}
		if it.Trailing {
			below = 0
		}
	}
	slices.Reverse(r.host.Ignores[first:])
}

// ignoreComment reads "# bondc:ignore RULE reason".
func ignoreComment(comment string) (rule, reason string, ok bool) {
	text, found := strings.CutPrefix(strings.TrimSpace(strings.TrimLeft(comment, "#")), "bondc:ignore")
	if !found || (text != "" && text[0] != ' ' && text[0] != '\t') {
		return "", "", false
	}
	rule, reason, _ = strings.Cut(strings.TrimSpace(text), " ")
	return rule, strings.TrimSpace(reason), true
}
