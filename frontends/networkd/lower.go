package networkd

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// lowering makes the links of the documents.
type lowering struct {
	host      *ir.Host
	documents []*document
	diags     diag.List
	byName    map[string]*ir.Link
	// taken are the .network files that configure each link, netdevs the .netdev
	// files that create it.
	taken, netdevs map[string]*document
	// vlans are the names of VLANs in the order in which parents list them.
	vlans []string
}

func (l *lowering) lower() {
	for _, d := range l.documents {
		if d.kind == netdevSuffix {
			l.netdev(d)
		}
	}
	known := l.known()
	for _, d := range l.documents {
		if d.kind == networkSuffix {
			l.network(d, known)
		}
	}
	for _, d := range l.documents {
		if d.kind == linkSuffix {
			l.udev(d)
		}
	}
	l.sort()
	l.finish()
}

// link returns the link of a name and makes it where it is new.
func (l *lowering) link(name string, span source.Span, kind ir.Kind) *ir.Link {
	if link := l.byName[name]; link != nil {
		return link
	}
	link := &ir.Link{Name: name, Span: span, Implied: true}
	become(link, kind)
	l.byName[name] = link
	l.host.Links = append(l.host.Links, link)
	return link
}

// declared is a link with a place that declares it.
func (l *lowering) declared(name string, span source.Span) *ir.Link {
	link := l.link(name, span, ir.Ethernet)
	if link.Implied {
		link.Implied, link.Span = false, span
	}
	return link
}

func become(link *ir.Link, kind ir.Kind) {
	link.Kind = kind
	switch kind {
	case ir.BondKind:
		link.Bond = &ir.Bond{}
	case ir.VLANKind:
		link.VLAN = &ir.VLAN{}
	case ir.BridgeKind:
		link.Bridge = &ir.Bridge{}
	}
}

// netdevOf returns the link that a .network file names as its bond, bridge or
// VLAN; nil where the name belongs to a link of another kind.
func (l *lowering) netdevOf(k *key, name string, span source.Span, kind ir.Kind) *ir.Link {
	link := l.byName[name]
	if link == nil {
		link = l.link(name, span, kind)
		if !l.host.Partial {
			l.report(diag.Undefined, span, name, fmt.Sprintf("no .netdev file defines the %s %q", kind, name),
				"networkd logs that it cannot find it and leaves the line out. Write the .netdev file, or correct the name.")
		}
	}
	if link.Kind != kind {
		k.entry.Class, k.entry.Reason = diag.Connectivity, fmt.Sprintf("%q is no %s but of kind %s", name, kind, link.Kind)
		return nil
	}
	return link
}

// sort puts VLANs behind the links that they may stand on, in the order in
// which parents list them.
func (l *lowering) sort() {
	places := make(map[string]int, len(l.vlans))
	for i, name := range slices.Backward(l.vlans) {
		places[name] = i
	}
	order := func(link *ir.Link) int {
		if link.Kind != ir.VLANKind {
			return -1
		}
		if i, ok := places[link.Name]; ok {
			return i
		}
		return len(l.vlans)
	}
	slices.SortStableFunc(l.host.Links, func(a, b *ir.Link) int { return cmp.Compare(order(a), order(b)) })
}

// own notes the link that the keys of a document are about.
func (d *document) own(link string) {
	for _, k := range d.keys() {
		if k.entry.Link == "" {
			k.entry.Link = link
		}
	}
}

// skip keeps one key as residue for a whole document that systemd does not use.
func (d *document) skip(class diag.Class, why, word string) {
	for i, k := range d.keys() {
		if i == 0 {
			k.entry.Class, k.entry.Reason = class, why
			continue
		}
		k.use(word)
	}
}
