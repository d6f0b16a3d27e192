package ifcfg

import (
	"bytes"
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc/backends/internal/everyfield"
	"github.com/bondc/bondc/backends/internal/sample"
	"github.com/bondc/bondc/frontends/ifcfg"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

type testCase struct {
	name string
	host *ir.Host
	via  target.Via
}

// cases are the hosts whose files are kept under testdata.
func cases() []testCase {
	return []testCase{
		{"server", sample.Server(), target.Initscripts},
		{"server-nm", sample.Server(), target.NetworkManager},
		{"every", everyfield.Host("hcl"), target.Initscripts},
		{"every-nm", everyfield.Host("hcl"), target.NetworkManager},
		{"addresses", addresses(), target.Initscripts},
		{"addresses-nm", addresses(), target.NetworkManager},
		{"routes", routes(), target.Initscripts},
		{"routes-nm", routes(), target.NetworkManager},
		{"vlans", vlans(), target.Initscripts},
		{"vlans-nm", vlans(), target.NetworkManager},
		{"ipv6", ipv6(), target.Initscripts},
		{"ipv6-nm", ipv6(), target.NetworkManager},
		{"bonds", bonds(), target.Initscripts},
		{"bonds-nm", bonds(), target.NetworkManager},
		{"hostile", hostile(), target.Initscripts},
	}
}

func labelled(text, label string) ir.Address {
	a := sample.Address(text)
	a.Label = label
	return a
}

// addresses are links with labels, with DHCP, and methods that only
// NetworkManager has.
func addresses() *ir.Host {
	h := &ir.Host{Links: []*ir.Link{
		{Name: "eth0", Addresses: []ir.Address{sample.Address("192.0.2.1/24"), labelled("192.0.2.2/25", "eth0:1"), labelled("192.0.2.3/32", "other")}},
		{Name: "eth1", IPv4: ir.IPv4{Method: sample.Some(ir.MethodDHCP), UseDNS: sample.Some(false)}, Addresses: []ir.Address{
			sample.Address("198.51.100.1/24"), labelled("198.51.100.2/24", "eth1:0"), sample.Address("198.51.100.3/24"),
		}},
		{Name: "eth2", Addresses: []ir.Address{labelled("203.0.113.1/24", "eth2:a"), labelled("203.0.113.2/24", "eth2:b"), sample.Address("203.0.113.3/24")}},
		{Name: "fourteen-bytes", IPv4: ir.IPv4{Method: sample.Some(ir.MethodDHCP)}, Addresses: []ir.Address{sample.Address("198.51.100.9/24")}},
		{Name: "eth3", IPv4: ir.IPv4{Method: sample.Some(ir.MethodLinkLocal)}},
		{Name: "eth4", IPv4: ir.IPv4{Method: sample.Some(ir.MethodShared)}},
		{Name: "eth5", IPv4: ir.IPv4{Method: sample.Some(ir.MethodDisabled), DAD: sample.Some(false)}, IPv6: ir.IPv6{Method: sample.Some(ir.MethodDisabled)}},
	}}
	for _, server := range []string{"192.0.2.53", "192.0.2.54", "192.0.2.55", "192.0.2.56"} {
		h.Links[0].DNS.Servers = append(h.Links[0].DNS.Servers, ir.DNSServer{Addr: netip.MustParseAddr(server)})
		h.Links[6].DNS.Servers = h.Links[0].DNS.Servers[:1]
	}
	h.Links[1].DNS.Search = []ir.Search{{Domain: "example.org"}}
	return h
}

// routes are default routes of all kinds, and rules.
func routes() *ir.Host {
	link := func(name, address string, routes ...ir.Route) *ir.Link {
		return &ir.Link{Name: name, Addresses: []ir.Address{sample.Address(address)}, Routes: routes}
	}
	onlink, metric, table, second := sample.Default("203.0.113.1"), sample.Default("192.0.2.1"), sample.Default("192.0.2.1"), sample.Default("192.0.2.2")
	onlink.OnLink, metric.Metric, table.Table = sample.Some(true), sample.Some(10), sample.Some(100)
	never := link("eth4", "192.0.2.14/24", sample.Default("192.0.2.1"))
	never.IPv4.NeverDefault = sample.Some(true)
	measured := link("eth5", "192.0.2.15/24", sample.Default("192.0.2.1"))
	measured.IPv4.RouteMetric = sample.Some(5)
	dynamic := &ir.Link{Name: "eth6", IPv4: ir.IPv4{Method: sample.Some(ir.MethodDHCP)}, Routes: []ir.Route{sample.Default("192.0.2.1")}}
	ruled := link("eth7", "192.0.2.17/24", ir.Route{To: netip.MustParsePrefix("198.51.100.0/24"), Family: 4, Table: sample.Some(7), AdvMSS: sample.Some(1400)})
	ruled.Rules = []ir.Rule{
		{From: netip.MustParsePrefix("192.0.2.0/24"), Family: 4, Table: sample.Some(7), Priority: sample.Some(100), TOS: sample.Some(16)},
		{To: netip.MustParsePrefix("2001:db8::/32"), Family: 6, Table: sample.Some(8)},
	}
	return &ir.Host{Links: []*ir.Link{
		link("eth0", "192.0.2.10/24", sample.Default("192.0.2.1"), second),
		link("eth1", "192.0.2.11/24", onlink), link("eth2", "192.0.2.12/24", metric), link("eth3", "192.0.2.13/24", table),
		never, measured, dynamic, ruled,
		link("eth8", "2001:db8::8/64", sample.Default("2001:db8::1"), sample.Default("fe80::1")),
	}}
}

// vlans are VLANs with names of all kinds, on bonds and bridges.
func vlans() *ir.Host {
	return &ir.Host{Links: []*ir.Link{
		sample.Bond("bond0", nil, "eth0"), sample.VLAN("bond0.5", 5, "bond0"), sample.VLAN("vlan6", 6, "bond0"),
		sample.VLAN("storage", 7, "bond0"), sample.VLAN("bond0.5.8", 8, "bond0.5"), sample.VLAN("bond0.9", 10, "bond0"),
		sample.VLAN("vlan11", 12, "bond0"), sample.VLAN("x.bak", 13, "bond0"), sample.VLAN("y", 14, "x.bak"),
		sample.VLAN("eth3.4", 4, "eth3"),
		{Name: "br0", Kind: ir.BridgeKind, Bridge: &ir.Bridge{
			Ports: []ir.Port{{Name: "storage"}, {Name: "eth9", PathCost: sample.Some(3)}, {Name: "x.bak"}}, STP: sample.Some(false),
			ForwardDelay: sample.Some(0), MaxAge: sample.Some(12), Options: []ir.Setting{{Key: "multicast_snooping", Value: "0"}, {Key: "bad", Raw: "a b"}},
		}},
	}}
}

// ipv6 is every way to have IPv6.
func ipv6() *ir.Host {
	h := &ir.Host{}
	for i, c := range []ir.IPv6{
		{}, {Method: sample.Some(ir.MethodDisabled)}, {Method: sample.Some(ir.MethodAuto)}, {Method: sample.Some(ir.MethodDHCP)},
		{Method: sample.Some(ir.MethodDHCP), RA: sample.Some(false)}, {Method: sample.Some(ir.MethodLinkLocal)}, {Method: sample.Some(ir.MethodNone)},
		{Method: sample.Some(ir.MethodIgnore)}, {RA: sample.Some(false)}, {Privacy: sample.Some(false), LinkLocal: sample.Some(false)},
	} {
		h.Links = append(h.Links, &ir.Link{Name: fmt.Sprintf("eth%d", i), IPv6: c})
	}
	static := &ir.Link{Name: "eth10", IPv6: ir.IPv6{Method: sample.Some(ir.MethodStatic)}, Addresses: []ir.Address{sample.Address("2001:db8::1/64"), sample.Address("2001:db8::2/64")}}
	quiet := &ir.Link{Name: "eth11", IPv6: ir.IPv6{RA: sample.Some(false)}, Addresses: []ir.Address{sample.Address("2001:db8::3/64")}}
	h.Links = append(h.Links, static, quiet)
	return h
}

// bonds are what is special about ports and options.
func bonds() *ir.Host {
	order := sample.Bond("bond0", []ir.Setting{sample.Setting(option.ModeOpt, "active-backup"), sample.Setting(option.MIIMon, "0")}, "eth9", "eth10", "eth8")
	order.Bond.Ports[0].Settings = []ir.Setting{sample.Setting(option.QueueID, "3"), sample.Setting(option.Prio, "-4")}
	arp := sample.Bond("bond1", []ir.Setting{
		sample.Setting(option.ModeOpt, "active-backup"), sample.Setting(option.ARPInterval, "250"),
		sample.Setting(option.ARPIPTarget, "10.0.0.10,10.0.0.1,10.0.0.2"), sample.Setting(option.ARPValidate, "all"),
	}, "eth11")
	return &ir.Host{Links: []*ir.Link{
		order, arp, sample.Bond("bond2", nil),
		sample.Bond("bond3", []ir.Setting{sample.Setting(option.ModeOpt, "802.3ad"), sample.Setting(option.LACPRate, "fast")}, "a.old", "b"),
	}}
}

const nasty = "a'b\"c$(touch pwned)`touch pwned`\\!"

// hostile is a host whose texts try to be more than text.
func hostile() *ir.Host {
	bond := sample.Bond("bond0", []ir.Setting{sample.Setting(option.ModeOpt, "active-backup"), sample.Setting(option.Primary, "x miimon=0")}, "eth0")
	bond.Zone = sample.Some(nasty)
	bond.IPv4 = ir.IPv4{Method: sample.Some(ir.MethodDHCP), Hostname: sample.Some("x\ntouch pwned")}
	bond.MAC = sample.Some("$(touch pwned)")
	bond.DNS.Search = []ir.Search{{Domain: "a b"}, {Domain: nasty}}
	bond.Rules = []ir.Rule{{Family: 4, IIF: "a\ntouch pwned", Table: sample.Some(7)}}
	bond.Routes = []ir.Route{{To: netip.MustParsePrefix("10.0.0.0/8"), Family: 4, Scope: "link\ntouch pwned"}, {Family: 4}}
	return &ir.Host{Links: []*ir.Link{
		bond, {Name: "-x"}, {Name: "../../etc/x"}, {Name: "eth1", Zone: sample.Some("it's $HOME")},
		{Name: "eth2", Zone: sample.Some("\xff")}, {Name: "eth0-range1"},
	}}
}

// complete adds the links that are only named, as every reader does.
func complete(h *ir.Host) *ir.Host {
	c := h.Clone()
	add := func(name string) {
		if c.Link(name) == nil {
			c.Links = append(c.Links, &ir.Link{Name: name, Implied: true})
		}
	}
	for _, l := range h.Links {
		if l.Bond != nil {
			for _, p := range l.Bond.Ports {
				add(p.Name)
			}
		}
		if l.Bridge != nil {
			for _, p := range l.Bridge.Ports {
				add(p.Name)
			}
		}
		if l.VLAN != nil {
			add(l.VLAN.Link.Value)
		}
	}
	return c
}

func emit(t *testing.T, c *testCase) (ir.Output, diag.List) {
	t.Helper()
	to := target.Target{Via: c.via}
	out, losses := Emit(c.host, to)
	again, _ := Emit(c.host, to)
	if diff := cmp.Diff(out, again); diff != "" {
		t.Errorf("the second time it is written differently:\n%s", diff)
	}
	return out, losses
}

// archive puts output and findings into one text.
func archive(out ir.Output, losses diag.List) string {
	var a txtar.Archive
	for _, d := range losses {
		a.Comment = fmt.Appendf(a.Comment, "%s %s: %s\n", d.Severity, d.Code, d.Message)
	}
	for _, f := range out.Files {
		name := strings.TrimPrefix(f.Path, folder)
		if f.Mode != 0o644 {
			name += fmt.Sprintf(" %o", f.Mode)
		}
		a.Files = append(a.Files, txtar.File{Name: name, Data: f.Data})
	}
	return string(txtar.Format(&a))
}

func TestEmit(t *testing.T) {
	for _, c := range cases() {
		t.Run(c.name, func(t *testing.T) {
			out, losses := emit(t, &c)
			got := archive(out, losses)
			path := filepath.Join("testdata", c.name+".txtar")
			if os.Getenv("UPDATE") == "1" {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(bytes.TrimSpace(want)), strings.TrimSpace(got)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", path, diff)
			}
		})
	}
}

// read parses an output with the dialect's own reader.
func read(t *testing.T, out ir.Output, via target.Via) *ir.Host {
	t.Helper()
	var files []*source.File
	for _, f := range out.Files {
		files = append(files, source.New(f.Path, f.Path, f.Data))
	}
	for h, diags := range ifcfg.Parse(files, ir.ReadOptions{Host: "back", Evidence: ir.Evidence{Via: via, Why: "the test"}}) {
		for _, d := range diags {
			t.Errorf("reading back: %s: %s", d.Code, d.Message)
		}
		return h
	}
	t.Fatal("nothing was read back")
	return nil
}

// TestReadsBack holds what the reader makes of the files against the host: they
// differ in nothing that was not announced.
func TestReadsBack(t *testing.T) {
	for _, c := range cases() {
		t.Run(c.name, func(t *testing.T) {
			to := target.Target{Via: c.via}
			pinned, notes := effect.Pin(complete(c.host), target.Target{Via: target.Netlink}, c.via, "ifcfg")
			out, losses := Emit(pinned, to)
			back := read(t, out, c.via)
			for _, e := range back.Residue() {
				if e.Key == bridgingOpts {
					continue // a bridge's further options stand there too
				}
				t.Errorf("%s=%s is not understood by the reader", e.Key, e.Value)
			}
			announced := append(notes, losses...)
			for _, d := range effect.Compare(effect.Facts(pinned, to), effect.Facts(back, to), true) {
				if !effect.Announce(announced).Of(&d) {
					t.Error("not announced: " + d.String())
				}
			}
			again, _ := Emit(back, to)
			// What was announced is gone the second time, and with it its marks.
			if len(losses) == 0 || c.name == "vlans" || c.name == "routes" || c.name == "addresses" {
				if diff := cmp.Diff(sorted(out), sorted(again)); diff != "" {
					t.Errorf("written again from what was read:\n%s", diff)
				}
			}
		})
	}
}

// sorted returns the files by name: links come back in the order of their
// files.
func sorted(out ir.Output) map[string]string {
	files := map[string]string{}
	for _, f := range out.Files {
		files[f.Path] = string(f.Data)
	}
	return files
}

// TestShellReadsText has a shell source every ifcfg file: each value must come
// out as it went in, and nothing may be run.
func TestShellReadsText(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Fatal("no sh: every system that has ifcfg files has one")
	}
	for _, value := range []string{
		nasty, "", " ", "a b", "it's", `"`, `'"$`, "`x`", "~", "#", "a#b", "$HOME", "a;b", "a&b", "*", "?", "(x)", "ä ö", `\n`, "'\"!",
	} {
		var f file
		if !f.set("KEY", value) {
			t.Errorf("%q cannot be written", value)
			continue
		}
		dir := t.TempDir()
		path := filepath.Join(dir, "ifcfg-x")
		if err := os.WriteFile(path, render(f.lines), 0o644); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(sh, "-c", `. "$1"; printf %s "$KEY"`, "sh", path)
		cmd.Dir = dir
		got, err := cmd.CombinedOutput()
		if err != nil || string(got) != value {
			t.Errorf("%q comes out as %q (%v)", value, got, err)
		}
		if _, err := os.Stat(filepath.Join(dir, "pwned")); err == nil {
			t.Errorf("%q was run", value)
		}
	}
}

func TestQuote(t *testing.T) {
	for _, c := range []struct {
		value, want string
		ok          bool
	}{
		{"eth0", "eth0", true},
		{"192.0.2.1/24", "192.0.2.1/24", true},
		{"mode=1 miimon=100", `"mode=1 miimon=100"`, true},
		{"it's", `"it's"`, true},
		{"$x", `'$x'`, true},
		{`'$x"`, `"'\$x\""`, true},
		{"a\nb", "", false},
		{"a\x00", "", false},
		{"\x7f", "", false},
		{"\u0085", "", false},
		{"\xff", "", false},
	} {
		if got, ok := quote(c.value); got != c.want || ok != c.ok {
			t.Errorf("quote(%q) = %s, %v", c.value, got, ok)
		}
	}
}

// TestResidueIsPutBack converts ifcfg to ifcfg: what bondc does not know stays.
func TestResidueIsPutBack(t *testing.T) {
	in := txtar.Parse([]byte(`
-- ifcfg-bond0 --
DEVICE=bond0
NAME="Bond 0"
UUID=123
BONDING_OPTS="mode=1 miimon=100"
USERCTL=no
ETHTOOL_OPTS="wol g; speed 100"
MYSTERY='$(touch pwned)'
COMPUTED=$(hostname)
-- ifcfg-bond0:1 --
DEVICE=bond0:1
IPADDR=192.0.2.2
PREFIX=24
ARPUPDATE=no
-- ifcfg-eth0 --
DEVICE=eth0
MASTER=bond0
SLAVE=yes
HOTPLUG=no
-- ifcfg-br0 --
DEVICE=br0
TYPE=Bridge
BRIDGING_OPTS="hello_time=200 multicast_querier=1"
-- route-bond0 --
10.0.0.0/8 via 192.0.2.1 quickack 1
`))
	var files []*source.File
	for _, f := range in.Files {
		files = append(files, source.New(folder+f.Name, folder+f.Name, f.Data))
	}
	for h := range ifcfg.Parse(files, ir.ReadOptions{Host: "h"}) {
		out, losses := Emit(h, target.Target{})
		got := archive(out, losses)
		for _, want := range []string{
			`NAME="Bond 0"`, "UUID=123", "USERCTL=no", `ETHTOOL_OPTS="wol g; speed 100"`, `MYSTERY='$(touch pwned)'`, "ARPUPDATE=no", "HOTPLUG=no",
			`BRIDGING_OPTS="hello_time=200 multicast_querier=1"`,
		} {
			if strings.Count(got, "\n"+want+"\n") != 1 {
				t.Errorf("%s is missing in\n%s", want, got)
			}
		}
		if strings.Contains(got, "\nCOMPUTED") || !strings.Contains(got, `"COMPUTED=$(hostname)" is not carried over`) {
			t.Errorf("a value that a shell computes is written or not announced:\n%s", got)
		}
	}
}

// TestManagedPicksTheReader writes a link that NetworkManager is kept away from
// for initscripts, whatever the target.
func TestManagedPicksTheReader(t *testing.T) {
	l := sample.Bond("bond0", []ir.Setting{sample.Setting(option.ModeOpt, "active-backup")}, "eth0")
	l.Managed = sample.Some(false)
	out, _ := Emit(&ir.Host{Links: []*ir.Link{l}}, target.Target{Via: target.NetworkManager})
	if text := string(out.Files[0].Data); strings.Contains(text, "IPV6INIT") || !strings.Contains(text, "NM_CONTROLLED=no") {
		t.Errorf("got\n%s", text)
	}
}

func TestReleasePicksTheReader(t *testing.T) {
	r, _ := target.FindRelease("rhel-8")
	out, _ := Emit(&ir.Host{Links: []*ir.Link{{Name: "eth0"}}}, target.Target{}.On(r))
	if text := string(out.Files[0].Data); !strings.Contains(text, "IPV6INIT=yes") {
		t.Errorf("NetworkManager reads this on RHEL 8:\n%s", text)
	}
}

// TestOldReleases announces what initscripts of old releases do not read.
func TestOldReleases(t *testing.T) {
	h := &ir.Host{Links: []*ir.Link{
		{Name: "eth0", Addresses: []ir.Address{sample.Address("192.0.2.1/24"), sample.Address("192.0.2.2/24")}},
		sample.VLAN("storage", 7, "eth0"),
	}}
	for _, s := range []string{"192.0.2.53", "192.0.2.54", "192.0.2.55"} {
		h.Links[0].DNS.Servers = append(h.Links[0].DNS.Servers, ir.DNSServer{Addr: netip.MustParseAddr(s)})
	}
	for release, want := range map[string]int{"rhel-5": 3, "rhel-6": 2, "rhel-7": 0} {
		r, _ := target.FindRelease(release)
		_, losses := Emit(h, target.Target{}.On(r))
		if len(losses) != want {
			t.Errorf("%s: %d losses instead of %d: %v", release, len(losses), want, losses)
		}
	}
}
