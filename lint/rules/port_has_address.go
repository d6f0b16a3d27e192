package rules

import (
	"fmt"
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var portHasAddress = lint.Rule{
	ID:       "port-has-address",
	Title:    "a port has addresses of its own",
	Severity: diag.Warning,
	Category: lint.Ports,
	Since:    "0.1",
	Sources: []lint.Source{
		networkd("networkd-network.c", "network_verify"),
		networkManager("src/libnm-core-impl/nm-connection.c", "_supports_addr_family"),
		initscripts("ifup-eth", "the branch for SLAVE=yes"),
		howto("section 8.1"),
	},
	Covers: []string{"D11", "I16", "M05"},
	Check:  checkPortHasAddress,
}

func checkPortHasAddress(p *lint.Pass) {
	for _, l := range p.Host.Links {
		owner := p.Host.BondOf(l.Name)
		if owner == nil {
			continue
		}
		if own := addressing(p, l); len(own) > 0 {
			p.Report(addressedPort(p, l, owner, own))
		}
	}
}

// addressing returns the places at which a link gets addresses, routes or name
// servers. That a family is off, or that nothing is asked for, is none.
func addressing(p *lint.Pass, l *ir.Link) []diag.Related {
	var places []diag.Related
	add := func(what string, span source.Span) {
		places = append(places, diag.Related{Message: what, Span: span})
	}
	for _, method := range []ir.Opt[string]{l.IPv4.Method, l.IPv6.Method} {
		switch method.Value {
		case ir.MethodDHCP, ir.MethodAuto, ir.MethodShared:
			add("automatic addresses", method.Span)
		}
	}
	for _, a := range l.Addresses {
		if a.Label != "" && p.Host.Dialect() == "ifcfg" {
			continue // alias-on-port reports the file
		}
		add("the address "+a.Prefix.String(), a.Span)
	}
	for i := range l.Routes {
		add("the route to "+l.Routes[i].Dest(), l.Routes[i].Span)
	}
	for _, s := range l.DNS.Servers {
		add("the name server "+s.Addr.String(), s.Span)
	}
	return places
}

func addressedPort(p *lint.Pass, l, owner *ir.Link, own []diag.Related) lint.Finding {
	f := lint.Finding{
		Link:    l,
		Span:    own[0].Span,
		Message: fmt.Sprintf("%q is a port of %q and has %s of its own", l.Name, owner.Name, own[0].Message),
		Related: own[1:],
		Fix:     &lint.Fix{Message: fmt.Sprintf("write it on %q instead", owner.Name), Changes: dropAddressing(p.Host, l, own)},
	}
	if p.Host.Dialect() == "ifcfg" && len(own) == 1 && l.IPv4.Method.Value == ir.MethodDHCP {
		f.Fix = &lint.Fix{
			Message: "write BOOTPROTO=none",
			Safe:    true,
			Changes: []ir.Change{{Kind: ir.SetKey, Link: l.Name, Key: "BOOTPROTO", Value: "none", Span: l.IPv4.Method.Span}},
		}
	}
	switch p.Via(owner) {
	case target.NetworkdVia:
		f.Fix.Safe = true // what nobody applies can go
		f.Detail = "networkd logs a warning and drops the addressing of a port."
	case target.NetworkManager:
		f.Fix.Safe = true
		f.Detail = "NetworkManager takes the addressing out of the profile of a port."
	case target.Initscripts:
		f.Fix.Safe = true
		f.Detail = "The initscripts attach a port and leave before they look at its addressing."
	default:
		f.Detail = "What a port receives goes to the bond. Where the addressing does get applied, its routes take precedence over those of the bond: traffic leaves around the bond, and its ARP monitor is misled."
	}
	return f
}

// dropAddressing removes all that gives a link addresses, or nothing where a
// place of them is not a key of the link's own file.
func dropAddressing(h *ir.Host, l *ir.Link, own []diag.Related) []ir.Change {
	var changes []ir.Change
	missing := own
	for _, e := range h.Entries {
		rest := slices.DeleteFunc(slices.Clone(missing), func(r diag.Related) bool { return touches(r.Span, e.Span) })
		meant := slices.ContainsFunc(own, func(r diag.Related) bool { return touches(r.Span, e.Span) })
		switch {
		case e.Link != l.Name || !(meant || belongs(e.UsedBy)):
			continue
		case e.File != l.Span.File:
			return nil
		case e.Key == "BOOTPROTO":
			changes = append(changes, ir.Change{Kind: ir.SetKey, Link: l.Name, Key: e.Key, Value: "none", Span: e.Span})
		case e.UsedBy == "ipv6":
			return nil // one of several keys that say it together
		default:
			changes = append(changes, ir.Change{Kind: ir.DropKey, Link: l.Name, Span: e.Span})
		}
		missing = rest
	}
	if len(missing) > 0 {
		return nil
	}
	return changes
}

// belongs reports whether a key with that use goes with the addresses: prefix
// lengths, gateways and search domains.
func belongs(use string) bool {
	switch use {
	case "address", "route", "dns", "gateway4", "gateway6":
		return true
	}
	return false
}

func touches(a, b source.Span) bool {
	return a.File == b.File && a.Start < b.End && b.Start < a.End
}
