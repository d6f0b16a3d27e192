package effect

import (
	"testing"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// TestNetplanHasOneMetric: for networkd netplan writes one metric, that of DHCPv4
// where the link asks for it, and networkd uses it for what routers advertise too.
func TestNetplanHasOneMetric(t *testing.T) {
	number := func(n int) ir.Opt[int] {
		if n == 0 {
			return ir.Opt[int]{}
		}
		return ir.Some(n, source.Span{})
	}
	for _, c := range []struct {
		what         string
		dhcp4, dhcp6 bool
		four, six    int // written as route-metric of the overrides, 0: not
		off          bool
		dhcp, ra     int // the metrics that the routes have, 0: the applier's own
		unheard      bool
	}{
		{what: "silence is 100 for both", dhcp4: true, dhcp: 100, ra: 100},
		{what: "what is written for DHCPv4 counts for routers", dhcp4: true, four: 50, dhcp: 50, ra: 50},
		{what: "both, and the same", dhcp4: true, dhcp6: true, four: 50, six: 50, dhcp: 50, ra: 50},
		{what: "DHCPv6 alone", dhcp6: true, six: 70, ra: 70},
		{what: "DHCPv6 alone, and silence", dhcp6: true, ra: 100},
		{what: "without DHCPv6 its overrides go nowhere", dhcp4: true, six: 70, dhcp: 100, ra: 100, unheard: true},
		{what: "without DHCP there is no section [DHCP]", six: 70, unheard: true},
		{what: "no routers, no routes of theirs", dhcp4: true, off: true, dhcp: 100},
	} {
		l := &ir.Link{Name: "eth0", IPv4: ir.IPv4{RouteMetric: number(c.four)}, IPv6: ir.IPv6{RouteMetric: number(c.six)}}
		if c.dhcp4 {
			l.IPv4.Method = ir.Some(ir.MethodDHCP, source.Span{})
		}
		if c.dhcp6 {
			l.IPv6.Method = ir.Some(ir.MethodDHCP, source.Span{})
		}
		if c.off {
			l.IPv6.RA = ir.Some(false, source.Span{})
		}
		h := &ir.Host{Dialects: []string{"netplan"}, Links: []*ir.Link{l}}
		pinned, diags := Pin(h, target.Target{}, target.NetworkdVia, "networkd")
		if got := pinned.Links[0]; got.IPv4.RouteMetric.Value != c.dhcp || got.IPv6.RouteMetric.Value != c.ra || len(diags) > 0 != c.unheard {
			t.Errorf("%s: %d and %d, findings %v; want %d and %d", c.what, got.IPv4.RouteMetric.Value, got.IPv6.RouteMetric.Value, diags, c.dhcp, c.ra)
		}
		again, _ := Pin(h, target.Target{}, target.NetworkdVia, "netplan")
		for _, d := range Compare(Facts(h, target.Target{}), Facts(again, target.Target{}), false) {
			t.Errorf("%s: netplan again is not the same: %s", c.what, d.String())
		}
		told, _ := Pin(h, target.Target{Via: target.NetworkManager}, target.NetworkManager, "keyfile")
		if got := told.Links[0].IPv6.RouteMetric.Value; got != c.six {
			t.Errorf("%s: NetworkManager is told each metric by itself, but has %d for routers", c.what, got)
		}
	}
}
