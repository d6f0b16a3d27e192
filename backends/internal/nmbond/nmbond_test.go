package nmbond

import (
	"strings"
	"testing"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// settings reads "mode=1 miimon=100".
func settings(text string) []ir.Setting {
	var list []ir.Setting
	for _, word := range strings.Fields(text) {
		key, raw, _ := strings.Cut(word, "=")
		id, _ := option.Lookup(option.NM, key)
		value, problem := option.Decode(option.NM, id, raw)
		list = append(list, ir.Setting{ID: id, Key: key, Value: value, Raw: raw, Problem: problem, Span: source.Span{}})
	}
	return list
}

// TestOptions holds what is written, and what is announced, against what
// nmcli --offline 1.42.4 and 1.52.1 said to the same options.
func TestOptions(t *testing.T) {
	for _, c := range []struct{ name, in, nm, want, lost string }{
		{"nothing is said", "", "", "mode=balance-rr", ""},
		{"delays need miimon", "mode=1 miimon=0 updelay=100 downdelay=0", "", "mode=active-backup miimon=0 downdelay=0", "updelay"},
		{"silence monitors, so delays are taken", "mode=1 updelay=100", "", "mode=active-backup updelay=100", ""},
		{"ARP monitoring is no miimon", "mode=1 arp_interval=100 arp_ip_target=10.0.0.1 updelay=100", "", "mode=active-backup arp_interval=100 arp_ip_target=10.0.0.1", "updelay"},
		{"multiples of miimon", "mode=1 miimon=100 peer_notif_delay=200", "", "mode=active-backup miimon=100 peer_notif_delay=200", ""},
		{"no multiple of miimon", "mode=1 miimon=100 peer_notif_delay=250 updelay=250", "", "mode=active-backup miimon=100 updelay=250", "peer_notif_delay"},
		{"miimon wins", "mode=1 miimon=100 arp_interval=100 arp_ip_target=10.0.0.1", "", "mode=active-backup miimon=100", "arp_interval arp_ip_target"},
		{"ARP monitoring needs a target, and loses to no default", "mode=1 arp_interval=100", "", "mode=active-backup miimon=0", "arp_interval"},
		{"a target of IPv6 is one", "mode=1 arp_interval=100 ns_ip6_target=2001:db8::1", "", "mode=active-backup arp_interval=100 ns_ip6_target=2001:db8::1", ""},
		{"but not to old versions", "mode=1 arp_interval=100 ns_ip6_target=2001:db8::1", "1.42", "mode=active-backup miimon=0", "arp_interval ns_ip6_target"},
		{"targets need the interval", "mode=1 arp_ip_target=10.0.0.1", "", "mode=active-backup", "arp_ip_target"},
		{"no ARP monitoring in 802.3ad", "mode=4 arp_interval=100 arp_ip_target=10.0.0.1", "", "mode=802.3ad", "arp_interval arp_ip_target"},
		{"primary needs a mode that has one", "mode=0 primary=eth0", "", "mode=balance-rr", "primary"},
		{"slow LACP is silence", "mode=1 lacp_rate=slow", "", "mode=active-backup", ""},
		{"fast LACP is not", "mode=1 lacp_rate=fast", "", "mode=active-backup", "lacp_rate"},
		{"slb needs its policy", "mode=2 balance-slb=1", "", "mode=balance-xor", "balance-slb"},
		{"slb with its policy", "mode=2 xmit_hash_policy=vlan+srcmac balance-slb=1", "", "mode=balance-xor xmit_hash_policy=vlan+srcmac balance-slb=1", ""},
		{"a policy that is too new", "mode=2 xmit_hash_policy=vlan+srcmac", "1.28", "mode=balance-xor", "xmit_hash_policy"},
		{"a filter that is too new", "mode=1 arp_validate=filter", "1.18", "mode=active-backup", "arp_validate"},
		{"a name that is none", "mode=1 primary=a,b", "", "mode=active-backup", "primary"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := &ir.Link{Name: "bond0", Kind: ir.BondKind, Bond: &ir.Bond{Settings: settings(c.in)}}
			column := loss.Column{Dialect: option.NM, Via: target.NetworkManager}
			if c.nm != "" {
				column.Version, _ = target.ParseVersion(c.nm)
			}
			ledger := loss.New(&ir.Host{Links: []*ir.Link{l}}, "nmcli")
			var words, lost []string
			Options(ledger, l, column, func(o loss.Option) string {
				words = append(words, o.Key+"="+o.Value)
				return ""
			})
			for _, d := range ledger.Findings() {
				lost = append(lost, d.Loss.Item)
			}
			if got := strings.Join(words, " "); got != c.want {
				t.Errorf("%q is written as %q, want %q", c.in, got, c.want)
			}
			if got := strings.Join(lost, " "); got != c.lost {
				t.Errorf("%q loses %q, want %q", c.in, got, c.lost)
			}
		})
	}
}
