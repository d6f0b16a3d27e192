package effect

import (
	"testing"

	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// TestFates shows what lies behind the setting at which it all ends.
func TestFates(t *testing.T) {
	for _, c := range []struct {
		dialect string
		via     target.Via
		text    string
		created bool
		events  string
	}{
		{"hcl", target.Netlink, "mode=1 miimon=100 lacp_rate=fast ad_user_port_key=7 xmit_hash_policy=layer3+4", false,
			"kernel refused lacp_rate EACCES; kernel refused ad_user_port_key EACCES; kernel inert xmit_hash_policy"},
		{"keyfile", target.NetworkManager, "mode=balance-rr primary=eth0 lacp_rate=fast miimon=100 updelay=250", false,
			"NetworkManager refused primary EINVAL; NetworkManager refused lacp_rate EINVAL; kernel rounded updelay"},
		{"modprobe", target.Module, "mode=1 arp_validate=all fail_over_mac=7 miimon=100", false,
			"kernel load-failed fail_over_mac EINVAL; kernel load-failed arp_validate EINVAL"},
		{"ifcfg", target.Initscripts, "mode=1 miimon=100 updelay=250", true, "kernel rounded updelay"},
		{"hcl", target.Netlink, "mode=nonsense", false, "kernel refused mode EINVAL"},
	} {
		h := bondHost(c.dialect, parse(columnOf(c.dialect), c.text)...)
		before := len(h.Links[0].Bond.Settings)
		o := Fates(h, h.Links[0], target.Target{Via: c.via})
		if got := spell(o.Events); got != c.events || o.Created != c.created {
			t.Errorf("%s: %t, %s", c.text, o.Created, got)
		}
		if len(h.Links[0].Bond.Settings) != before {
			t.Errorf("%s: the bond was changed", c.text)
		}
	}
}

// TestCausesOfModes shows that a refusal names all that is wrong.
func TestCausesOfModes(t *testing.T) {
	h := bondHost("hcl", parse(option.HCL, "mode=802.3ad miimon=100 arp_interval=1000")...)
	for _, e := range Fates(h, h.Links[0], target.Target{Via: target.Netlink}).Events {
		if want := kernel.WrongMode | kernel.OtherWins; e.Option == option.ARPInterval && (e.Cause != want || e.Other != option.MIIMon) {
			t.Errorf("%b beside %d: %s", e.Cause, e.Other, e.Why)
		}
	}
}
