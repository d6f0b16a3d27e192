package frontends

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// circles reports links that contain each other: a bond in its own bridge, a
// VLAN on itself. Each circle is reported once.
func circles(h *ir.Host) diag.List {
	var list diag.List
	byName := make(map[string]*ir.Link, len(h.Links))
	for _, l := range h.Links {
		byName[l.Name] = l
	}
	state := make(map[string]int, len(h.Links)) // 1 on the way, 2 done
	var chain []string
	var visit func(l *ir.Link)
	visit = func(l *ir.Link) {
		switch state[l.Name] {
		case 2:
			return
		case 1:
			circle := append(slices.Clone(chain[slices.Index(chain, l.Name):]), l.Name)
			list.Add(circleFinding(l, circle))
			return
		}
		state[l.Name] = 1
		chain = append(chain, l.Name)
		for _, name := range lower(l) {
			if next := byName[name]; next != nil {
				visit(next)
			}
		}
		chain = chain[:len(chain)-1]
		state[l.Name] = 2
	}
	for _, l := range h.Links {
		visit(l)
	}
	return list
}

// lower returns the links that a link stands on.
func lower(l *ir.Link) []string {
	var names []string
	if l.VLAN != nil && l.VLAN.Link.Set {
		names = append(names, l.VLAN.Link.Value)
	}
	if l.Bond != nil {
		for _, p := range l.Bond.Ports {
			names = append(names, p.Name)
		}
	}
	if l.Bridge != nil {
		for _, p := range l.Bridge.Ports {
			names = append(names, p.Name)
		}
	}
	return names
}

func circleFinding(l *ir.Link, circle []string) diag.Diagnostic {
	const most = 10 // names; a message is one line
	if n := len(circle); n > most {
		circle = append(slices.Clone(circle[:most-1]), fmt.Sprintf("%d more", n-most), circle[n-1])
	}
	return diag.Diagnostic{
		Code: diag.LinkCircle, Severity: diag.Error, Span: l.Span, Link: l.Name,
		Message: fmt.Sprintf("the links contain each other: %s", strings.Join(circle, " on ")),
		Detail:  "The kernel refuses to build such a circle, so at least one of the links will not exist. Take one of them out.",
	}
}
