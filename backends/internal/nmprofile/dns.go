package nmprofile

import (
	"fmt"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// dnsServers writes the name servers of a family. NetworkManager takes them
// only where the family is on (seen with nmcli --offline).
func (r *raiser) dnsServers(f *family) {
	var list []string
	for _, s := range r.link.DNS.Servers {
		if isV6(s.Addr) != (f.number == 6) {
			continue
		}
		if !f.servers {
			r.loseDNS(s.Addr.String(), s.Span, fmt.Sprintf("NetworkManager takes no IPv%d name server with the method %q", f.number, f.method))
			continue
		}
		if s.Addr.Zone() != "" {
			r.lose(diag.Connectivity, "dns", s.Addr.String(), s.Span, "NetworkManager takes no name server with a zone",
				"The host does not use it to resolve names. Write an address that needs no zone.")
			continue
		}
		list = append(list, s.Addr.String())
	}
	if len(list) > 0 {
		r.profile.list(f.setting+".dns", ",", list)
	}
}

// search writes the search domains, which belong to either family.
func (r *raiser) search(f *family) {
	var list []string
	for _, s := range r.link.DNS.Search {
		switch {
		case !f.servers:
			r.loseDNS(s.Domain, s.Span, "NetworkManager takes no search domain on a link without addresses")
		case !loss.ValidDomain(s.Domain):
			r.ledger.NoDomain(r.link, &s)
		default:
			list = append(list, s.Domain)
		}
	}
	if len(list) > 0 {
		r.profile.list(f.setting+".dns-search", ",", list)
	}
}

func (r *raiser) loseDNS(item string, span source.Span, why string) {
	r.lose(diag.Connectivity, "dns", item, span, why, "The host does not use it to resolve names. Write it on a link that has addresses.")
}

// serverOrder announces servers that are asked later than written:
// NetworkManager puts a profile's IPv4 servers before its IPv6 servers.
func (r *raiser) serverOrder() {
	servers := r.link.DNS.Servers
	for i, s := range servers {
		for _, later := range servers[i:] {
			if isV6(s.Addr) && !isV6(later.Addr) {
				r.changed(diag.Behaviour, "dns", s.Addr.String(), s.Span, fmt.Sprintf("the name server %s of %q is asked later than written", s.Addr, r.link.Name),
					"NetworkManager asks the IPv4 servers of a profile first. All of them should give the same answers.")
				break
			}
		}
	}
}
