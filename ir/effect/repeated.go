package effect

import (
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/target"
)

// held returns the addresses of a link, each once. The kernel refuses an address
// that the link has already, whatever its label (net/ipv4/devinet.c,
// __inet_insert_ifa: EEXIST), so that the first counts; networkd looks through its
// files before and keeps the last (networkd-address.c,
// network_drop_invalid_addresses).
func held(l *ir.Link, via target.Via) []ir.Address {
	var list []ir.Address
	for _, a := range l.Addresses {
		i := slices.IndexFunc(list, func(b ir.Address) bool { return a.Prefix == b.Prefix })
		switch {
		case i < 0:
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
	var lost gone
	for _, a := range l.Addresses {
		i := slices.IndexFunc(list, func(b ir.Address) bool { return a.Prefix == b.Prefix })
		if notes(l, &a) != notes(l, &list[i]) {
			lost.add(a.Prefix.String()+" "+notes(l, &a), a.Span)
		}
	}
	l.Addresses = list
	p.never(l, lost, "the link has the address already",
		"An address stands on a link once. The output has it as the host has it now; take the other out of the input.")
}
