package effect

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// parse reads "mode=1 miimon=100" as a column of the table does. The settings
// have places, as those of files have.
func parse(d option.Dialect, text string) []ir.Setting {
	file := source.New("test", "test", []byte(text))
	var list []ir.Setting
	at := 0
	for _, word := range strings.Fields(text) {
		at += strings.Index(text[at:], word)
		key, raw, _ := strings.Cut(word, "=")
		s := ir.Setting{Key: key, Raw: raw, KeySpan: source.Span{File: file, Start: at, End: at + len(key)}, Span: source.Span{File: file, Start: at + len(key) + 1, End: at + len(word)}}
		at += len(word)
		if s.ID, _ = option.Lookup(d, key); s.ID == option.Unknown {
			s.ID = option.LookupKernel(key)
		}
		switch id, _ := option.Lookup(d, key); {
		case s.ID == option.Unknown:
			s.Problem = option.Problem{Kind: option.UnknownOption, Text: "no such option"}
		case id == option.Unknown:
			s.Problem = option.Problem{Kind: option.NotHere, Text: "not here"}
		case option.Spell(s.ID, d).Codec == option.Sequence:
			s.Value, s.Problem = option.DecodeList(d, s.ID, strings.Split(raw, ","))
		case option.Spell(s.ID, d).Codec == option.SpaceList:
			s.Value, s.Problem = option.Decode(d, s.ID, strings.ReplaceAll(raw, ",", " "))
		case option.Spell(s.ID, d).Codec == option.Flag:
			s.Value = raw
		default:
			s.Value, s.Problem = option.Decode(d, s.ID, raw)
		}
		list = append(list, s)
	}
	return list
}

// columns are the dialects whose spelling the stories use.
func columnOf(dialect string) option.Dialect {
	switch dialect {
	case "ifcfg":
		return option.Ifcfg
	case "netplan":
		return option.Netplan
	case "networkd":
		return option.Networkd
	case "nmcli", "keyfile":
		return option.NM
	case "modprobe":
		return option.Modprobe
	case "ifupdown":
		return option.Ifupdown2
	}
	return option.HCL
}

// story is one documented case of an applier.
type story struct {
	fact    string
	dialect string
	via     target.Via
	release string
	module  string
	text    string
	state   string // "no bond" where none is created
	events  string // "by kind option [errno]; ..."
}

func (s story) outcome() Outcome {
	h := bondHost(s.dialect, parse(columnOf(s.dialect), s.text)...)
	h.Links[0].Bond.Defaults = parse(option.Modprobe, s.module)
	t := target.Target{}
	if r, ok := target.FindRelease(s.release); ok {
		t = t.On(r)
	}
	t.Via = s.via
	return Effective(h, h.Links[0], t)
}

func spell(events []Event) string {
	var words []string
	for _, e := range events {
		text := fmt.Sprintf("%s %s ?", e.By, e.Kind)
		if row := option.Get(e.Option); row != nil {
			text = fmt.Sprintf("%s %s %s", e.By, e.Kind, row.Kernel)
		}
		words = append(words, strings.TrimSpace(strings.TrimPrefix(text, "the ")+" "+string(e.Errno)))
	}
	return strings.Join(words, "; ")
}

func (s story) check(t *testing.T) {
	t.Helper()
	o := s.outcome()
	got := "no bond"
	if o.Created {
		var words []string
		for _, w := range strings.Fields(s.state) {
			key, _, _ := strings.Cut(w, "=")
			for _, v := range o.Values {
				if option.Get(v.Option).Kernel == key {
					words = append(words, key+"="+v.Value)
				}
			}
		}
		got = strings.Join(words, " ")
	}
	label := fmt.Sprintf("%s: %s %q via %s", s.fact, s.dialect, s.text, o.Via)
	if diff := cmp.Diff(s.state, got); diff != "" {
		t.Errorf("%s: state (-want +got):\n%s", label, diff)
	}
	if diff := cmp.Diff(s.events, spell(o.Events)); diff != "" {
		t.Errorf("%s: events (-want +got):\n%s", label, diff)
	}
	for _, e := range o.Events {
		if e.Cause == 0 {
			t.Errorf("%s: %s %s has no cause", label, e.Kind, name(e.Option))
		}
	}
}

// The two readers of one ifcfg file, and the two renderers of one netplan file.
func TestEffectiveDependsOnWhoApplies(t *testing.T) {
	for _, s := range []story{
		{fact: "B04", dialect: "ifcfg", via: target.Initscripts, text: "mode=1 miimon=100 arp_interval=500 arp_ip_target=10.0.0.1", state: "miimon=0 arp_interval=500 arp_ip_target=10.0.0.1", events: "kernel overridden miimon"},
		{fact: "B04", dialect: "ifcfg", via: target.NetworkManager, text: "mode=1 miimon=100 arp_interval=500 arp_ip_target=10.0.0.1", state: "miimon=100 arp_interval=0 arp_ip_target=",
			events: "NetworkManager not-sent arp_interval; NetworkManager not-sent arp_ip_target"},
		{fact: "B04", dialect: "netplan", via: target.NetworkdVia, text: "mode=active-backup mii-monitor-interval=100 arp-interval=500 arp-ip-targets=10.0.0.1", state: "no bond", events: "kernel refused arp_interval EINVAL"},
		{fact: "B04", dialect: "netplan", via: target.NetworkManager, text: "mode=active-backup mii-monitor-interval=100 arp-interval=500 arp-ip-targets=10.0.0.1", state: "miimon=100 arp_interval=0",
			events: "NetworkManager not-sent arp_interval; NetworkManager not-sent arp_ip_target"},
		{fact: "B04, lab.md 2", dialect: "nmcli", text: "mode=active-backup miimon=100 arp_interval=500 arp_ip_target=10.0.0.1", state: "miimon=0 arp_interval=500 arp_ip_target=10.0.0.1", events: "NetworkManager overridden miimon"},
		{fact: "B04", dialect: "hcl", via: target.Netlink, text: "mode=active-backup miimon=100 arp_interval=500 arp_ip_target=10.0.0.1", state: "no bond", events: "kernel refused arp_interval EINVAL"},
		{fact: "B04, dialects.md 9", dialect: "hcl", via: target.Ifupdown, text: "mode=active-backup miimon=100 arp_interval=500 arp_ip_target=10.0.0.1", state: "miimon=100 arp_interval=0", events: "kernel overridden arp_interval; kernel inert arp_ip_target"},
		{fact: "B04", dialect: "modprobe", module: "mode=1 miimon=100 arp_interval=500 arp_ip_target=10.0.0.1", state: "miimon=100 arp_interval=0", events: "kernel overridden arp_interval; kernel inert arp_ip_target"},
		{fact: "B04", dialect: "hcl", via: target.Sysfs, text: "mode=active-backup miimon=100 arp_interval=500 arp_ip_target=10.0.0.1", state: "miimon=0 arp_interval=500", events: "kernel overridden miimon"},

		{fact: "B01", dialect: "ifcfg", via: target.Initscripts, text: "mode=1", state: "miimon=0"},
		{fact: "B01", dialect: "ifcfg", via: target.NetworkManager, text: "mode=1", state: "miimon=100", events: "NetworkManager defaulted miimon"},
		{fact: "B01", dialect: "networkd", text: "Mode=active-backup", state: "miimon=0"},
		{fact: "B02, M04", dialect: "networkd", text: "Mode=802.3ad MIIMonitorSec=0", state: "miimon=100", events: "networkd not-sent miimon; kernel defaulted miimon"},
		{fact: "B02", dialect: "keyfile", text: "mode=802.3ad miimon=0", state: "miimon=0"},

		{fact: "A05", dialect: "ifcfg", via: target.Initscripts, text: "mode=4 miimon=100 arp_interval=500", state: "miimon=100 arp_interval=0", events: "kernel refused arp_interval EACCES"},
		{fact: "A05", dialect: "keyfile", text: "mode=balance-alb arp_interval=500 arp_ip_target=10.0.0.1", state: "no bond", events: "NetworkManager refused arp_interval EINVAL"},
		{fact: "A05, lab.md 2", dialect: "keyfile", text: "mode=802.3ad arp_interval=500 arp_ip_target=10.0.0.1", state: "miimon=100 arp_interval=0 arp_ip_target=",
			events: "NetworkManager not-sent arp_interval; NetworkManager not-sent arp_ip_target; NetworkManager defaulted miimon"},
		{fact: "A05, M01", dialect: "networkd", text: "Mode=balance-tlb ARPIntervalSec=1 ARPIPTargets=10.0.0.1", state: "no bond", events: "kernel refused arp_interval EACCES"},
		{fact: "A01", dialect: "netplan", via: target.NetworkdVia, text: "mode=lacp", state: "no bond", events: "netplan refused mode EINVAL"},
		{fact: "A01", dialect: "keyfile", text: "mode=lacp", state: "no bond", events: "NetworkManager refused mode EINVAL"},
		{fact: "A01", dialect: "hcl", via: target.Netlink, text: "mode=lacp", state: "no bond", events: "kernel refused mode EINVAL"},
		{fact: "a line that networkd cannot read, dialects.md 7.3", dialect: "networkd", text: "Mode=4 LACPTransmitRate=fast", state: "mode=balance-rr lacp_rate=slow", events: "networkd not-sent mode; networkd not-sent lacp_rate"},
		{fact: "A02", dialect: "keyfile", text: "miimon=100", state: "mode=balance-rr"},
		{fact: "A08", dialect: "keyfile", text: "mode=balance-rr primary=eth0", state: "no bond", events: "NetworkManager refused primary EINVAL"},
		{fact: "A08", dialect: "networkd", text: "Mode=balance-rr PrimarySlave=eth0", state: "primary=", events: "networkd not-sent primary"},
		{fact: "A13", dialect: "keyfile", text: "mode=active-backup lacp_rate=fast", state: "no bond", events: "NetworkManager refused lacp_rate EINVAL"},
		{fact: "A13", dialect: "keyfile", text: "mode=active-backup miimon=100 ad_actor_sys_prio=5", state: "mode=active-backup", events: "NetworkManager not-sent ad_actor_sys_prio"},
		{fact: "A13, M02", dialect: "networkd", text: "Mode=active-backup LACPTransmitRate=fast AdSelect=count", state: "lacp_rate=slow ad_select=stable", events: "networkd not-sent lacp_rate; networkd not-sent ad_select"},
		{fact: "A17", dialect: "keyfile", text: "mode=active-backup miimon=100 packets_per_slave=3 tlb_dynamic_lb=1", state: "packets_per_slave=1", events: "NetworkManager not-sent packets_per_slave; NetworkManager not-sent tlb_dynamic_lb"},
		{fact: "A22", dialect: "keyfile", text: "mode=active-backup num_grat_arp=3 num_unsol_na=5", state: "no bond", events: "NetworkManager refused num_unsol_na EINVAL"},
		{fact: "A23", dialect: "keyfile", text: "mode=active-backup colour=red", state: "no bond", events: "NetworkManager refused ? EINVAL"},
		{fact: "A23", dialect: "ifcfg", via: target.NetworkManager, text: "mode=1 miimon=100 colour=red", state: "mode=active-backup", events: "NetworkManager not-sent ?"},
		{fact: "A25", dialect: "ifcfg", via: target.NetworkManager, text: "mode=1 miimon=100 miimon=200", state: "miimon=200", events: "NetworkManager overridden miimon"},
	} {
		s.check(t)
	}
}

func TestEffectiveMonitors(t *testing.T) {
	for _, s := range []story{
		{fact: "B05", dialect: "keyfile", text: "mode=active-backup arp_interval=500", state: "no bond", events: "NetworkManager refused arp_interval EINVAL"},
		{fact: "B06", dialect: "keyfile", text: "mode=active-backup arp_ip_target=10.0.0.1", state: "no bond", events: "NetworkManager refused arp_ip_target EINVAL"},
		{fact: "B06, M02", dialect: "networkd", text: "Mode=active-backup ARPIPTargets=10.0.0.1", state: "arp_ip_target=", events: "networkd not-sent arp_ip_target"},
		{fact: "B08", dialect: "networkd", text: "Mode=active-backup ARPIntervalSec=500ms ARPIPTargets=0.0.0.1,10.0.0.1", state: "arp_interval=500 arp_ip_target=10.0.0.1", events: "networkd not-sent arp_ip_target"},
		{fact: "B10", dialect: "networkd", text: "Mode=active-backup ARPIntervalSec=500ms ARPIPTargets=10.0.0.1,10.0.0.1", state: "arp_ip_target=10.0.0.1", events: "networkd not-sent arp_ip_target"},
		{fact: "B10", dialect: "keyfile", text: "mode=active-backup arp_interval=500 arp_ip_target=10.0.0.1,10.0.0.1", state: "arp_ip_target=10.0.0.1", events: "NetworkManager not-sent arp_ip_target"},
		{fact: "B10: initscripts ask the file first", dialect: "ifcfg", via: target.Initscripts, text: "mode=1 arp_interval=500 arp_ip_target=10.0.0.1,10.0.0.1", state: "arp_ip_target=10.0.0.1", events: "initscripts not-sent arp_ip_target"},
		{fact: "I14", dialect: "ifcfg", via: target.Initscripts, text: "mode=1 arp_interval=500 arp_ip_target=192.168.1.10,192.168.1.1", state: "arp_ip_target=192.168.1.10", events: "initscripts not-sent arp_ip_target"},
		{fact: "dialects.md 2.2", dialect: "ifcfg", via: target.Initscripts, text: "mode=1 arp_interval=500 arp_ip_target=+10.0.0.1 arp_ip_target=+10.0.0.2", state: "arp_ip_target=10.0.0.1,10.0.0.2"},
		{fact: "dialects.md 3.1", dialect: "ifcfg", via: target.NetworkManager, text: "mode=1 arp_interval=500 arp_ip_target=+10.0.0.1 arp_ip_target=+10.0.0.2", state: "arp_ip_target=10.0.0.2", events: "NetworkManager overridden arp_ip_target"},
		{fact: "B13", dialect: "ifcfg", via: target.Initscripts, text: "mode=1 miimon=100 arp_validate=all", state: "arp_validate=all", events: "kernel inert arp_validate"},
		{fact: "B13", dialect: "netplan", via: target.NetworkdVia, text: "mode=active-backup mii-monitor-interval=100 arp-validate=all", state: "no bond", events: "kernel refused arp_validate EINVAL"},
		{fact: "B15", dialect: "keyfile", text: "mode=active-backup arp_interval=500 arp_ip_target=10.0.0.1 arp_missed_max=0", state: "arp_missed_max=2", events: "NetworkManager not-sent arp_missed_max"},
		{fact: "B16", dialect: "keyfile", text: "mode=active-backup miimon=0 updelay=200", state: "no bond", events: "NetworkManager refused updelay EINVAL"},
		{fact: "lab.md 2: updelay without miimon", dialect: "keyfile", text: "mode=active-backup updelay=200", state: "miimon=100 updelay=200", events: "NetworkManager defaulted miimon"},
		{fact: "B16, M01", dialect: "networkd", text: "Mode=active-backup UpDelaySec=200ms", state: "no bond", events: "kernel refused updelay EPERM"},
		{fact: "dialects.md 7.3: the mode forces 100", dialect: "networkd", text: "Mode=802.3ad UpDelaySec=200ms", state: "miimon=100 updelay=200", events: "kernel defaulted miimon"},
		{fact: "B17", dialect: "keyfile", text: "mode=active-backup miimon=100 peer_notif_delay=150", state: "no bond", events: "NetworkManager refused peer_notif_delay EINVAL"},
		{fact: "lab.md 2: updelay that is no multiple", dialect: "keyfile", text: "mode=active-backup miimon=100 updelay=250", state: "updelay=200", events: "kernel rounded updelay"},
		{fact: "B18", dialect: "keyfile", text: "mode=active-backup miimon=100 peer_notif_delay=400000", state: "no bond", events: "kernel refused peer_notif_delay ERANGE"},
		{fact: "B21", dialect: "keyfile", release: "debian-12", text: "mode=active-backup miimon=100 use_carrier=0", state: "use_carrier=0"},
		{fact: "B21", dialect: "keyfile", text: "mode=active-backup miimon=100 use_carrier=0", state: "no bond", events: "kernel refused use_carrier EINVAL"},
		{fact: "C04", dialect: "networkd", text: "Mode=802.3ad MIIMonitorSec=1 AdActorSystem=00:00:00:00:00:00", state: "ad_actor_system=00:00:00:00:00:00", events: "networkd not-sent ad_actor_system"},
		{fact: "C11", dialect: "keyfile", text: "mode=802.3ad ad_select=actor_port_prio", state: "no bond", events: "NetworkManager refused ad_select EINVAL"},
		{fact: "C12", dialect: "netplan", via: target.NetworkdVia, text: "mode=802.3ad lacp-rate=1", state: "no bond", events: "netplan refused lacp_rate EINVAL"},
		{fact: "C12, before 0.107 and then refused by networkd", dialect: "netplan", via: target.NetworkdVia, release: "debian-12", text: "mode=802.3ad mii-monitor-interval=100 lacp-rate=1", state: "lacp_rate=slow", events: "networkd not-sent lacp_rate"},
		{fact: "J05, M03", dialect: "netplan", via: target.NetworkdVia, text: "mode=balance-alb mii-monitor-interval=100 learn-packet-interval=5", state: "lp_interval=1", events: "networkd not-sent lp_interval"},
		{fact: "J05", dialect: "netplan", via: target.NetworkManager, text: "mode=balance-alb mii-monitor-interval=100 learn-packet-interval=5", state: "lp_interval=5"},
		{fact: "M01", dialect: "networkd", text: "Mode=active-backup DynamicTransmitLoadBalancing=yes", state: "no bond", events: "kernel refused tlb_dynamic_lb EACCES"},
		{fact: "M01", dialect: "networkd", text: "Mode=active-backup AdUserPortKey=3", state: "no bond", events: "kernel refused ad_user_port_key EACCES"},
		{fact: "M02", dialect: "networkd", text: "Mode=802.3ad MIIMonitorSec=1 FailOverMACPolicy=active PacketsPerSlave=3", state: "fail_over_mac=none packets_per_slave=1", events: "networkd not-sent fail_over_mac; networkd not-sent packets_per_slave"},
		{fact: "M04, K04", dialect: "networkd", module: "mode=1 miimon=100 min_links=2 resend_igmp=5", text: "Mode=802.3ad MinLinks=0", state: "miimon=100 min_links=2 resend_igmp=1",
			events: "networkd not-sent min_links; kernel overridden mode; kernel overridden resend_igmp"},
		{fact: "M09", dialect: "networkd", text: "Mode=balance-xor MIIMonitorSec=1 TransmitHashPolicy=vlan+srcmac", state: "xmit_hash_policy=layer2", events: "networkd not-sent xmit_hash_policy"},
		{fact: "dialects.md 5.5", dialect: "netplan", via: target.NetworkManager, text: "mode=balance-xor mii-monitor-interval=100 transmit-hash-policy=vlan+srcmac", state: "xmit_hash_policy=vlan+srcmac"},
		{fact: "M11", dialect: "networkd", release: "debian-12", text: "Mode=active-backup MIIMonitorSec=1 PeerNotifyDelaySec=2", state: "peer_notif_delay=0", events: "networkd not-sent peer_notif_delay"},
		{fact: "L09", dialect: "keyfile", release: "debian-12", text: "mode=802.3ad miimon=100 lacp_active=off", state: "no bond", events: "NetworkManager refused lacp_active EINVAL"},
		{fact: "L08", dialect: "keyfile", text: "mode=802.3ad coupled_control=off", state: "no bond", events: "NetworkManager refused coupled_control EINVAL"},
		{fact: "N04", dialect: "ifcfg", via: target.Initscripts, text: "mode=4 miimon=100 coupled_control=off", state: "mode=802.3ad", events: "kernel refused coupled_control ENOENT"},
		{fact: "dialects.md 5.3: zeros", dialect: "netplan", via: target.NetworkdVia, text: "mode=active-backup mii-monitor-interval=100 gratuitous-arp=0 resend-igmp=0 all-members-active=false", state: "num_grat_arp=1 resend_igmp=1 all_slaves_active=0",
			events: "netplan not-sent num_grat_arp; netplan not-sent resend_igmp; netplan not-sent all_slaves_active"},
		{fact: "lab.md 1: unread words", dialect: "netplan", via: target.NetworkdVia, text: "mode=balance-xor mii-monitor-interval=100 transmit-hash-policy=layer9", state: "xmit_hash_policy=layer2", events: "networkd not-sent xmit_hash_policy"},
		{fact: "lab.md 1: unread words", dialect: "netplan", via: target.NetworkManager, text: "mode=balance-xor mii-monitor-interval=100 transmit-hash-policy=layer9", state: "no bond", events: "NetworkManager refused xmit_hash_policy EINVAL"},
		{fact: "lab.md 3: GratuitousARP=999", dialect: "networkd", text: "Mode=active-backup MIIMonitorSec=100ms GratuitousARP=999", state: "num_grat_arp=1", events: "networkd not-sent num_grat_arp"},
		{fact: "NEWS 1.42", dialect: "keyfile", text: "mode=balance-xor miimon=100 balance-slb=1", state: "xmit_hash_policy=vlan+srcmac", events: "NetworkManager defaulted xmit_hash_policy"},
		{fact: "NEWS 1.42", dialect: "keyfile", text: "mode=active-backup miimon=100 balance-slb=1", state: "no bond", events: "NetworkManager refused balance-slb EINVAL"},
		{fact: "K09", dialect: "ifcfg", via: target.Initscripts, module: "arp_validate=all", text: "mode=1 miimon=100", state: "no bond", events: "kernel load-failed arp_validate EINVAL"},
		{fact: "S002: no BONDING_OPTS", dialect: "ifcfg", via: target.Initscripts, module: "miimon=100 mode=balance-alb", state: "mode=balance-alb miimon=100"},
		{fact: "dialects.md 9", dialect: "hcl", via: target.Ifupdown, text: "mode=802.3ad miimon=100 min_links=2 lacp_rate=fast", state: "min_links=0 lacp_rate=fast", events: "ifupdown not-sent min_links"},
		{fact: "ifupdown2: one request", dialect: "hcl", via: target.Ifupdown2, text: "mode=802.3ad miimon=100 min_links=2 lacp_rate=fast updelay=150", state: "min_links=2 lacp_rate=fast updelay=100", events: "kernel rounded updelay"},
		{fact: "ifupdown2: keys", dialect: "hcl", via: target.Ifupdown2, text: "mode=active-backup arp_interval=500 arp_ip_target=10.0.0.1 fail_over_mac=active", state: "arp_interval=0 fail_over_mac=none",
			events: "ifupdown2 not-sent arp_interval; ifupdown2 not-sent arp_ip_target; ifupdown2 not-sent fail_over_mac"},
		{fact: "ifupdown2: _check_bond_mode_user_config", dialect: "hcl", via: target.Ifupdown2, text: "miimon=100 lacp_rate=fast", state: "mode=balance-rr lacp_rate=slow", events: "ifupdown2 not-sent lacp_rate"},
		{fact: "ifupdown2: check_updown_delay_nl", dialect: "hcl", via: target.Ifupdown2, text: "mode=active-backup miimon=0 updelay=200", state: "miimon=0 updelay=0", events: "ifupdown2 not-sent updelay"},
		{fact: "ifupdown2: tables of words", dialect: "ifupdown", via: target.Ifupdown2, release: "debian-12", text: "bond-mode=4 bond-xmit-hash-policy=vlan+srcmac bond-use-carrier=True bond-lacp-rate=1", state: "mode=802.3ad xmit_hash_policy=layer2 use_carrier=0 lacp_rate=fast", events: "ifupdown2 not-sent xmit_hash_policy; kernel defaulted miimon"},
		{fact: "ifupdown2: in any case", dialect: "ifupdown", via: target.Ifupdown2, text: "bond-mode=802.3AD bond-miimon=+100 bond-xmit-hash-policy=LAYER2+3", state: "mode=802.3ad miimon=100 xmit_hash_policy=layer2+3"},
		{fact: "ifupdown2: one attribute for both", dialect: "ifupdown", via: target.Ifupdown2, text: "bond-mode=1 bond-miimon=100 bond-num-unsol-na=4 bond-num-grat-arp=300", state: "num_grat_arp=4", events: "ifupdown2 not-sent num_grat_arp"},
		{fact: "ifupdown2: int", dialect: "ifupdown", via: target.Ifupdown2, text: "bond-mode=1 bond-miimon=often", state: "no bond", events: "ifupdown2 refused miimon EINVAL"},
		{fact: "ifupdown2: create_or_set_bond_config_sysfs", dialect: "ifupdown", via: target.Ifupdown2, text: "bond-mode=1 bond-miimon=100 bond-num-grat-arp=300 bond-primary=eth0", state: "mode=active-backup miimon=100 num_grat_arp=1 primary=",
			events: "ifupdown2 not-sent primary; kernel refused num_grat_arp EINVAL"},
	} {
		s.check(t)
	}
}

func TestEffectiveOfPorts(t *testing.T) {
	host := func(dialect string, set ir.Setting) *ir.Host {
		h := bondHost(dialect, parse(columnOf(dialect), "mode=active-backup miimon=100")...)
		h.Links[0].Bond.Ports[1].Settings = []ir.Setting{set}
		return h
	}
	queue := ir.Setting{ID: option.QueueID, Key: option.Get(option.QueueID).Kernel, Value: "2", Raw: "2"}
	prio := ir.Setting{ID: option.Prio, Key: "BOND_PORT_PRIO", Value: "5", Raw: "5"}
	for _, c := range []struct {
		fact    string
		dialect string
		via     target.Via
		set     ir.Setting
		events  string
	}{
		{"D15", "ifcfg", target.Initscripts, queue, "kernel refused queue_id EPERM"},
		{"dialects.md 3.2", "ifcfg", target.NetworkManager, prio, ""},
		{"dialects.md 3.2", "ifcfg", target.Initscripts, prio, "initscripts not-sent prio"},
		{"P02", "hcl", target.NetworkdVia, prio, "networkd not-sent prio"},
		{"dialects.md 9", "hcl", target.Ifupdown, queue, "ifupdown not-sent queue_id"},
		{"addons/bond.py", "hcl", target.Ifupdown2, queue, "ifupdown2 not-sent queue_id"},
		{"a mode that takes it", "hcl", target.Netlink, prio, ""},
	} {
		h := host(c.dialect, c.set)
		o := Effective(h, h.Links[0], target.Target{Via: c.via})
		if got := spell(o.Events); got != c.events || !o.Created {
			t.Errorf("%s: %s via %s: created %t, %q, want %q", c.fact, c.dialect, c.via, o.Created, got, c.events)
		}
	}
}

// TestEffectiveSaysWhere holds what a reader of the outcome needs: order,
// where a value is written, and why it is another.
func TestEffectiveSaysWhere(t *testing.T) {
	o := story{dialect: "ifcfg", via: target.Initscripts, text: "mode=1 miimon=100 updelay=250 primary=eth9", fact: "-"}.outcome()
	last := option.Unknown
	said := map[option.ID]string{}
	for _, v := range o.Values {
		if v.Option <= last {
			t.Errorf("%s stands out of the table's order", name(v.Option))
		}
		last = v.Option
		switch {
		case v.Event != nil:
			said[v.Option] = v.Event.Kind.String()
		case v.Written != nil:
			said[v.Option] = "written"
			if !v.Written.Span.Known() {
				t.Errorf("%s has no place", name(v.Option))
			}
		}
	}
	want := map[option.ID]string{option.ModeOpt: "written", option.MIIMon: "written", option.UpDelay: "rounded", option.Primary: "ignored"}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, e := range o.Events {
		if e.Setting == nil || !e.Setting.Span.Known() {
			t.Errorf("%s has no place", name(e.Option))
		}
	}
	if o := Effective(bondHost("ifcfg"), &ir.Link{Name: "eth0"}, target.Target{}); o.Created || len(o.Values)+len(o.Events) > 0 {
		t.Errorf("a link that is no bond: %+v", o)
	}
}
