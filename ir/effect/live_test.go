package effect

import (
	"strings"
	"testing"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// aBond is a host with one bond of a dialect.
func aBond(dialect string, mac, mtu string, settings ...string) *ir.Host {
	l := &ir.Link{Name: "bond0", Kind: ir.BondKind, Bond: &ir.Bond{Ports: []ir.Port{{Name: "eth0"}}}}
	if mac != "" {
		l.MAC = ir.Some(mac, source.Span{})
	}
	if mtu == "9000" {
		l.MTU = ir.Some(9000, source.Span{})
	}
	for _, s := range settings {
		name, value, _ := strings.Cut(s, "=")
		l.Bond.Settings = append(l.Bond.Settings, ir.Setting{ID: option.LookupKernel(name), Key: name, Value: value, Raw: value})
	}
	return &ir.Host{Name: "h", Dialects: []string{dialect}, Links: []*ir.Link{l, {Name: "eth0"}}}
}

// heard notes what a copy of a running host said besides its links.
func heard(h *ir.Host, link, key, value, use string) *ir.Host {
	h.Entries = append(h.Entries, &ir.Entry{Dialect: running, Link: link, Key: key, Value: value, UsedBy: use})
	return h
}

func TestShown(t *testing.T) {
	live := func(settings ...string) *ir.Host {
		return aBond(running, "", "", append([]string{"mode=active-backup", "miimon=100"}, settings...)...)
	}
	for _, c := range []struct {
		name string
		a, b *ir.Host
		want string
	}{
		{"what is not shown is not compared", live(), aBond("netplan", "", "", "mode=active-backup", "miimon=100", "num_grat_arp=3"), ""},
		{"what is shown is", live("num_grat_arp=1"), aBond("netplan", "", "", "mode=active-backup", "miimon=100", "num_grat_arp=3"),
			"bond0: option num_grat_arp: 1 on the left, 3 on the right"},
		{"a delay is rounded as the kernel does", live("updelay=200"), aBond("netplan", "", "", "mode=active-backup", "miimon=100", "updelay=250"), ""},
		{"silence is what the applier makes of it", live(), aBond("keyfile", "", "", "mode=active-backup"), ""},
		{"no bond comes into being", live(), aBond("networkd", "", "", "mode=active-backup", "miimon=100", "arp_interval=100", "arp_ip_target=192.0.2.1"),
			"bond0: link: only on the left (bond)"},
		{"an MTU that was not read", live(), aBond("ifcfg", "", "9000", "mode=active-backup", "miimon=100"), ""},
		{"the address is the one that was given", heard(live(), "bond0", "address", "02:00:00:00:00:0A", "mac"),
			aBond("ifcfg", "02:00:00:00:00:0a", "", "mode=active-backup", "miimon=100"), ""},
		{"it is another", heard(live(), "bond0", "address", "02:00:00:00:00:0b", "mac"), aBond("ifcfg", "02:00:00:00:00:0a", "", "mode=active-backup", "miimon=100"),
			"bond0: mac: taken from its first port on the left, 02:00:00:00:00:0a on the right"},
		{"one that networkd makes up cannot be told", aBond(running, "02:00:00:00:00:0b", "", "mode=active-backup", "miimon=100"),
			aBond("networkd", "", "", "mode=active-backup", "miimon=100"), ""},
		{"it depends on the kernel what is taken", heard(live("use_carrier=0"), "bond0", "driver", "v6.1.176", "kernel"),
			aBond("ifcfg", "", "", "mode=active-backup", "miimon=100", "use_carrier=0"), ""},
		{"a later one refuses it", heard(live("use_carrier=1"), "bond0", "driver", "v6.18.1", "kernel"),
			aBond("ifcfg", "", "", "mode=active-backup", "miimon=100", "use_carrier=0"), ""},
	} {
		for _, swap := range []bool{false, true} {
			a, b := c.a, c.b
			if swap {
				a, b = b, a
			}
			fa, fb := Shown(a, target.Target{}, b, target.Target{})
			var got []string
			for _, d := range Compare(fa, fb, true) {
				if swap {
					d.A, d.B, d.InA, d.InB = d.B, d.A, d.InB, d.InA
				}
				got = append(got, d.String())
			}
			if text := strings.Join(got, "; "); text != c.want {
				t.Errorf("%s (swapped: %t): %q, want %q", c.name, swap, text, c.want)
			}
		}
	}
}

func TestShownOutcomeIsWhatWasRead(t *testing.T) {
	h := aBond(running, "", "", "mode=active-backup", "miimon=100", "updelay=150", "primary=")
	out := Effective(h, h.Links[0], target.Target{})
	if !out.Created || len(out.Values) != 4 || len(out.Events) != 0 {
		t.Fatalf("%+v", out)
	}
	for _, v := range out.Values {
		if _, written := Written(h.Links[0].Bond, v.Option); written != v.Value {
			t.Errorf("%s is %q, and was read as %q", option.Get(v.Option).Kernel, v.Value, written)
		}
	}
}
