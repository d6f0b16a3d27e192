package kernel

import (
	"slices"
	"testing"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

func port(name string, p Path, id option.ID, value string) Layer {
	return Layer{Path: p, Port: name, Settings: []ir.Setting{{ID: id, Key: option.Get(id).Kernel, Value: value}}}
}

func TestPorts(t *testing.T) {
	bond := func(text string) Layer { return Layer{Path: Netlink, Settings: settings(Netlink, text)} }
	for _, c := range []struct {
		fact   string
		kernel string
		layers []Layer
		events string
	}{
		{"A10", "", []Layer{bond("mode=0 miimon=100"), port("eth0", Netlink, option.Prio, "5")}, "refused prio EACCES"},
		{"A11", "", []Layer{bond("mode=1 miimon=100 primary=eth0"), port("eth0", Netlink, option.Prio, "5")}, "inert prio"},
		{"A09: prio will do", "", []Layer{bond("mode=1 miimon=100 primary_reselect=failure"), port("eth0", Netlink, option.Prio, "5")}, ""},
		{"A13", "", []Layer{bond("mode=1 miimon=100"), port("eth0", Netlink, option.ActorPortPrio, "5")}, "refused actor_port_prio EACCES"},
		{"D13", "", []Layer{bond("mode=1 miimon=100"), port("eth0", Netlink, option.QueueID, "2"), port("eth1", Netlink, option.QueueID, "2")}, "refused queue_id EPERM"},
		{"D13: 0 may be there twice", "", []Layer{bond("mode=1 miimon=100"), port("eth0", Netlink, option.QueueID, "0"), port("eth1", Netlink, option.QueueID, "0")}, ""},
		{"D14", "", []Layer{bond("mode=1 miimon=100"), port("eth0", Netlink, option.QueueID, "17")}, "refused queue_id EPERM"},
		{"D15", "", []Layer{port("eth0", Sysfs, option.QueueID, "2")}, "refused queue_id EPERM"},
		{"N01", "5.19", []Layer{bond("mode=1 miimon=100"), port("eth0", Netlink, option.Prio, "5")}, "ignored prio"},
		{"N02", "debian-12", []Layer{bond("mode=4 miimon=100"), port("eth0", Netlink, option.ActorPortPrio, "5")}, ""},
		{"N04", "", []Layer{port("eth0", Sysfs, option.Prio, "5")}, "refused prio ENOENT"},
		{"no option of a port", "", []Layer{port("eth0", Netlink, option.MIIMon, "5")}, "ignored miimon"},
		{"no option of a bond", "", []Layer{{Path: Netlink, Settings: []ir.Setting{{ID: option.Prio, Value: "5"}}}}, "ignored prio"},
	} {
		r := Simulate(targetOf(c.kernel), c.layers, []string{"eth0", "eth1"})
		if got := spell(r.Events); got != c.events || !r.Created {
			t.Errorf("%s: created %t, events %q, want %q", c.fact, r.Created, got, c.events)
		}
	}
	r := Simulate(target.Target{}, []Layer{bond("mode=0 miimon=100"), port("eth1", Netlink, option.Prio, "5")}, []string{"eth0", "eth1"})
	if len(r.Events) != 1 || r.Events[0].Port != "eth1" || r.Events[0].Path != Netlink {
		t.Errorf("the event names no port: %+v", r.Events)
	}
}

// TestLive is A04: what a bond that is up and has ports takes.
func TestLive(t *testing.T) {
	first := Layer{Path: Sysfs, Settings: settings(Sysfs, "mode=802.3ad miimon=100")}
	for _, c := range []struct {
		path         Path
		text, events string
	}{
		{Sysfs, "mode=1 miimon=200", "overridden miimon; refused mode ENOTEMPTY"},
		{Sysfs, "fail_over_mac=active", "refused fail_over_mac ENOTEMPTY"},
		{Sysfs, "lacp_rate=fast lacp_active=off ad_select=count ad_user_port_key=2", "refused lacp_rate EBUSY; refused lacp_active EBUSY; refused ad_select EBUSY; refused ad_user_port_key EBUSY"},
		{Netlink, "coupled_control=off", "refused coupled_control EBUSY"},
		{Netlink, "mode=1 miimon=200", "refused mode ENOTEMPTY"},
		{Netlink, "miimon=200 lacp_rate=fast min_links=2", "overridden miimon; refused lacp_rate EBUSY"},
	} {
		live := Layer{Path: c.path, Settings: settings(c.path, c.text), Live: true}
		if c.path == Sysfs {
			live.AsWritten = false
		}
		r := Simulate(target.Target{}, []Layer{first, live}, []string{"eth0", "eth1"})
		got := spell(r.Events)
		if c.text == "mode=1 miimon=200" && c.path == Sysfs {
			c.events = "refused mode ENOTEMPTY; overridden miimon"
		}
		if got != c.events || !r.Created {
			t.Errorf("%s %q: created %t, events %q, want %q", c.path, c.text, r.Created, got, c.events)
		}
	}
	r := Simulate(target.Target{}, []Layer{{Path: Sysfs, Settings: settings(Sysfs, "mode=1 miimon=100")}, {Path: Sysfs, Settings: settings(Sysfs, "primary=eth1"), Live: true}}, []string{"eth0", "eth1"})
	if r.State[option.Primary] != "eth1" || len(r.Events) != 0 {
		t.Errorf("a primary written to a live bond: %q, %s", r.State[option.Primary], spell(r.Events))
	}
}

// TestAsWritten is A03: an order other than initscripts'.
func TestAsWritten(t *testing.T) {
	for text, want := range map[string]string{
		"arp_interval=500 arp_ip_target=10.0.0.1 arp_validate=all mode=1": "overridden arp_validate",
		"tlb_dynamic_lb=0 mode=5 miimon=100":                              "refused tlb_dynamic_lb EACCES",
		"mode=5 miimon=100 tlb_dynamic_lb=0 mode=6":                       "overridden tlb_dynamic_lb; overridden mode",
		"miimon=100 mode=1 updelay=200":                                   "",
		"updelay=200 mode=1 miimon=100":                                   "refused updelay EPERM",
		"primary=eth0 mode=1 miimon=100":                                  "",
	} {
		r := Simulate(target.Target{}, []Layer{{Path: Sysfs, Settings: settings(Sysfs, text), AsWritten: true}}, []string{"eth0"})
		if got := spell(r.Events); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestFiles holds the files against the list of facts/dialects.md 1.3.
func TestFiles(t *testing.T) {
	want := []string{
		"mode", "fail_over_mac", "arp_validate", "arp_all_targets", "arp_interval", "arp_ip_target", "downdelay", "updelay",
		"peer_notif_delay", "lacp_active", "lacp_rate", "ad_select", "xmit_hash_policy", "num_grat_arp", "num_unsol_na",
		"miimon", "primary", "primary_reselect", "use_carrier", "all_slaves_active", "resend_igmp", "min_links",
		"lp_interval", "packets_per_slave", "tlb_dynamic_lb", "ad_actor_sys_prio", "ad_actor_system", "ad_user_port_key", "arp_missed_max",
	}
	var got []string
	for _, id := range Files(target.Target{}) {
		got = append(got, name(id))
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("files %v, want %v", got, want)
	}
	if old := Files(targetOf("5.2")); slices.Contains(old, option.PeerNotifDelay) || !slices.Contains(old, option.MIIMon) {
		t.Errorf("Linux 5.2 has the files %v", old)
	}
}
