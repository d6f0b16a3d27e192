package netplan

import (
	"slices"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

type raiser struct {
	host   *ir.Host
	target target.Target
	ledger *loss.Ledger
	// global is the renderer of the whole file.
	global target.Via
	// wanted holds what wants has found, by link.
	wanted  map[string]target.Via
	residue *residue
}

// raise turns the host into the tree of the file.
func (r *raiser) raise() tree {
	r.global = r.renderer()
	network := newTree()
	network.set("version", number(2))
	if r.global == target.NetworkManager {
		network.set("renderer", text(word(r.global)))
	}
	for _, kind := range []ir.Kind{ir.Ethernet, ir.BondKind, ir.BridgeKind, ir.VLANKind, ir.Other} {
		for _, l := range r.ledger.Links() {
			switch {
			case l.Kind != kind || r.spared(l):
			case kind == ir.Other:
				r.other(l, network)
			default:
				network.below(section(kind)).declare(l.Name, r.link(l))
			}
		}
	}
	r.residue.network(network)
	r.ledger.HostDNS("")
	r.ledger.Module()
	r.ledger.Residue(dialect, func(e *ir.Entry) bool { return r.residue.written[e] })
	root := newTree()
	root.set("network", network.node)
	return root
}

// spared reports whether a link needs no definition: NetworkManager makes VLANs
// on links that netplan does not define, from 1.1 on (parse.c,
// process_missing_ids; seen with 1.1.2, while 0.106 refuses the file). A
// definition would be a profile.
func (r *raiser) spared(l *ir.Link) bool {
	known := r.target.Netplan.Known() || r.host.Dialect() == dialect
	return l.Implied && l.Kind == ir.Ethernet && r.ledger.Owner(l.Name) == nil && r.via(l) == target.NetworkManager &&
		known && !r.target.Netplan.Before("1.1")
}

// section is the key below which definitions of a kind stand.
func section(kind ir.Kind) string { return kind.String() + "s" }

// renderer is NetworkManager where the target says so, or all links that say
// anything do; else it is networkd, netplan's default.
func (r *raiser) renderer() target.Via {
	if r.target.Via == target.NetworkManager {
		return target.NetworkManager
	}
	found := target.NetworkdVia
	for _, l := range r.ledger.Links() {
		switch {
		case !l.Via.Set && l.Implied:
		case r.wants(l) == target.NetworkManager:
			found = target.NetworkManager
		default:
			return target.NetworkdVia
		}
	}
	return found
}

// via is who applies a link of the output.
func (r *raiser) via(l *ir.Link) target.Via {
	if r.target.Via == target.NetworkManager || r.target.Via == target.NetworkdVia {
		return r.target.Via
	}
	if !l.Via.Set && l.Implied {
		return r.global
	}
	return r.wants(l)
}

// wants is who the files say applies the link: itself, or the bond or bridge
// that it is a port of, because netplan has no bond with ports of another
// renderer.
func (r *raiser) wants(l *ir.Link) target.Via {
	via, known := r.wanted[l.Name]
	if known {
		return via
	}
	switch owner := r.ledger.Owner(l.Name); {
	case owner != nil:
		via = r.wants(owner)
	case l.Via.Value == target.NetworkManager:
		via = target.NetworkManager
	default:
		via = target.NetworkdVia
	}
	r.wanted[l.Name] = via
	return via
}

// link is one definition. What makes the link comes first, then the device,
// then the addressing.
func (r *raiser) link(l *ir.Link) tree {
	t := newTree()
	via := r.via(l)
	if via != r.global {
		t.set("renderer", text(word(via)))
	}
	r.ledger.Via(l, via)
	switch l.Kind {
	case ir.BondKind:
		r.bond(l, t)
	case ir.BridgeKind:
		r.bridge(l, t)
	case ir.VLANKind:
		r.vlan(l, t)
	}
	r.device(l, t)
	r.start(l, t)
	if via == target.NetworkManager && !r.toldToday(l) {
		l = r.heeded(l)
	}
	r.families(l, t)
	r.addressing(l, t)
	r.residue.putBack(l, t)
	return t
}

// other writes a link that the model does not know back as it was read. A port
// that Open vSwitch's own block makes has no definition.
func (r *raiser) other(l *ir.Link, network tree) {
	id := r.residue.idOf[l.Name]
	if id == "" {
		return
	}
	t := newTree()
	own := slices.ContainsFunc(r.residue.of[l.Name], func(e *ir.Entry) bool { return e.Key == "renderer" && len(wayTo(e.Path)) > 1 })
	if via := r.via(l); via != r.global && !own {
		t.set("renderer", text(word(via)))
	}
	r.residue.putBack(l, t)
	network.below(definition(r.residue.of[l.Name][0]).section).declare(id, t)
}

// column is the netplan column of the table as the link's renderer passes it
// on.
func (r *raiser) column(l *ir.Link) loss.Column {
	c := loss.Column{Dialect: option.Netplan, Version: r.target.Netplan, Via: r.via(l)}
	if c.Via == target.NetworkdVia {
		c.Below, c.OneRequest = []option.Dialect{option.Networkd}, true
	} else {
		c.Below = []option.Dialect{option.NM}
	}
	return c
}

// word is netplan's name of a renderer.
func word(via target.Via) string {
	if via == target.NetworkManager {
		return "NetworkManager"
	}
	return "networkd"
}
