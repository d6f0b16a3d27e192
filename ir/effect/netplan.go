package effect

import (
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/target"
)

// netplanMetric is the metric of DHCP's routes that netplan writes for networkd
// where the file names none (netplan src/networkd.c, write_network_file; seen
// with 0.106 and 1.1.2).
const netplanMetric = 100

// netplan writes out what netplan's generator adds by itself, and takes out
// what it does not pass on, unless the output is for the same generator.
func (p *pinner) netplan(l *ir.Link) {
	if p.host.Dialect() != "netplan" || p.dialect == "netplan" || l.Kind == ir.Other {
		return
	}
	if l.Match.Rename.Value && !l.WakeOnLAN.Set && l.Kind == ir.Ethernet && p.via == target.NetworkdVia {
		// The .link file that renames it switches this off as well
		// (write_link_file; seen with 0.106 and 1.1.2).
		l.WakeOnLAN = ir.Some(false, l.Span)
	}
	if p.via == target.NetworkManager && l.Kind == ir.Ethernet && !l.WakeOnLAN.Set {
		l.WakeOnLAN = ir.Some(false, l.Span) // src/nm.c, write_nm_conf_access_point
	}
	if l.Implied || p.host.BondOf(l.Name) != nil || p.host.BridgeOf(l.Name) != nil {
		return
	}
	switch p.via {
	case target.NetworkdVia:
		splitSearch(l)
		if l.IPv4.Method.Value == ir.MethodDHCP && !l.IPv4.RouteMetric.Set {
			l.IPv4.RouteMetric = ir.Some(netplanMetric, l.IPv4.Method.Span)
		}
	case target.NetworkManager:
		p.untold(l, tell(l, p.from.Netplan))
		p.raised(l)
	}
}

// splitSearch makes several search domains of one with blanks in it: netplan
// joins them by blanks, and networkd parts them there again (src/networkd.c,
// write_network_file; seen with 0.106 and 1.1.2).
func splitSearch(l *ir.Link) {
	var list []ir.Search
	for _, s := range l.DNS.Search {
		for _, word := range strings.Fields(s.Domain) {
			s.Domain = word
			list = append(list, s)
		}
	}
	l.DNS.Search = list
}

func (p *pinner) untold(l *ir.Link, lost []gone) {
	for _, g := range lost {
		p.never(l, g, "netplan does not tell NetworkManager",
			"It changes nothing on the host today, as its renderer is NetworkManager; under networkd it would count. The output is what the host runs with now.")
	}
}
