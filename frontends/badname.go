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
		if ir.ValidName(l.Name) || l.Kind == ir.Other || opaque(h, l) || slices.ContainsFunc(said, known) {
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

// opaque reports whether the name only tells the definition from others, and
// the device keeps the one that it has: netplan's IDs beside "match"
// (netplan-yaml, "Properties for physical device types"), the names of profiles,
// and those of unit files. initscripts rename what they match.
func opaque(h *ir.Host, l *ir.Link) bool {
	if h.Dialect() == "networkd" && l.Kind == ir.Ethernet && ir.ValidName(l.Name[:min(len(l.Name), 15)]) && len(l.Name) < 128 {
		return true // an alternative name, as [Match] takes them (ALTIFNAMSIZ, include/uapi/linux/if.h)
	}
	renames := h.Dialect() == "ifcfg" || h.Dialect() == "suse" || l.Match.Rename.Value
	return l.Kind == ir.Ethernet && l.Match.Any() && !renames
}
