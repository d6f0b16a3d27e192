package frontends

import (
	"fmt"
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// badNames reports links that the kernel cannot create under their name,
// where the dialect has not said so itself.
func badNames(h *ir.Host, said diag.List) diag.List {
	var list diag.List
	for _, l := range h.Links {
		known := func(d diag.Diagnostic) bool {
			return d.Code == diag.BadName && (d.Link == l.Name || d.Span == l.Span)
		}
		if ir.ValidName(l.Name) || l.Kind == ir.Other || slices.ContainsFunc(said, known) {
			continue
		}
		list.Add(diag.Diagnostic{
			Code: diag.BadName, Severity: diag.Error, Span: l.Span, Link: l.Name,
			Message: fmt.Sprintf("%q cannot be the name of a link: the kernel takes 1 to 15 bytes without blanks, \"/\" and \":\"", l.Name),
			Detail:  "The kernel creates no such link, and the tools leave it out, most without a word. Choose another name, here and wherever the link is named.",
		})
	}
	return list
}
