package effect

import (
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
)

// Announcements are the losses that a writer has announced, by what they are of.
type Announcements map[factKey]bool

// Announce returns the losses among findings.
func Announce(findings diag.List) Announcements {
	a := Announcements{}
	for i := range findings {
		loss := findings[i].Loss
		if loss == nil {
			continue
		}
		a[factKey{findings[i].Link, loss.What, loss.Item}] = true
		if loss.What == "link" {
			a[factKey{findings[i].Link, loss.What, ""}] = true // whatever of it is named
		}
	}
	return a
}

// Of reports whether a writer said that it would make the difference: a loss of
// the same link and facet, of the whole facet or of that item, or of its first
// words ("default" of "default via ..."). The loss of a whole link announces all
// that belongs to it.
func (a Announcements) Of(d *Difference) bool {
	if a.has(d, "link", "") || a.has(d, d.What, "") || a.has(d, d.What, d.Item) {
		return true
	}
	for i := range len(d.Item) {
		switch {
		case d.Item[i] == ' ' && a.has(d, d.What, d.Item[:i]):
			return true
		case d.Item[i] == '/' && d.What == "port-option" && a.has(d, "port", d.Item[:i]):
			return true // what is no port has no options of one
		}
	}
	for _, item := range d.Moved {
		if a.has(d, d.What, item) {
			return true
		}
	}
	switch {
	case d.What == "mac" && a.has(d, "option", option.Get(option.FailOverMAC).Kernel):
		return true // the policy is what the bond's address came from
	case d.Item == "neverDefault" && a.has(d, d.What, "useRoutes"):
		return true // who takes no routes takes no default route
	case d.What == "ipv6" && !d.InB && a.has(d, "ipv6", "ra"):
		return true // who listens to no router takes nothing from one
	}
	return false
}

func (a Announcements) has(d *Difference, what, item string) bool {
	return a[factKey{d.Link, what, item}]
}
