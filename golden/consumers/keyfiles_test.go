package consumers

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/target"
)

// keyfilesDrawn is how many profiles each nmcli is given.
const keyfilesDrawn = 150

// TestKeyfilesAreReadAsNetworkManagerReadsThem draws keyfiles as people and old
// versions write them: keys twice, numbers out of order, old forms of addresses and
// routes, words that GLib does not take. nmcli reads them and writes what it
// understood: the same host as bondc's.
func TestKeyfilesAreReadAsNetworkManagerReadsThem(t *testing.T) {
	eachNM(t, func(t *testing.T, nm *offline, machine target.Target) {
		d := drawnKeyfile{rand.New(rand.NewPCG(3, 3))}
		judged := 0
		for range keyfilesDrawn {
			text := d.draw()
			a := nm.ask([]byte(text), "modify", "connection.stable-id", "")
			if !a.ok {
				continue
			}
			judged++
			ours, _ := read(t, "keyfile", map[string][]byte{profiles + "p.nmconnection": []byte(text)})
			same(t, text, "what nmcli read and what bondc read", map[string][]byte{profiles + "p.nmconnection": []byte(a.profile)}, ours, machine)
		}
		atLeast(t, judged, keyfilesDrawn/3)
		record(t, "keyfile", "nmcli", machine.NM.String(), "drawn profiles, read as nmcli reads them", judged)
	})
}

type drawnKeyfile struct{ *rand.Rand }

// draw makes a profile of a type, some keys of it and some of all types.
func (d drawnKeyfile) draw() string {
	sort := keyfileSorts[d.IntN(len(keyfileSorts))]
	groups, order := map[string][]string{}, []string(nil)
	add := func(line string) {
		group, keys, _ := strings.Cut(line, ":")
		if groups[group] == nil {
			order = append(order, group)
		}
		groups[group] = append(groups[group], keys)
	}
	add("connection:id=p\nuuid=11111111-2222-3333-4444-555555555555\n" + sort.head)
	for range 1 + d.IntN(3) {
		add(sort.lines[d.IntN(len(sort.lines))])
	}
	for range d.IntN(5) {
		add(keyfileLines[d.IntN(len(keyfileLines))])
	}
	for _, group := range []string{"ipv4", "ipv6"} {
		if groups[group] != nil && !strings.Contains(strings.Join(groups[group], "\n"), "method=") {
			add(group + ":method=auto")
		}
	}
	var b strings.Builder
	for _, group := range order {
		fmt.Fprintf(&b, "[%s]\n%s\n\n", group, strings.Join(groups[group], "\n"))
	}
	return b.String()
}

// keyfileSorts are the types with lines of their own, GROUP:KEYS.
var keyfileSorts = []struct {
	head  string
	lines []string
}{
	{"type=bond\ninterface-name=bond0", []string{"bond:mode=2", "bond:mode=active-backup", "bond:miimon=100", "bond:arp_ip_target=192.0.2.1,192.0.2.2\narp_interval=100",
		"bond:lacp_rate=1", "bond:xmit_hash_policy=1", "bond:primary=eth0", "bond:fail_over_mac=1", "bond:updelay=50", "bond:all_slaves_active=1", "bond:num_unsol_na=3"}},
	{"type=ethernet\ninterface-name=eth0", []string{"ethernet:mac-address=00:11:22:33:44:55", "802-3-ethernet:mtu=1400", "ethernet:mtu=9000", "ethernet:cloned-mac-address=00:11:22:33:44:66",
		"ethernet:wake-on-lan=64", "connection:master=bond0\nslave-type=bond", "connection:master=br0\nslave-type=bridge", "ethernet:mac-address=00-11-22-33-44-55", "wired:mtu=1300"}},
	{"type=802-3-ethernet\ninterface-name=eth0", []string{"802-3-ethernet:mtu=1400", "wired:mtu=1300", "ethernet:mtu=0x400"}},
	{"type=vlan\ninterface-name=v5", []string{"vlan:id=5\nparent=eth0", "vlan:flags=1\nid=5\nparent=eth0", "vlan:flags=0\nid=6\nparent=bond0", "vlan:id=0x10\nparent=eth0", "vlan:id=5\nparent=eth0\nprotocol=802.1ad"}},
	{"type=bridge\ninterface-name=br0", []string{"bridge:stp=false", "bridge:stp=no", "bridge:forward-delay=5", "bridge:vlan-filtering=true", "bridge:priority=100", "bridge:mac-address=00:11:22:33:44:55",
		"bridge:ageing-time=0", "bridge:hello-time=3\nmax-age=7"}},
}

// keyfileLines are those of all types.
var keyfileLines = []string{
	"connection:autoconnect=false", "connection:autoconnect=no", "connection:autoconnect=0", "connection:autoconnect=FALSE", "connection:zone=trusted", "connection:autoconnect-slaves=1",
	"ipv4:method=manual\naddress1=192.0.2.10/24", "ipv4:method=disabled", "ipv4:method=link-local", "ipv4:address1=192.0.2.10/24,192.0.2.1",
	"ipv4:address1=192.0.2.10/24,0.0.0.0", "ipv4:address=192.0.2.10/24", "ipv4:address0=192.0.2.10/24", "ipv4:address2=192.0.2.11/24\naddress1=192.0.2.12/24", "ipv4:addresses=192.0.2.10/24;",
	"ipv4:addresses1=192.0.2.10;25;192.0.2.1;", "ipv4:address1=192.0.2.10", "ipv4:address1=192.0.2.10,192.0.2.1", "ipv4:address01=192.0.2.17/24", "ipv4:address12=192.0.2.18/24\naddress3=192.0.2.19/24",
	"ipv4:address1=192.0.2.20/24\ngateway=192.0.2.1", "ipv4:address1=192.0.2.10/24;192.0.2.1", "ipv4:address1=192.0.2.1/24\naddresses1=192.0.2.2/24",
	"ipv4:dns=192.0.2.53;192.0.2.54;", "ipv4:dns=192.0.2.53", "ipv4:dns=192.0.2.53,192.0.2.54", "ipv4:dns=192.0.2.53;;", "ipv4:dns-search=example.org;example.com;", "ipv4:dns-search=example.org,example.com",
	"ipv4:route1=198.51.100.0/24,192.0.2.1", "ipv4:route1=198.51.100.0/24,192.0.2.1,100", "ipv4:route1=198.51.100.0/24", "ipv4:route=198.51.100.0/24,192.0.2.1", "ipv4:routes1=198.51.100.0;25;192.0.2.1;0;",
	"ipv4:route1=198.51.100.7,192.0.2.1", "ipv4:route1=0.0.0.0/0,192.0.2.1", "ipv4:route1=198.51.100.0/24,192.0.2.1\nroute1_options=table=100,mtu=1400", "ipv4:route1=198.51.100.0/24,0.0.0.0,50",
	"ipv4:route2=198.51.100.0/24,192.0.2.1\nroute1_options=table=5", "ipv4:route1=198.51.100.3/24,192.0.2.1", "ipv4:route1=198.51.100.0/24\nroute1_options=type=blackhole", "ipv4:route2=198.51.2.0/24\nroute1=198.51.1.0/24",
	"ipv4:never-default=true", "ipv4:never-default=yes", "ipv4:route-metric=50", "ipv4:route-table=100", "ipv4:ignore-auto-dns=true", "ipv4:ignore-auto-routes=1", "ipv4:dhcp-client-id=mac", "ipv4:dad-timeout=0",
	"ipv4:routing-rule2=priority 5 from 192.0.2.0/24 table 100\nrouting-rule1=priority 6 from 192.0.2.0/24 table 100",
	"ipv6:method=manual\naddress1=2001:db8::10/64", "ipv6:method=ignore", "ipv6:method=disabled", "ipv6:method=link-local", "ipv6:method=dhcp", "ipv6:address1=2001:db8::10/64,2001:db8::1", "ipv6:address1=2001:db8::10",
	"ipv6:gateway=fe80::1\naddress1=2001:db8::10/64", "ipv6:dns=2001:db8::53;", "ipv6:addr-gen-mode=eui64", "ipv6:addr-gen-mode=1", "ipv6:ip6-privacy=2", "ipv6:route1=2001:db8:1::/48,2001:db8::1", "ipv6:route1=2001:db8:1::,2001:db8::1",
	"ipv6:route1=::/0,fe80::1", "ipv6:never-default=TRUE",
}
