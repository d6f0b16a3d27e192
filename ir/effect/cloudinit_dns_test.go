package effect

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// TestSharedDNS: what cloud-init does with name servers of no link.
func TestSharedDNS(t *testing.T) {
	static := []ir.Address{{Prefix: netip.MustParsePrefix("192.0.2.10/24")}}
	dhcp := ir.IPv4{Method: ir.Some(ir.MethodDHCP, source.Span{})}
	server := []ir.DNSServer{{Addr: netip.MustParseAddr("192.0.2.53")}}
	own := ir.DNS{Search: []ir.Search{{Domain: "own.example"}}}
	host := func(links ...*ir.Link) *ir.Host {
		return &ir.Host{Dialects: []string{"cloudinit"}, Links: links, DNS: ir.DNS{Servers: server, Search: []ir.Search{{Domain: "x.example"}}}}
	}
	for _, c := range []struct {
		name string
		via  target.Via
		host *ir.Host
		want string // of each link "servers/domains", of the host at last
	}{
		{"a static address without", target.NetworkdVia, host(&ir.Link{Name: "a", Addresses: static}, &ir.Link{Name: "b", IPv4: dhcp}), "1/1 0/0 0/0"},
		{"a domain of its own", target.NetworkdVia, host(&ir.Link{Name: "a", Addresses: static}, &ir.Link{Name: "b", Addresses: static, DNS: own}), "1/1 0/1 0/0"},
		{"nobody", target.NetworkdVia, host(&ir.Link{Name: "b", IPv4: dhcp}), "0/0 0/0 never-applied"},
		{"NetworkManager", target.NetworkManager, host(&ir.Link{Name: "a", Addresses: static, DNS: own}, &ir.Link{Name: "b", IPv4: dhcp}, &ir.Link{Name: "c"}), "1/1 1/1 0/0 0/0"},
		{"the host's", target.Ifupdown, host(&ir.Link{Name: "a", Addresses: static}), "0/0 1/1"},
	} {
		got, diags := Pin(c.host, target.Target{Via: c.via}, c.via, "hcl")
		var words []string
		for _, l := range got.Links {
			words = append(words, counted(&l.DNS))
		}
		words = append(words, counted(&got.DNS))
		for i := range diags {
			words = append(words, diags[i].Code)
		}
		if text := strings.Join(words, " "); text != c.want {
			t.Errorf("%s: %s, want %s", c.name, text, c.want)
		}
	}
}

// TestSharedDNSIsBounded: a file with many of both makes no more of them.
func TestSharedDNSIsBounded(t *testing.T) {
	h := &ir.Host{Dialects: []string{"cloudinit"}, DNS: ir.DNS{Servers: make([]ir.DNSServer, 1001)}}
	for i := range 1000 {
		h.Links = append(h.Links, &ir.Link{Name: fmt.Sprintf("eth%d", i), Addresses: []ir.Address{{Prefix: netip.MustParsePrefix("192.0.2.10/24")}}})
	}
	got, _ := Pin(h, target.Target{Via: target.NetworkdVia}, target.NetworkdVia, "hcl")
	if len(got.DNS.Servers) != 1001 || len(got.Links[0].DNS.Servers) != 0 {
		t.Errorf("the host has %d servers, the first link %d", len(got.DNS.Servers), len(got.Links[0].DNS.Servers))
	}
}

func counted(d *ir.DNS) string {
	return string(rune('0'+len(d.Servers))) + "/" + string(rune('0'+len(d.Search)))
}
