package ifupdown

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

// ignores returns the comments that silence findings on the next line that is
// no comment; behind a value there are no comments in these files.
func ignores(comments []source.Span) []ir.Ignore {
	var list []ir.Ignore
	below, about := 0, 0
	for _, c := range slices.Backward(comments) {
		line := c.Line()
		if below != line+1 {
			about = line + 1
		}
		below = line
		text, found := strings.CutPrefix(strings.TrimSpace(strings.TrimLeft(c.Text(), "#;")), "bondc:ignore")
		if !found || (text != "" && text[0] != ' ' && text[0] != '\t') {
			continue
		}
		rule, reason, _ := strings.Cut(strings.TrimSpace(text), " ")
		list = append(list, ir.Ignore{Rule: rule, Reason: strings.TrimSpace(reason), Span: c, Line: about})
	}
	slices.Reverse(list)
	return list
}
