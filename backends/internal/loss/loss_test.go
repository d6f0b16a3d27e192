package loss

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

func some[T any](value T) ir.Opt[T] { return ir.Some(value, source.Span{}) }

func bond(name string, ports ...string) *ir.Link {
	l := &ir.Link{Name: name, Kind: ir.BondKind, Bond: &ir.Bond{}}
	for _, p := range ports {
		l.Bond.Ports = append(l.Bond.Ports, ir.Port{Name: p})
	}
	return l
}

func vlan(name, parent string) *ir.Link {
	return &ir.Link{Name: name, Kind: ir.VLANKind, VLAN: &ir.VLAN{ID: some(7), Link: some(parent)}}
}

func set(id option.ID, value string) ir.Setting {
	return ir.Setting{ID: id, Key: option.Get(id).Kernel, Value: value, Raw: value}
}

func messages(list diag.List) []string {
	var out []string
	for _, d := range list {
		out = append(out, d.Severity.String()+" "+d.Code+" "+d.Message)
	}
	return out
}

func TestGraph(t *testing.T) {
	wifi := &ir.Link{Name: "wlan0", Kind: ir.Other, OtherKind: "wifi"}
	for _, c := range []struct {
		name  string
		links []*ir.Link
		want  []string // links that can be written
		lost  []string // words of the findings
	}{
		{"ports that nothing declares are links", []*ir.Link{bond("bond0", "eth0", "eth1")}, []string{"bond0", "eth0", "eth1"}, nil},
		{"what stands on a link of another kind is lost with it", []*ir.Link{wifi, bond("bond0", "eth0"), bond("bond1", "wlan0"), vlan("v7", "bond1"), vlan("v8", "bond0")},
			[]string{"bond0", "v8", "eth0"}, []string{`"wlan0"`, `of kind "wifi"`, `"bond1"`, `stands on "wlan0"`, `"v7"`, `stands on "bond1"`}},
		{"a circle is lost, and what stands on it", []*ir.Link{bond("a", "b"), bond("b", "a"), vlan("c", "a"), bond("d", "eth0")}, []string{"d", "eth0"},
			[]string{"contains itself", `stands on "a"`, `stands on "b"`}},
		{"a link that contains itself is lost", []*ir.Link{vlan("v", "v")}, nil, []string{"contains itself"}},
		{"a name that would break a line is lost", []*ir.Link{bond("bo\nnd", "eth0")}, []string{"eth0"}, []string{`"bo\nnd"`}},
		{"the second of one name is lost", []*ir.Link{bond("bond0", "eth0"), bond("bond0", "eth1")}, []string{"bond0", "eth0"}, []string{"declared twice"}},
		{"a VLAN without a parent is lost", []*ir.Link{vlan("v", "")}, nil, []string{"on which link"}},
		{"a VLAN without an id is lost", []*ir.Link{{Name: "v", Kind: ir.VLANKind}}, nil, []string{"no VLAN id"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := New(&ir.Host{Links: c.links}, "netplan")
			var got []string
			for _, l := range g.Links() {
				got = append(got, l.Name)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("can be written: %q, want %q", got, c.want)
			}
			all := strings.Join(messages(g.Findings()), "\n")
			for _, word := range c.lost {
				if !strings.Contains(all, word) {
					t.Errorf("no finding says %q:\n%s", word, all)
				}
			}
			if (len(c.lost) == 0) != (all == "") {
				t.Errorf("findings: %s", all)
			}
		})
	}
}

func TestPortsBelongToTheFirst(t *testing.T) {
	a, b := bond("a", "eth0", "eth1", "eth0"), bond("b", "eth1", "eth2")
	g := New(&ir.Host{Links: []*ir.Link{a, b}}, "netplan")
	if g.Owner("eth1") != a || len(g.Ports(a)) != 2 || len(g.Ports(b)) != 1 || g.Port("eth2") == nil || g.Port("eth3") != nil {
		t.Errorf("ports: %+v and %+v", g.Ports(a), g.Ports(b))
	}
	want := []string{
		`info loss-bookkeeping port "eth0" of "a" is named twice and written once`,
		`error loss-link port "eth1" of "b" is not written: it is a port of "a" already`,
	}
	if diff := cmp.Diff(want, messages(g.Findings())); diff != "" {
		t.Error(diff)
	}
}

func TestOptions(t *testing.T) {
	netplan := Column{Dialect: option.Netplan, Via: target.NetworkdVia, Below: []option.Dialect{option.Networkd}, OneRequest: true}
	for _, c := range []struct {
		name     string
		column   Column
		settings []ir.Setting
		want     string // keys and values that are written
		lost     []string
	}{
		{"the mode is always given", netplan, nil, "mode=balance-rr", nil},
		{"the last setting wins", netplan, []ir.Setting{set(option.ModeOpt, "active-backup"), set(option.MIIMon, "50"), set(option.MIIMon, "100")}, "mode=active-backup mii-monitor-interval=100", nil},
		{"an alias of an option is that option", netplan, []ir.Setting{set(option.NumUnsolNA, "3")}, "mode=balance-rr gratuitous-arp=3", nil},
		{"what cannot be said is lost", netplan, []ir.Setting{set(option.UseCarrier, "0")}, "mode=balance-rr", []string{`use_carrier`}},
		{"what silence means anyway is not", netplan, []ir.Setting{set(option.UseCarrier, "1"), set(option.LACPActive, "on")}, "mode=balance-rr", nil},
		{"what the mode forbids is lost", netplan, []ir.Setting{set(option.LACPRate, "fast")}, "mode=balance-rr", []string{"refuses it in mode balance-rr"}},
		{"unless all are written one by one", Column{Dialect: option.Ifcfg, Via: target.Initscripts, Refused: true}, []ir.Setting{set(option.LACPRate, "fast")}, "mode=balance-rr lacp_rate=fast", nil},
		{"a delay without a monitor would cost the bond", netplan, []ir.Setting{set(option.UpDelay, "200")}, "mode=balance-rr", []string{"refuses it while miimon is off"}},
		{"a mode that switches the monitor on takes delays", netplan, []ir.Setting{set(option.ModeOpt, "802.3ad"), set(option.UpDelay, "200")}, "mode=802.3ad up-delay=200", nil},
		{"one of two monitors is left", netplan, []ir.Setting{set(option.MIIMon, "100"), set(option.ARPInterval, "500")}, "mode=balance-rr mii-monitor-interval=100", []string{"beside miimon"}},
		{"old versions get old spellings", Column{Dialect: option.Netplan, Version: target.Version{Minor: 99}}, []ir.Setting{set(option.AllPortsActive, option.Get(option.AllPortsActive).Values[1].Word)}, "mode=balance-rr all-slaves-active=true", nil},
		{"older ones than all spellings lose it", Column{Dialect: option.Networkd, Version: target.Version{Major: 237}}, []ir.Setting{set(option.PeerNotifDelay, "100"), set(option.MIIMon, "100")}, "Mode=balance-rr MIIMonitorSec=100ms", []string{"needs networkd 256 and the target has 237"}},
		{"what nobody could read is announced", netplan, []ir.Setting{{Key: "miimom", Raw: "1", Problem: option.Problem{Kind: option.UnknownOption}}}, "mode=balance-rr", []string{`option "miimom"`}},
		{"state is no configuration", netplan, []ir.Setting{set(option.ActivePort, "eth0")}, "mode=balance-rr", []string{"info loss-bookkeeping"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := bond("bond0", "eth0")
			l.Bond.Settings = c.settings
			g := New(&ir.Host{Links: []*ir.Link{l}}, "netplan")
			var got []string
			g.Options(l, c.column, func(o Option) string {
				got = append(got, o.Key+"="+o.Text)
				return ""
			})
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("written: %s\nwant:    %s", s, c.want)
			}
			found := messages(g.Findings())
			if len(found) != len(c.lost) {
				t.Errorf("findings: %q", found)
			}
			for i := range min(len(found), len(c.lost)) {
				if !strings.Contains(found[i], c.lost[i]) {
					t.Errorf("%q does not say %q", found[i], c.lost[i])
				}
			}
		})
	}
}

func TestMACOrigin(t *testing.T) {
	dynamic := vlan("br0.7", "br0")
	dynamic.IPv4.Method = some(ir.MethodDHCP)
	l := bond("bond0", "eth0")
	host := &ir.Host{Dialects: []string{"ifcfg"}, Links: []*ir.Link{
		{Name: "eth0", Match: ir.Match{PermanentMAC: some("00:00:5e:00:53:01")}}, l,
		{Name: "br0", Kind: ir.BridgeKind, Bridge: &ir.Bridge{Ports: []ir.Port{{Name: "bond0"}}}}, dynamic,
	}}
	g := New(host, "netplan")
	g.MACOrigin(l, target.NetworkManager)
	if len(g.Findings()) != 0 {
		t.Errorf("NetworkManager keeps the address: %q", messages(g.Findings()))
	}
	g.MACOrigin(l, target.NetworkdVia)
	found := g.Findings()
	if len(found) != 1 || found[0].Code != diag.LossMAC || found[0].Severity != diag.Warning {
		t.Fatalf("findings: %q", messages(found))
	}
	for _, word := range []string{"DHCP runs on it or above it", "00:00:5e:00:53:01", "ip link show bond0"} {
		if !strings.Contains(found[0].Detail, word) {
			t.Errorf("the detail does not say %q: %s", word, found[0].Detail)
		}
	}
	host.Dialects = []string{"networkd"}
	if g = New(host, "netplan"); g.KernelMAC(l) {
		t.Error("networkd makes the address up")
	}
	if l.KernelMAC = some(true); !g.KernelMAC(l) {
		t.Error("the file leaves the address to the kernel")
	}
}

func TestValid(t *testing.T) {
	for _, c := range []struct {
		what  string
		valid func(string) bool
		yes   []string
		no    []string
	}{
		{"name", ValidName, []string{"eth0", "bond0.100", "br-lan", "a", "wlx00c0ca000000", "veth@1"},
			[]string{"", ".", "..", "a/b", "a:b", "a b", "a\tb", "a\n", "1234567890123456", "123", "-a", "a%b", "é", "a*", "\x7f", "a\"", "a;b", "a=b", "$a"}},
		{"domain", ValidDomain, []string{"example.org", "~example.org", "a_b-c.d", "_tcp.example.org", "example.org.", ".", "~.", "4.3.in-addr.arpa"}, []string{"", "~", "a b", "a\n", "a;b", "ü", "a%b", "-a.org", "a.-b.org", "a-.org", "a..b", "..", "~~a", "$(x)", strings.Repeat("a", 64) + ".org"}},
		{"label", ValidLabel, []string{"bond0:1"}, []string{"", "a b", "a\n", "1234567890123456"}},
		{"MAC address", ValidMAC, []string{"00:00:5e:00:53:01", "AA:bb:cc:dd:ee:ff"}, []string{"", "00:00:5e:00:53", "00:00:5e:00:53:0g", "00-00-5e-00-53-01", "00:00:5e:00:53:01:02"}},
		{"pattern", ValidPattern, []string{"en*", "eth[01]", "virtio_net"}, []string{"", "!eth0", "a b", "a\n", "-x", "a\"", "a\\"}},
		{"host", ValidHost, []string{"web-1.example"}, []string{"", "-x", "a b", "a\n"}},
	} {
		for _, text := range c.yes {
			if !c.valid(text) {
				t.Errorf("%q is a %s", text, c.what)
			}
		}
		for _, text := range c.no {
			if c.valid(text) {
				t.Errorf("%q is no %s", text, c.what)
			}
		}
	}
}

// TestEveryFacetHasCodeAndName holds the facets against the table of codes.
func TestEveryFacetHasCodeAndName(t *testing.T) {
	for _, what := range []string{
		"link", "activation", "optional", "match", "mac", "mtu", "wol", "managed", "zone", "via", "ipv4", "ipv6", "address", "route",
		"rule", "dns", "option", "port", "port-option", "vlan", "bridge", "residue",
	} {
		for _, class := range []diag.Class{diag.Bookkeeping, diag.Behaviour, diag.Connectivity} {
			if code := codeOf(class, what); (code == diag.LossBookkeeping) != (class == diag.Bookkeeping) {
				t.Errorf("%s of class %s has the code %s", what, class, code)
			} else if _, ok := diag.CodeOf(code); !ok {
				t.Errorf("%s has the unknown code %s", what, code)
			}
		}
		for _, item := range []string{"", "x/y"} {
			if s := thing(what, item, "bond0"); !strings.Contains(s, `"bond0"`) || strings.Contains(s, "setting \"link\"") {
				t.Errorf("%s %q reads %s", what, item, s)
			}
		}
	}
}
