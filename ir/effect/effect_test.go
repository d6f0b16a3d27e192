package effect

import (
	"net/netip"
	"testing"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// bondHost is a host with one bond of two ports and the settings given as
// pairs of option and canonical value.
func bondHost(dialect string, settings ...ir.Setting) *ir.Host {
	bond := &ir.Link{Name: "bond0", Kind: ir.BondKind, Bond: &ir.Bond{Settings: settings, Ports: []ir.Port{{Name: "eth0"}, {Name: "eth1"}}}}
	return &ir.Host{Name: "h", Dialects: []string{dialect}, Links: []*ir.Link{bond, {Name: "eth0"}, {Name: "eth1"}}}
}

func set(id option.ID, value string) ir.Setting { return ir.Setting{ID: id, Value: value} }

func find(facts []Fact, link, what, item string) *Fact {
	for i := range facts {
		if f := &facts[i]; f.Link == link && f.What == what && f.Item == item {
			return f
		}
	}
	return nil
}

func name(id option.ID) string { return option.Get(id).Kernel }

func TestViaOfIfcfg(t *testing.T) {
	h := bondHost("ifcfg")
	l := h.Links[0]
	rhel8, _ := target.FindRelease("rhel-8")
	if via := Via(h, l, target.Target{}); via != target.Initscripts {
		t.Errorf("without evidence: %s", via)
	}
	if via := Via(h, l, target.Target{}.On(rhel8)); via != target.NetworkManager {
		t.Errorf("on rhel-8: %s", via)
	}
	h.Evidence.Via = target.NetworkManager
	if via := Via(h, l, target.Target{}); via != target.NetworkManager {
		t.Errorf("with evidence: %s", via)
	}
	l.Managed = ir.Some(false, source.Span{})
	if via := Via(h, l, target.Target{}); via != target.Initscripts {
		t.Errorf("with NM_CONTROLLED=no: %s", via)
	}
	if via := Via(h, l, target.Target{Via: target.NetworkManager}); via != target.NetworkManager {
		t.Errorf("--via is the last word: %s", via)
	}
}

func TestSilenceDependsOnWhoApplies(t *testing.T) {
	for _, c := range []struct {
		mode option.Mode
		via  target.Via
		want string
	}{
		{option.ActiveBackup, target.Initscripts, "0"},
		{option.ActiveBackup, target.NetworkdVia, "0"},
		{option.ActiveBackup, target.NetworkManager, "100"},
		{option.LACP, target.Initscripts, "100"},
		{option.BalanceALB, target.NetworkdVia, "100"},
	} {
		if got := Silence(&ir.Bond{}, option.MIIMon, c.mode, c.via); got != c.want {
			t.Errorf("miimon in %s under %s: %s, want %s", c.mode, c.via, got, c.want)
		}
	}
	arp := &ir.Bond{Settings: []ir.Setting{set(option.ARPInterval, "500")}}
	if got := Silence(arp, option.MIIMon, option.ActiveBackup, target.NetworkManager); got != "0" {
		t.Errorf("beside arp_interval NetworkManager adds no miimon, but got %s", got)
	}
}

func TestPinWritesWhatSilenceMeant(t *testing.T) {
	h := bondHost("ifcfg", set(option.ModeOpt, "active-backup"))
	pinned, _ := Pin(h, target.Target{}, target.NetworkManager, "keyfile")
	if v, ok := pinned.Links[0].Bond.Value(option.MIIMon); !ok || v != "0" {
		t.Errorf("to NetworkManager: miimon %q, %t; want 0 written", v, ok)
	}
	if len(h.Links[0].Bond.Settings) != 1 {
		t.Error("Pin changed its input")
	}
	pinned, _ = Pin(h, target.Target{}, target.NetworkdVia, "networkd")
	if _, ok := pinned.Links[0].Bond.Value(option.MIIMon); ok {
		t.Error("to networkd: miimon was written although silence means the same")
	}
	pinned, _ = Pin(bondHost("ifcfg"), target.Target{}, target.NetworkdVia, "networkd")
	if v, _ := pinned.Links[0].Bond.Value(option.ModeOpt); v != "balance-rr" {
		t.Errorf("the mode is always written out, but got %q", v)
	}
}

func TestPinRoundsWhatTheTargetWantsRound(t *testing.T) {
	h := bondHost("ifcfg", set(option.ModeOpt, "active-backup"), set(option.MIIMon, "100"), set(option.UpDelay, "250"), set(option.PeerNotifDelay, "350"))
	for _, c := range []struct {
		to       target.Via
		up, peer string
	}{{target.NetworkManager, "250", "300"}, {target.NetworkdVia, "250", "350"}} {
		pinned, diags := Pin(h, target.Target{}, c.to, "")
		up, _ := pinned.Links[0].Bond.Value(option.UpDelay)
		peer, _ := pinned.Links[0].Bond.Value(option.PeerNotifDelay)
		if up != c.up || peer != c.peer || len(diags) > 0 {
			t.Errorf("to %s: %s and %s, findings %v; want %s and %s", c.to, up, peer, diags, c.up, c.peer)
		}
	}
	if v, _ := h.Links[0].Bond.Value(option.PeerNotifDelay); v != "350" {
		t.Error("Pin changed its input")
	}
}

func TestPinKeepsWhatIsMeantForTheTarget(t *testing.T) {
	slb := []ir.Setting{set(option.ModeOpt, "balance-xor"), set(option.MIIMon, "100"), set(option.XmitHashPolicy, "vlan+srcmac"), set(option.BalanceSLB, "1")}
	for _, c := range []struct {
		dialect string
		from    target.Target
		kept    bool
	}{{"hcl", target.Target{}, true}, {"hcl", target.Target{Via: target.Netlink}, false}} {
		pinned, _ := Pin(bondHost(c.dialect, slb...), c.from, target.NetworkManager, "")
		if _, kept := pinned.Links[0].Bond.Value(option.BalanceSLB); kept != c.kept {
			t.Errorf("%s under %q: kept %t, want %t", c.dialect, c.from.Via, kept, c.kept)
		}
	}
}

func TestPinKeepsTheMonitorThatWins(t *testing.T) {
	both := []ir.Setting{set(option.ModeOpt, "active-backup"), set(option.MIIMon, "100"), set(option.ARPInterval, "500"), set(option.ARPIPTarget, "192.0.2.1")}
	for _, c := range []struct {
		via    target.Via
		winner option.ID
		code   string
	}{{target.Initscripts, option.ARPInterval, diag.OverriddenOption}, {target.NetworkManager, option.MIIMon, diag.NeverApplied}} {
		pinned, diags := Pin(bondHost("ifcfg", both...), target.Target{Via: c.via}, target.NetworkdVia, "networkd")
		b := pinned.Links[0].Bond
		if _, ok := b.Value(c.winner); !ok || on(b, option.MIIMon) == on(b, option.ARPInterval) {
			t.Errorf("under %s: settings %v", c.via, b.Settings)
		}
		if len(diags) != 1 || diags[0].Code != c.code {
			t.Errorf("under %s: findings %v", c.via, diags)
		}
	}
}

func TestPinDropsThePortsAddressing(t *testing.T) {
	h := bondHost("ifcfg", set(option.ModeOpt, "active-backup"))
	h.Links[1].Addresses = []ir.Address{{Prefix: netip.MustParsePrefix("192.0.2.1/24")}}
	pinned, diags := Pin(h, target.Target{}, target.NetworkdVia, "networkd")
	if len(pinned.Links[1].Addresses) != 0 || len(diags) == 0 {
		t.Errorf("addresses %v, findings %v", pinned.Links[1].Addresses, diags)
	}
}

func TestGatewayOffSubnet(t *testing.T) {
	h := bondHost("ifcfg", set(option.ModeOpt, "active-backup"))
	l := h.Links[0]
	l.Addresses = []ir.Address{{Prefix: netip.MustParsePrefix("192.0.2.10/24")}}
	l.Routes = []ir.Route{{Default: true, Family: 4, Via: netip.MustParseAddr("198.51.100.1")}}
	if f := find(Facts(h, target.Target{}), "bond0", "route", "default via 198.51.100.1"); f != nil {
		t.Error("initscripts install no gateway outside the first address's network")
	}
	if f := find(Facts(h, target.Target{Via: target.NetworkManager}), "bond0", "route", "default via 198.51.100.1"); f == nil {
		t.Error("NetworkManager installs it")
	}
	pinned, diags := Pin(h, target.Target{}, target.NetworkdVia, "networkd")
	if len(pinned.Links[0].Routes) != 0 || len(diags) != 1 || diags[0].Code != diag.GatewayIgnored {
		t.Errorf("routes %v, findings %v", pinned.Links[0].Routes, diags)
	}
}

func TestCompare(t *testing.T) {
	a := bondHost("ifcfg", set(option.ModeOpt, "active-backup"), set(option.MIIMon, "100"))
	b := bondHost("netplan", set(option.ModeOpt, "active-backup"), set(option.MIIMon, "200"))
	differences := Compare(Facts(a, target.Target{}), Facts(b, target.Target{}), true)
	if len(differences) != 1 || differences[0].What != "option" || differences[0].Item != name(option.MIIMon) {
		t.Fatalf("with written: %v", differences)
	}
	all := Compare(Facts(a, target.Target{}), Facts(b, target.Target{}), false)
	if len(all) != 2 {
		t.Errorf("with silence: %v, want also the origin of the MAC address", all)
	}
	for _, c := range []struct {
		loss diag.Loss
		want bool
	}{
		{diag.Loss{What: "option", Item: name(option.MIIMon)}, true},
		{diag.Loss{What: "option"}, true},
		{diag.Loss{What: "link"}, true},
		{diag.Loss{What: "option", Item: name(option.UpDelay)}, false},
		{diag.Loss{What: "mtu"}, false},
	} {
		list := diag.List{{Link: "bond0", Loss: &c.loss}}
		if got := Announce(list).Of(&differences[0]); got != c.want {
			t.Errorf("announced by %+v: %t", c.loss, got)
		}
	}
	if Announce(diag.List{{Link: "bond1", Loss: &diag.Loss{What: "link"}}}).Of(&differences[0]) {
		t.Error("a loss of another link announces nothing here")
	}
}

func TestMACOrigin(t *testing.T) {
	plain := bondHost("ifcfg", set(option.ModeOpt, "active-backup")).Links[0]
	follows := bondHost("ifcfg", set(option.ModeOpt, "active-backup"), set(option.FailOverMAC, "active")).Links[0]
	if MACOrigin(plain, target.Initscripts) == MACOrigin(plain, target.NetworkdVia) {
		t.Error("networkd makes up a MAC address, initscripts do not")
	}
	empty := &ir.Link{Name: "bond0", Kind: ir.BondKind, Bond: &ir.Bond{Settings: follows.Bond.Settings}}
	if got := MACOrigin(empty, target.Initscripts); got != Random {
		t.Errorf("without ports the kernel's is %s", got)
	}
	if got := MACOrigin(empty, target.NetworkdVia); got != Generated {
		t.Errorf("without ports networkd's is %s", got)
	}
	if MACOrigin(follows, target.Initscripts) != MACOrigin(follows, target.NetworkdVia) {
		t.Error("with fail_over_mac active the address is the active port's in either case")
	}
}
