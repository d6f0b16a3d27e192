package effect

import (
	"net/netip"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/target"
)

// held returns the addresses of a link, each once. The kernel refuses an address
// that the link has already, whatever its label (net/ipv4/devinet.c,
// __inet_insert_ifa: EEXIST), so that the first counts; networkd looks through its
// files before and keeps the last (networkd-address.c,
// network_drop_invalid_addresses).
func held(l *ir.Link, via target.Via) []ir.Address {
	if len(l.Addresses) < 2 {
		return l.Addresses
	}
	list := make([]ir.Address, 0, len(l.Addresses))
	places := make(map[netip.Prefix]int, len(l.Addresses))
	for _, a := range l.Addresses {
		i, again := places[a.Prefix]
		switch {
		case !again:
			places[a.Prefix] = len(list)
			list = append(list, a)
		case via == target.NetworkdVia:
			list[i] = a
		}
	}
	return list
}

// repeated takes out addresses that the link has already, and says so where
// another label or lifetime goes with them.
func (p *pinner) repeated(l *ir.Link) {
	list := held(l, p.via)
	if len(list) == len(l.Addresses) {
		return
	}
	kept := make(map[netip.Prefix]*ir.Address, len(list))
	for i := range list {
		kept[list[i].Prefix] = &list[i]
	}
	var lost gone
	for _, a := range l.Addresses {
		if notes(l, &a) != notes(l, kept[a.Prefix]) {
			lost.add(a.Prefix.String()+" "+notes(l, &a), a.Span)
		}
	}
	l.Addresses = list
	p.never(l, lost, "the link has the address already",
		"An address stands on a link once. The output has it as the host has it now; take the other out of the input.")
}
