package option

import (
	"strings"
	"testing"
)

func TestLookup(t *testing.T) {
	for _, c := range []struct {
		d     Dialect
		key   string
		id    ID
		alias string
	}{
		{Netplan, "mii-monitor-interval", MIIMon, ""},
		{Netplan, "gratuitious-arp", NumGratARP, "gratuitious-arp"},
		{Netplan, "all-slaves-active", AllPortsActive, "all-slaves-active"},
		{Netplan, "miimon", Unknown, ""},
		{NM, "active_slave", Primary, "active_slave"},
		{Ifcfg, "active_slave", Unknown, ""},
		{Ifcfg, "num_unsol_na", NumUnsolNA, ""},
		{IfcfgNM, "BOND_PORT_PRIO", Prio, ""},
		{Modprobe, "max_bonds", MaxBonds, ""},
		{Networkd, "PrimarySlave", Primary, ""},
		{HCL, "balance-slb", BalanceSLB, "balance-slb"},
		{HCL, "", Unknown, ""},
		{NumDialects + 3, "miimon", MIIMon, ""},
	} {
		id, alias := Lookup(c.d, c.key)
		if id != c.id || (alias == nil) != (c.alias == "") || (alias != nil && alias.Key != c.alias) {
			t.Errorf("%s, %q: got %d, %v", c.d, c.key, id, alias)
		}
	}
}

func TestLookupsDoNotAllocate(t *testing.T) {
	if n := testing.AllocsPerRun(10, func() {
		Lookup(Netplan, "no-such-key")
		LookupKernel("no_such_key")
		Elsewhere("no_such_key")
		Suggest(Netplan, "learn-packets-intervall")
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestStrangersAreHarmless(t *testing.T) {
	for _, id := range []ID{Unknown, NumOptions, 255} {
		if Get(id) != nil || Spell(id, Netplan).Supported() {
			t.Errorf("%d is an option", id)
		}
		if p := Check(id, "1"); p.Kind != UnknownOption {
			t.Errorf("%d: %s", id, p.Text)
		}
	}
	if Dialect(200).String() == "" || Mode(200).String() != "unknown" || Unit(200).String() != "" {
		t.Error("a stranger's name")
	}
}

func TestElsewhere(t *testing.T) {
	for key, want := range map[string]struct {
		id ID
		d  Dialect
	}{"mii-monitor-interval": {MIIMon, Netplan}, "MIIMonitorSec": {MIIMon, Networkd}, "balance-slb": {BalanceSLB, IfcfgNM}, "miimon": {MIIMon, Ifcfg}} {
		if id, d, ok := Elsewhere(key); !ok || id != want.id || d != want.d {
			t.Errorf("%q: got %d in %s", key, id, d)
		}
	}
	if _, _, ok := Elsewhere("mtu"); ok {
		t.Error("mtu is no bonding option")
	}
}

func TestSuggest(t *testing.T) {
	for _, c := range []struct {
		d         Dialect
		key, want string
	}{
		{Ifcfg, "mimon", "miimon"},
		{Ifcfg, "mii-mon", "miimon"},
		{Ifcfg, "fail-over-mac", "fail_over_mac"},
		{Ifcfg, "xmit_hash_polcy", "xmit_hash_policy"},
		{Netplan, "LACP_RATE", "lacp-rate"},
		{Netplan, "packets-per-slaves", "packets-per-member"},
		{Networkd, "MIIMonitor", "MIIMonitorSec"},
		{Ifcfg, "zzzzzzzzzz", ""},
		{Ifcfg, "", ""},
		{Ifcfg, strings.Repeat("miimon", 1000), ""},
	} {
		if got := Suggest(c.d, c.key); got != c.want {
			t.Errorf("%s: Suggest(%.40q) = %q, want %q", c.d, c.key, got, c.want)
		}
	}
}

func TestNearest(t *testing.T) {
	names := []string{"port-has-address", "mode-unknown"}
	for word, want := range map[string]string{"port-has-adress": "port-has-address", "mode_unknown": "mode-unknown", "x": "", "other": "", "": "", "mode-unknown": ""} {
		if got := Nearest(word, names); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b        string
		limit, want int
	}{
		{"primary", "primary", 3, 0}, {"primary", "PRIMARY", 3, 0}, {"lacp_rate", "lacp-rate", 3, 0},
		{"mimon", "miimon", 3, 1}, {"miimonn", "miimon", 3, 1}, {"mixmon", "miimon", 3, 1},
		{"imimon", "miimon", 3, 1}, {"miinmo", "miimon", 3, 2}, {"", "ab", 3, 2}, {"abc", "", 9, 3},
		{"kitten", "sitting", 9, 3}, {"ab", "abcdef", 3, 3}, {strings.Repeat("a", 65), strings.Repeat("a", 65), 3, 3},
	} {
		if got := Distance(c.a, c.b, c.limit); got != c.want {
			t.Errorf("Distance(%.40q, %.40q, %d) = %d, want %d", c.a, c.b, c.limit, got, c.want)
		}
		if got := Distance(c.b, c.a, c.limit); got != c.want {
			t.Errorf("Distance(%.40q, %.40q, %d) = %d, want %d", c.b, c.a, c.limit, got, c.want)
		}
	}
}

func TestModes(t *testing.T) {
	for set, want := range map[Modes]string{
		0: "no mode", AllModes: "all modes", OnlyLACP: "802.3ad",
		HasPrimary: "active-backup, balance-tlb and balance-alb", TLBAndALB: "balance-tlb and balance-alb",
	} {
		if got := set.String(); got != want {
			t.Errorf("%07b: got %q, want %q", set, got, want)
		}
	}
	for _, v := range Get(ModeOpt).Values {
		if m, ok := ParseMode(v.Word); !ok || int64(m) != v.Number || m.String() != v.Word {
			t.Errorf("%q is mode %d", v.Word, m)
		}
	}
	for _, word := range []string{"", "4", "802.3AD", "unknown"} {
		if _, ok := ParseMode(word); ok {
			t.Errorf("%q is a mode", word)
		}
	}
}
