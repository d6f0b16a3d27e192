package modprobe

import (
	"fmt"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/target"
)

// unsaid announces all that holds on the host and that the driver knows nothing
// of: what the host is but the bonds, and what the bonds have but options.
func (r *raiser) unsaid(bonds []*ir.Link) {
	bare := &ir.Host{Name: r.host.Name, Dialects: []string{dialect}}
	for _, l := range bonds {
		bare.Links = append(bare.Links, &ir.Link{Name: l.Name, Kind: l.Kind, Bond: &ir.Bond{Settings: l.Bond.Settings, Defaults: l.Bond.Defaults}})
		r.ledger.Managed(l, target.Module)
		r.ledger.Via(l, target.Module)
	}
	for _, l := range r.ledger.Links() {
		if bare.Link(l.Name) == nil {
			r.link(l)
		}
	}
	for _, d := range effect.Compare(effect.Facts(r.host, target.Target{}), effect.Facts(bare, target.Target{}), false) {
		l := r.ledger.Link(d.Link)
		if l == nil || bare.Link(d.Link) == nil || d.What == "option" || d.What == "port-option" || len(d.Moved) > 0 {
			continue
		}
		r.ledger.Add(loss.Loss{
			Link: l, Class: class(&d), What: d.What, Item: d.Item, Span: d.Span, Why: "module parameters say nothing but options",
			Detail: fmt.Sprintf("The driver makes %q without it. Let the files of whoever brings the network up say it: this one can only stand beside them.", l.Name),
		})
	}
}

// link announces a link that is no bond. A port without anything of its own is
// lost with the place that names it.
func (r *raiser) link(l *ir.Link) {
	x := loss.Loss{
		Link: l, Class: diag.Connectivity, What: "link", Why: "modprobe files name bonds and nothing else",
		Detail: fmt.Sprintf("Nothing of %q is in the output. Configure it by the files of whoever brings the network up.", l.Name),
	}
	if owner := r.ledger.Owner(l.Name); owner != nil && owner.Kind == ir.BondKind && l.Kind == ir.Ethernet {
		x.Class = diag.Bookkeeping
		x.Detail = "It is a port: that it is no longer attached is said at its bond."
	}
	r.ledger.Add(x)
}

// class is what a host loses with a fact.
func class(d *effect.Difference) diag.Class {
	switch d.What {
	case "port", "address", "route", "rule", "dns", "activation", "zone":
		return diag.Connectivity
	case "ipv4", "ipv6":
		if d.Item == "method" || d.Item == "dhcp" {
			return diag.Connectivity
		}
	case "mac":
		if d.A != effect.FromPort {
			return diag.Connectivity
		}
	}
	return diag.Behaviour
}
