package nmprofile

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

// Comment is a comment of a file.
type Comment struct {
	Span source.Span
	// Trailing means that it stands behind something on its line.
	Trailing bool
}

// Ignores returns the comments that silence findings, in the order of the
// text. One on a line of its own is about the next line that is no comment.
func Ignores(comments []Comment) []ir.Ignore {
	var list []ir.Ignore
	below, about := 0, 0 // the comment line below, and the line that it is about
	for _, c := range slices.Backward(comments) {
		line := c.Span.Line()
		switch {
		case c.Trailing:
			about, below = line, 0
		case below == line+1:
			below = line
		default:
			below, about = line, line+1
		}
		if rule, reason, ok := ignoreComment(c.Span.Text()); ok {
			list = append(list, ir.Ignore{Rule: rule, Reason: reason, Span: c.Span, Line: about})
		}
	}
	slices.Reverse(list)
	return list
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
