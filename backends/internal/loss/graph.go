package loss

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// graph is the part of a host's links that can be written, and who stands on
// whom in it.
type graph struct {
	links []*ir.Link
	named map[string]*ir.Link
	owner map[string]*ir.Link
	ports map[*ir.Link][]ir.Port
	port  map[string]*ir.Port
	dhcp  map[string]bool
	vlans map[string][]*ir.Link
	lost  map[string]string
}

// Links returns the links that can be written, in the order of declaration.
// Links that were only named (a port without a declaration) stand at the end.
func (g *Ledger) Links() []*ir.Link { return g.graph.links }

// Link returns a link that can be written by its name, or nil.
func (g *Ledger) Link(name string) *ir.Link { return g.graph.named[name] }

// Owner returns the bond or bridge that has the named port, or nil.
func (g *Ledger) Owner(port string) *ir.Link { return g.graph.owner[port] }

// OnlyNamed reports whether nothing is said of a link but its name, as what stands
// on it: the file of an alias alone gives such a link addresses.
func (g *Ledger) OnlyNamed(l *ir.Link) bool {
	return l.Implied && g.Owner(l.Name) == nil && len(l.Addresses)+len(l.Routes) == 0
}

// Ports returns the ports of a bond or bridge that can be written, each once,
// in order.
func (g *Ledger) Ports(l *ir.Link) []ir.Port { return g.graph.ports[l] }

// Port returns what the named link is as a port, or nil.
func (g *Ledger) Port(name string) *ir.Port { return g.graph.port[name] }

// VLANs returns the VLANs that stand on the named link, in order.
func (g *Ledger) VLANs(parent string) []*ir.Link { return g.graph.vlans[parent] }

// Stray announces a link without a declaration of its own that no written link
// names: only one that is lost does, such as a VRF.
func (g *Ledger) Stray(l *ir.Link) {
	if l.Kind == ir.Ethernet && len(g.VLANs(l.Name)) == 0 {
		g.Lose(l, diag.Bookkeeping, "link", "", l.Span, "only links that are not written name it", "Nothing was written about it, and nothing is.")
	}
}

func (g *Ledger) build() {
	g.graph = graph{
		named: map[string]*ir.Link{}, owner: map[string]*ir.Link{}, ports: map[*ir.Link][]ir.Port{},
		vlans: map[string][]*ir.Link{}, lost: map[string]string{}, port: map[string]*ir.Port{}, dhcp: map[string]bool{},
	}
	all := g.collect()
	v := visitor{ledger: g, open: map[string]bool{}}
	for _, l := range all {
		v.visit(l)
	}
	for _, l := range all {
		if why, lost := g.graph.lost[l.Name]; lost {
			g.loseLink(l, why)
			continue
		}
		g.graph.links = append(g.graph.links, l)
	}
	for _, l := range g.graph.links {
		g.claim(l)
	}
}

// collect returns the links of the host, each name once, and stand-ins for
// ports and parents that no link of the host has the name of.
func (g *Ledger) collect() []*ir.Link {
	var all []*ir.Link
	for _, l := range g.host.Links {
		if first := g.graph.named[l.Name]; first != nil {
			g.Add(Loss{
				Link: l, Class: diag.Connectivity, What: "link",
				Message: fmt.Sprintf("%q is declared twice; the second declaration is not written", l.Name),
				Detail:  "Which of the two the running host follows depends on who reads them. Merge them into one and convert again.",
			})
			continue
		}
		g.graph.named[l.Name] = l
		all = append(all, l)
	}
	for _, l := range all[:len(all):len(all)] {
		for _, n := range stands(l) {
			if g.graph.named[n.name] == nil {
				stand := &ir.Link{Name: n.name, Span: n.span, Implied: true}
				g.graph.named[n.name] = stand
				all = append(all, stand)
			}
		}
	}
	return all
}

// unwritable says why a link cannot be written whatever the target, "" if it
// can.
func (g *Ledger) unwritable(l *ir.Link) string {
	switch {
	case g.keeps != nil && g.keeps(l):
		return ""
	case !ValidName(l.Name):
		return fmt.Sprintf("%q is no name that every tool takes for a link: 1 to %d bytes, no blanks, no \"/\", \":\", \"%%\", \"=\", quotes or wildcards", l.Name, MaxName)
	case l.Kind == ir.Other && l.OtherKind != "":
		return fmt.Sprintf("it is of kind %q, which bondc does not model", l.OtherKind)
	case l.Kind == ir.Other:
		return "it is of a kind that bondc does not model"
	case l.Kind == ir.BondKind && l.Bond == nil, l.Kind == ir.BridgeKind && l.Bridge == nil:
		return "nothing says what it consists of"
	case l.Kind == ir.VLANKind && (l.VLAN == nil || !l.VLAN.ID.Set || l.VLAN.ID.Value < 0 || l.VLAN.ID.Value > 4094):
		return "it has no VLAN id in 0..4094"
	case l.Kind == ir.VLANKind && l.VLAN.Link.Value == "":
		return "nothing says on which link the VLAN stands"
	case g.why != nil:
		return g.why(l)
	}
	return ""
}

// visitor goes down from each link to what it stands on, and marks on the way
// back what cannot be written.
type visitor struct {
	ledger *Ledger
	open   map[string]bool // true while the link is on the way down, false after
}

// visit returns why the link cannot be written, "" if it can.
func (v *visitor) visit(l *ir.Link) string {
	g := &v.ledger.graph
	if _, seen := v.open[l.Name]; seen {
		return g.lost[l.Name]
	}
	v.open[l.Name] = true
	why := v.ledger.unwritable(l)
	for _, n := range stands(l) {
		circle := v.open[n.name]
		below := v.visit(g.named[n.name])
		switch {
		case why != "":
		case circle:
			why = fmt.Sprintf("it contains itself, by way of %q", n.name)
		case below != "":
			why = fmt.Sprintf("it stands on %q, which cannot be written", n.name)
		}
	}
	v.open[l.Name] = false
	if why != "" {
		g.lost[l.Name] = why
	}
	return why
}

func (g *Ledger) loseLink(l *ir.Link, why string) {
	delete(g.graph.named, l.Name)
	todo := "Configure it by hand on the new host, or take it out of the input."
	if l.Kind == ir.Ethernet && l.Match.Any() && !ValidName(l.Name) {
		todo = "Its device is found by what it matches and may have any name: convert it under a shorter one (--rename OLD=NEW)."
	}
	g.Add(Loss{
		Link: l, Class: diag.Connectivity, What: "link", Why: why,
		Detail: fmt.Sprintf("Nothing of %q is in the output: the host will come up without it and its addresses. %s", l.Name, todo),
	})
}

// claim notes the ports and the parent of a link. A port belongs to who named
// it first.
func (g *Ledger) claim(l *ir.Link) {
	if l.Kind == ir.VLANKind {
		parent := l.VLAN.Link.Value
		g.graph.vlans[parent] = append(g.graph.vlans[parent], l)
	}
	for _, p := range portsOf(l) {
		if owner := g.graph.owner[p.Name]; owner != nil {
			g.losePort(l, owner, p)
			continue
		}
		g.graph.owner[p.Name], g.graph.port[p.Name] = l, &p
		g.graph.ports[l] = append(g.graph.ports[l], p)
	}
}

func (g *Ledger) losePort(l, owner *ir.Link, p ir.Port) {
	x := Loss{Link: l, Class: diag.Connectivity, What: "port", Item: p.Name, Span: p.Span}
	if owner == l {
		x.Class = diag.Bookkeeping
		x.Message = fmt.Sprintf("port %q of %q is named twice and written once", p.Name, l.Name)
		x.Detail = "A link can be attached only once; nothing changes on the machine."
	} else {
		x.Message = fmt.Sprintf("port %q of %q is not written: it is a port of %q already", p.Name, l.Name, owner.Name)
		x.Detail = fmt.Sprintf("A link can have one controller only. Which of the two has it today depends on which came up first; the output attaches it to %q. Take it out of one of them.", owner.Name)
	}
	g.Add(x)
}

type named struct {
	name string
	span source.Span
}

// stands returns what a link stands on: its ports, or a VLAN's parent.
func stands(l *ir.Link) []named {
	var below []named
	for _, p := range portsOf(l) {
		below = append(below, named{p.Name, p.Span})
	}
	if l.Kind == ir.VLANKind && l.VLAN != nil && l.VLAN.Link.Set {
		below = append(below, named{l.VLAN.Link.Value, l.VLAN.Link.Span})
	}
	return below
}

// portsOf returns the ports by the kind of the link.
func portsOf(l *ir.Link) []ir.Port {
	switch {
	case l.Kind == ir.BondKind && l.Bond != nil:
		return l.Bond.Ports
	case l.Kind == ir.BridgeKind && l.Bridge != nil:
		return l.Bridge.Ports
	}
	return nil
}
