// Package linkindex finds links by their names while a reader is still adding
// them to the host.
package linkindex

import "github.com/bondc/bondc/ir"

// Names are the links of one host by name; of several with one name the first.
// The zero value is made ready by the first question.
type Names map[string]*ir.Link

// Known returns the host's link of a name, or nil.
func (n *Names) Known(h *ir.Host, name string) *ir.Link {
	if *n == nil {
		*n = make(Names, len(h.Links))
		for _, l := range h.Links {
			n.name(l)
		}
	}
	return (*n)[name]
}

// Add adds a link to the host.
func (n *Names) Add(h *ir.Host, l *ir.Link) {
	if *n != nil {
		n.name(l)
	}
	h.Links = append(h.Links, l)
}

func (n *Names) name(l *ir.Link) {
	if (*n)[l.Name] == nil {
		(*n)[l.Name] = l
	}
}
