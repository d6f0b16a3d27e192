package loss

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// Ledger collects what one backend could not keep of one host.
type Ledger struct {
	host  *ir.Host
	to    string
	list  diag.List
	graph graph
	keeps func(*ir.Link) bool
	why   func(*ir.Link) string
}

// New returns the ledger of a host for a target, which to names as sentences
// do ("netplan", "networkd"). Links that no target can have are announced
// here, once: those of kind Other, those with an impossible name, and all that
// stands on them.
func New(h *ir.Host, to string) *Ledger { return NewKeeping(h, to, nil) }

// NewKeeping is New for a backend that writes some of these links nevertheless,
// because they came from its own dialect: keeps says which.
func NewKeeping(h *ir.Host, to string, keeps func(*ir.Link) bool) *Ledger {
	g := &Ledger{host: h, to: to, keeps: keeps}
	g.build()
	return g
}

// NewRefusing is New for a backend that cannot write some links that others can:
// why says what keeps a link out of it, "" for nothing.
func NewRefusing(h *ir.Host, to string, why func(*ir.Link) string) *Ledger {
	g := &Ledger{host: h, to: to, why: why}
	g.build()
	return g
}

// Findings returns the losses in the order of their places.
func (g *Ledger) Findings() diag.List { return g.list.Sort() }

// Loss is one thing that is not written.
type Loss struct {
	// Link is the link it belongs to, nil for the host.
	Link  *ir.Link
	Class diag.Class
	// What and Item are those of diag.Loss.
	What, Item string
	// Span is the place; without one it is the link's.
	Span source.Span
	// Why ends the sentence "X cannot be written to netplan: ...". It starts in
	// lower case and has no full stop.
	Why string
	// Message replaces the whole sentence where that one does not fit.
	Message string
	// Detail says what will happen on the machine and what to do.
	Detail string
}

// Add notes a loss.
func (g *Ledger) Add(x Loss) {
	d := diag.Diagnostic{
		Code: codeOf(x.Class, x.What), Severity: x.Class.Severity(), Span: x.Span,
		Message: x.Message, Detail: x.Detail,
		Loss: &diag.Loss{Class: x.Class, What: x.What, Item: x.Item},
	}
	name := ""
	if x.Link != nil {
		name = x.Link.Name
		if !d.Span.Known() {
			d.Span = x.Link.Span
		}
	}
	d.Link = name
	if d.Message == "" {
		d.Message = g.cannot(x)
	}
	g.list.Add(d)
}

// cannot is what is said of a loss that has no message of its own.
func (g *Ledger) cannot(x Loss) string {
	name := ""
	if x.Link != nil {
		name = x.Link.Name
	}
	return fmt.Sprintf("%s cannot be written to %s: %s", thing(x.What, x.Item, name), g.to, x.Why)
}

// codeOf returns the code of ir/diag/codes.go for a facet.
func codeOf(class diag.Class, what string) string {
	switch {
	case class == diag.Bookkeeping:
		return diag.LossBookkeeping
	case what == "ipv4" || what == "ipv6":
		if class == diag.Connectivity {
			return diag.LossAddress
		}
		return diag.LossSetting
	}
	switch what {
	case "link", "port":
		return diag.LossLink
	case "address":
		return diag.LossAddress
	case "route":
		return diag.LossRoute
	case "rule":
		return diag.LossRule
	case "dns":
		return diag.LossDNS
	case "mac":
		return diag.LossMAC
	case "match":
		return diag.LossMatch
	case "activation":
		return diag.LossActivation
	case "zone":
		return diag.LossZone
	case "option", "port-option":
		return diag.LossOption
	case "residue":
		return diag.LossResidue
	}
	return diag.LossSetting
}
