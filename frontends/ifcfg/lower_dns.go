package ifcfg

import (
	"fmt"
	"net/netip"
	"strconv"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// names reads DNS servers and search domains. initscripts take DNS1 to DNS3,
// whichever are set; NetworkManager takes them up to the first that is missing
// (network-functions, update_DNS_entries; facts/dialects.md 3.2).
func (r *reader) names(s *vars, dns *ir.DNS, nm bool, link string) {
	for n := 1; n <= 3 || nm; n++ {
		v := s.get("DNS" + strconv.Itoa(n))
		if v == nil {
			if nm {
				break
			}
			continue
		}
		addr, err := netip.ParseAddr(v.value())
		if err != nil {
			r.bad(v, link, fmt.Sprintf("%q is no address of a name server", v.value()))
			continue
		}
		v.use("dns")
		dns.Servers = append(dns.Servers, ir.DNSServer{Addr: addr, Span: v.span()})
	}
	r.search(s.text("DOMAIN"), dns)
	r.search(s.text("IPV6_DOMAIN"), dns)
	if v := s.text("SEARCH"); v != nil {
		if nm {
			r.search(v, dns)
		} else {
			v.spare(diag.Behaviour, "initscripts do not read it")
		}
	}
}

func (r *reader) search(v *variable, dns *ir.DNS) {
	if v == nil {
		return
	}
	v.use("dns")
	for _, f := range v.item.Fields() {
		dns.Search = append(dns.Search, ir.Search{Domain: f.Text, Span: v.item.At(f.From, f.To)})
	}
}
