// Package ignores reads the comments that silence findings,
//
//	# bondc:ignore RULE reason
//
// in every dialect whose comments lie outside of values.
package ignores

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

// Marker begins the text of such a comment.
const Marker = "bondc:ignore"

// Comment is a comment of a file, with its sign.
type Comment struct {
	Span source.Span
	// Trailing means that it stands behind something on its line.
	Trailing bool
}

// Lines returns comments that have lines of their own.
func Lines(spans []source.Span) []Comment {
	list := make([]Comment, len(spans))
	for i, s := range spans {
		list[i].Span = s
	}
	return list
}

// Find returns the comments that silence findings. Comments stand in the order of
// the text, and so does the result. One behind something is about its own line,
// one on a line of its own about the next line that is no comment, so that several
// can be stacked.
func Find(comments []Comment) []ir.Ignore {
	var list []ir.Ignore
	below, about := 0, 0 // the comment line below, and the line that it is about
	for _, c := range slices.Backward(comments) {
		first := c.Span.Line()
		last := first + strings.Count(c.Span.Text(), "\n")
		switch {
		case c.Trailing:
			below, about = 0, first
		case below == last+1:
			below = first
		default:
			below, about = first, last+1
		}
		if rule, reason, ok := Words(c.Span.Text()); ok {
			list = append(list, ir.Ignore{Rule: rule, Reason: reason, Span: c.Span, Line: about})
		}
	}
	slices.Reverse(list)
	return list
}

// Words returns the rule and the reason of a comment that silences findings; false
// is any other. The rule may be empty, and so may the reason.
func Words(comment string) (rule, reason string, ok bool) {
	text, found := strings.CutPrefix(strings.TrimSpace(strings.TrimLeft(comment, "#;/")), Marker)
	if !found || text != "" && text[0] != ' ' && text[0] != '\t' {
		return "", "", false
	}
	rule, reason, _ = strings.Cut(strings.TrimSpace(text), " ")
	return rule, strings.TrimSpace(reason), true
}
