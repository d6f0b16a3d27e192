package kernel

import "testing"

// Every documented case of facts/lint-rules.md that the driver's option code
// decides, with the outcome derived by hand. Cases about links, files, tools or
// advice are not the driver's: A04 is TestLive, A10 to A12 and D13 to D15 are
// TestPorts, A27, A28, A30, A31, B11, B12, B19, B20, B22 to B24, C01, C02, C05,
// C07 to C10, C13, D01 to D11, D16 to D22 and K11, K12 belong to rules; M
// belongs to package effect.

func TestModes(t *testing.T) {
	for _, s := range []story{
		{fact: "A01", module: "mode=802.3AD", state: "no bond", events: "load-failed mode EINVAL"},
		{fact: "A01", sysfs: "mode=lacp miimon=100", state: "mode=balance-rr miimon=100", events: "refused mode EINVAL"},
		{fact: "A01", netlink: "mode=active_backup", state: "no bond", events: "refused mode EINVAL"},
		{fact: "A01", sysfs: "mode=default", state: "mode=balance-rr"},
		{fact: "A02", netlink: "miimon=100", state: "mode=balance-rr"},
		{fact: "A05", module: "mode=4 arp_interval=500 arp_ip_target=10.0.0.1", state: "mode=802.3ad miimon=100 arp_interval=0 arp_ip_target=10.0.0.1",
			events: "defaulted miimon; overridden arp_interval; inert arp_ip_target"},
		{fact: "A05", sysfs: "mode=4 arp_interval=500", state: "miimon=100 arp_interval=0", events: "defaulted miimon; refused arp_interval EACCES"},
		{fact: "A05", netlink: "mode=balance-tlb arp_interval=500", state: "no bond", events: "refused arp_interval EACCES"},
		{fact: "A06", module: "mode=balance-alb arp_validate=none", state: "no bond", events: "load-failed arp_validate EINVAL"},
		{fact: "A06", sysfs: "mode=balance-alb miimon=100 arp_validate=all", state: "arp_validate=none", events: "refused arp_validate EACCES"},
		{fact: "A06", netlink: "mode=802.3ad arp_validate=none", state: "no bond", events: "refused arp_validate EACCES"},
		{fact: "A07", sysfs: "mode=802.3ad miimon=100 arp_missed_max=3", state: "arp_missed_max=2", events: "refused arp_missed_max EACCES"},
		{fact: "A07", netlink: "mode=802.3ad miimon=100 arp_missed_max=3", state: "no bond", events: "refused arp_missed_max EACCES"},
		{fact: "A08", module: "mode=802.3ad miimon=100 primary=eth0", state: "primary=", events: "ignored primary"},
		{fact: "A08", sysfs: "mode=balance-rr miimon=100 primary=eth0", state: "primary=", events: "refused primary EACCES"},
		{fact: "A08", netlink: "mode=balance-rr primary=eth0", state: "no bond", events: "refused primary EACCES"},
		{fact: "A09", module: "mode=1 miimon=100 primary_reselect=failure", state: "primary_reselect=always", events: "ignored primary_reselect"},
		{fact: "A09", sysfs: "mode=1 miimon=100 primary_reselect=failure", state: "primary_reselect=failure", events: "inert primary_reselect"},
		{fact: "A09", netlink: "mode=0 primary_reselect=failure", state: "primary_reselect=failure", events: "inert primary_reselect"},
		{fact: "A09", module: "mode=1 miimon=100 primary=eth1 primary_reselect=failure", state: "primary=eth1 primary_reselect=failure"},
		{fact: "A12", sysfs: "mode=1 miimon=100 active_slave=eth0", state: "mode=active-backup", events: "refused active_slave EINVAL"},
		{fact: "A12", sysfs: "mode=0 miimon=100 active_slave=eth0", state: "mode=balance-rr", events: "refused active_slave EACCES"},
		{fact: "A13", module: "mode=1 miimon=100 lacp_rate=fast", state: "lacp_rate=slow", events: "ignored lacp_rate"},
		{fact: "A13", sysfs: "mode=1 miimon=100 lacp_rate=fast lacp_active=off ad_actor_sys_prio=5 ad_actor_system=02:00:00:00:00:01 ad_user_port_key=3", state: "lacp_rate=slow lacp_active=on ad_actor_sys_prio=",
			events: "refused lacp_rate EACCES; refused lacp_active EACCES; refused ad_actor_sys_prio EACCES; refused ad_actor_system EACCES; refused ad_user_port_key EACCES"},
		{fact: "A13", netlink: "mode=1 miimon=100 coupled_control=off", state: "no bond", events: "refused coupled_control EACCES"},
		{fact: "A13", netlink: "mode=1 miimon=100 broadcast_neighbor=on", state: "no bond", events: "refused broadcast_neighbor EACCES"},
		{fact: "A14", module: "mode=1 miimon=100 ad_select=count", state: "ad_select=count", events: "inert ad_select"},
		{fact: "A14", netlink: "mode=1 miimon=100 ad_select=count", state: "ad_select=count", events: "inert ad_select"},
		{fact: "A15", sysfs: "mode=1 miimon=100 min_links=2", state: "min_links=2", events: "inert min_links"},
		{fact: "A16", module: "mode=1 miimon=100 xmit_hash_policy=layer9", state: "xmit_hash_policy=layer2", events: "ignored xmit_hash_policy"},
		{fact: "A16", netlink: "mode=1 miimon=100 xmit_hash_policy=layer3+4", state: "xmit_hash_policy=layer3+4", events: "inert xmit_hash_policy"},
		{fact: "A16", sysfs: "mode=5 miimon=100 xmit_hash_policy=layer3+4", state: "xmit_hash_policy=layer3+4", events: "inert xmit_hash_policy"},
		{fact: "A16", sysfs: "mode=5 miimon=100 tlb_dynamic_lb=0 xmit_hash_policy=layer3+4", state: "tlb_dynamic_lb=0 xmit_hash_policy=layer3+4"},
		{fact: "A17", module: "mode=1 miimon=100 packets_per_slave=3", state: "packets_per_slave=3", events: "inert packets_per_slave"},
		{fact: "A17", sysfs: "mode=1 miimon=100 packets_per_slave=3", state: "packets_per_slave=1", events: "refused packets_per_slave EACCES"},
		{fact: "A17", netlink: "mode=1 miimon=100 packets_per_slave=3", state: "no bond", events: "refused packets_per_slave EACCES"},
		{fact: "A18", module: "mode=5 miimon=100 tlb_dynamic_lb=0", state: "tlb_dynamic_lb=1", events: "ignored tlb_dynamic_lb"},
		{fact: "A18", sysfs: "mode=1 miimon=100 tlb_dynamic_lb=0", state: "tlb_dynamic_lb=1", events: "refused tlb_dynamic_lb EACCES"},
		{fact: "A18", netlink: "mode=1 miimon=100 tlb_dynamic_lb=1", state: "no bond", events: "refused tlb_dynamic_lb EACCES"},
		{fact: "A19", netlink: "mode=1 miimon=100 lp_interval=5", state: "lp_interval=5", events: "inert lp_interval"},
		{fact: "A21", sysfs: "mode=0 miimon=100 num_grat_arp=5", state: "num_grat_arp=5 num_unsol_na=5", events: "inert num_grat_arp"},
		{fact: "A22", module: "mode=1 miimon=100 num_grat_arp=3 num_unsol_na=5", state: "num_grat_arp=5 num_unsol_na=5", events: "overridden num_grat_arp"},
		{fact: "A22", sysfs: "mode=1 miimon=100 num_unsol_na=5 num_grat_arp=3", state: "num_grat_arp=3 num_unsol_na=3", events: "overridden num_unsol_na"},
		{fact: "A23", module: "mode=1 miimon=100 colour=red", state: "mode=active-backup", events: "ignored colour"},
		{fact: "A23", sysfs: "mode=1 miimon=100 colour=red", state: "mode=active-backup", events: "refused colour ENOENT"},
		{fact: "A25", sysfs: "mode=1 miimon=100 updelay=200 updelay=300", state: "updelay=300", events: "overridden updelay"},
		{fact: "A25", sysfs: "mode=1 miimon=100 miimon=200", state: "miimon=200", events: "overridden miimon"},
	} {
		s.check(t)
	}
}

func TestRanges(t *testing.T) {
	for _, s := range []story{
		{fact: "A24", module: "mode=1 miimon=-1", state: "miimon=0", events: "reset miimon"},
		{fact: "A24", module: "mode=1 miimon=100 updelay=-5 downdelay=-5", state: "updelay=0 downdelay=0", events: "reset updelay; reset downdelay"},
		{fact: "A24", module: "mode=1 arp_interval=-5 miimon=100", state: "arp_interval=0", events: "reset arp_interval"},
		{fact: "A24", module: "mode=1 miimon=100 num_grat_arp=256", state: "num_grat_arp=1", events: "reset num_grat_arp"},
		{fact: "A24", module: "mode=1 miimon=100 resend_igmp=-1", state: "resend_igmp=1", events: "reset resend_igmp"},
		{fact: "A24", module: "mode=0 miimon=100 packets_per_slave=70000", state: "packets_per_slave=1", events: "reset packets_per_slave"},
		{fact: "A24", module: "mode=1 miimon=100 tx_queues=0", state: "mode=active-backup", events: "reset tx_queues"},
		{fact: "A24", module: "mode=1 miimon=100 all_slaves_active=2", state: "all_slaves_active=0", events: "reset all_slaves_active"},
		{fact: "A24", kernel: "6.17", module: "mode=1 miimon=100 use_carrier=7", state: "use_carrier=1", events: "reset use_carrier"},
		{fact: "A24", module: "mode=5 miimon=100 lp_interval=0", state: "lp_interval=1", events: "reset lp_interval"},
		{fact: "A24", module: "mode=1 miimon=100 max_bonds=-2", state: "mode=active-backup", events: "reset max_bonds"},
		{fact: "A24", module: "mode=2 miimon=100 xmit_hash_policy=layer9", state: "no bond", events: "load-failed xmit_hash_policy EINVAL"},
		{fact: "A24", module: "mode=4 miimon=100 lacp_rate=2", state: "no bond", events: "load-failed lacp_rate EINVAL"},
		{fact: "A24", module: "mode=1 miimon=100 ad_select=9", state: "no bond", events: "load-failed ad_select EINVAL"},
		{fact: "A24", module: "mode=1 arp_interval=100 arp_ip_target=10.0.0.1 arp_validate=some", state: "no bond", events: "load-failed arp_validate EINVAL"},
		{fact: "A24", module: "mode=1 miimon=100 primary=eth0 primary_reselect=never", state: "no bond", events: "load-failed primary_reselect EINVAL"},
		{fact: "A24", module: "mode=1 miimon=100 fail_over_mac=3", state: "no bond", events: "load-failed fail_over_mac EINVAL"},
		{fact: "A24", module: "mode=1 miimon=100 arp_all_targets=some", state: "arp_all_targets=any", events: "reset arp_all_targets"},
		{fact: "A24", sysfs: "mode=1 miimon=-1", state: "miimon=0", events: "refused miimon EINVAL"},
		{fact: "A24", sysfs: "mode=1 miimon=100 resend_igmp=256 xmit_hash_policy=layer9", state: "resend_igmp=1 xmit_hash_policy=layer2", events: "refused resend_igmp EINVAL; refused xmit_hash_policy EINVAL"},
		{fact: "A24", netlink: "mode=1 miimon=100 num_grat_arp=256", state: "no bond", events: "refused num_grat_arp EINVAL"},
		{fact: "kernel/params.c", module: "mode=1 miimon=often", state: "no bond", events: "load-failed miimon EINVAL"},
		{fact: "kernel/params.c", module: "mode=1 miimon=99999999999", state: "no bond", events: "load-failed miimon ERANGE"},
		{fact: "kernel/params.c: each is read; seen with 6.1.176", module: "mode=1 miimon=x miimon=100", state: "no bond", events: "load-failed miimon EINVAL"},
		{fact: "seen with 6.1.176", module: "mode=5 miimon=100 lp_interval=2147483648", state: "lp_interval=-2147483648"},
		{fact: "seen with 6.1.176", module: "mode=5 miimon=100 min_links=-1", state: "min_links=4294967295", events: "inert min_links"},
		{fact: "C03", sysfs: "mode=4 miimon=100 ad_actor_system=01:00:00:00:00:01", state: "ad_actor_system=00:00:00:00:00:00", events: "refused ad_actor_system EINVAL"},
		{fact: "C04", netlink: "mode=4 miimon=100 ad_actor_system=00:00:00:00:00:00", state: "ad_actor_system=00:00:00:00:00:00"},
		{fact: "C06", sysfs: "mode=4 miimon=100 ad_actor_sys_prio=0 ad_user_port_key=1024", state: "ad_actor_sys_prio=65535 ad_user_port_key=0",
			events: "refused ad_actor_sys_prio EINVAL; refused ad_user_port_key EINVAL"},
		{fact: "C11", kernel: "6.12", sysfs: "mode=4 miimon=100 ad_select=actor_port_prio", state: "ad_select=stable", events: "refused ad_select EINVAL"},
		{fact: "C11", kernel: "6.18", sysfs: "mode=4 miimon=100 ad_select=3", state: "ad_select=actor_port_prio"},
		{fact: "D12", sysfs: "mode=1 miimon=100 primary=eth9", state: "primary=", events: "ignored primary"},
		{fact: "D12", netlink: "mode=1 miimon=100 primary=eth9", state: "primary=", events: "ignored primary"},
		{fact: "D12", netlink: "mode=1 miimon=100 primary=eth1", state: "primary=eth1"},
		{fact: "lab.md 3: GratuitousARP=999", netlink: "mode=1 miimon=100 num_grat_arp=999", state: "no bond", events: "refused num_grat_arp EINVAL"},
	} {
		s.check(t)
	}
}

func TestMonitors(t *testing.T) {
	for _, s := range []story{
		{fact: "B01", sysfs: "mode=1", state: "miimon=0 arp_interval=0"},
		{fact: "B02", module: "mode=4 miimon=0", state: "miimon=100", events: "overridden miimon"},
		{fact: "B02", sysfs: "mode=4 miimon=0", state: "miimon=0"},
		{fact: "B02", netlink: "mode=4 miimon=0", state: "miimon=0"},
		{fact: "B02, written before the mode", sysfs: "miimon=0 mode=4", state: "miimon=100", events: "overridden miimon"},
		{fact: "B03", netlink: "mode=802.3ad", state: "miimon=100", events: "defaulted miimon"},
		{fact: "lab.md kernel facts", sysfs: "mode=balance-alb", state: "miimon=100", events: "defaulted miimon"},
		{fact: "B04", module: "mode=1 miimon=100 arp_interval=500 arp_ip_target=10.0.0.1", state: "miimon=100 arp_interval=0 arp_ip_target=10.0.0.1", events: "overridden arp_interval; inert arp_ip_target"},
		{fact: "B04", sysfs: "arp_interval=500 arp_ip_target=10.0.0.1 mode=1 miimon=100", state: "miimon=0 arp_interval=500", events: "overridden miimon"},
		{fact: "B04", netlink: "mode=1 miimon=100 arp_interval=500 arp_ip_target=10.0.0.1", state: "no bond", events: "refused arp_interval EINVAL"},
		{fact: "B04, one of them 0", netlink: "mode=1 miimon=0 arp_interval=500 arp_ip_target=10.0.0.1", state: "miimon=0 arp_interval=500"},
		{fact: "lab.md kernel facts", netlink: "miimon=100 arp_interval=100", state: "no bond", events: "refused arp_interval EINVAL"},
		{fact: "lab.md kernel facts", module: "miimon=100 arp_interval=500", state: "miimon=100 arp_interval=0", events: "overridden arp_interval"},
		{fact: "lab.md kernel facts", sysfs: "mode=802.3ad arp_interval=100", state: "arp_interval=0", events: "defaulted miimon; refused arp_interval EACCES"},
		{fact: "lab.md kernel facts", sysfs: "lacp_rate=fast", state: "lacp_rate=slow", events: "refused lacp_rate EACCES"},
		{fact: "lab.md kernel facts", sysfs: "miimon=100 updelay=250", state: "updelay=200", events: "rounded updelay"},
		{fact: "B05", module: "mode=1 arp_interval=500", state: "arp_interval=0", events: "overridden arp_interval"},
		{fact: "B05", sysfs: "mode=1 arp_interval=500", state: "arp_interval=500", events: "inert arp_interval"},
		{fact: "B05", netlink: "mode=1 arp_interval=500", state: "arp_interval=500", events: "inert arp_interval"},
		{fact: "B06", sysfs: "mode=1 miimon=100 arp_ip_target=10.0.0.1", state: "arp_ip_target=10.0.0.1", events: "inert arp_ip_target"},
		{fact: "B08", kernel: "4.18", module: "mode=1 arp_interval=500 arp_ip_target=0.0.0.1,10.0.0.1", state: "arp_interval=0 arp_ip_target=10.0.0.1", events: "ignored arp_ip_target; overridden arp_interval; inert arp_ip_target"},
		{fact: "B08", sysfs: "mode=1 arp_interval=500 arp_ip_target=10.0.0.1,255.255.255.255", state: "arp_ip_target=10.0.0.1", events: "refused arp_ip_target EINVAL"},
		{fact: "B08", netlink: "mode=1 arp_interval=500 arp_ip_target=255.255.255.255", state: "no bond", events: "refused arp_ip_target EINVAL"},
		{fact: "B08", module: "mode=1 arp_interval=500 arp_ip_target=0.0.0.0,10.0.0.1", state: "arp_interval=0 arp_ip_target=10.0.0.1", events: "ignored arp_ip_target; overridden arp_interval; inert arp_ip_target"},
		{fact: "seen with 6.1.176", module: "mode=1 arp_interval=500 arp_ip_target=10.0.0.1,0.0.0.1", state: "arp_interval=500 arp_ip_target=10.0.0.1,0.0.0.1"},
		{fact: "seen with 6.1.176", sysfs: "mode=1 arp_interval=500 arp_ip_target=10.0.0.1,0.0.0.1", state: "arp_ip_target=10.0.0.1,0.0.0.1"},
		{fact: "B08", sysfs: "mode=1 arp_interval=500 arp_ip_target=x,10.0.0.1", state: "arp_ip_target=10.0.0.1", events: "refused arp_ip_target EPERM"},
		{fact: "B09", netlink: "mode=1 arp_interval=500 ns_ip6_target=::1", state: "no bond", events: "refused ns_ip6_target EINVAL"},
		{fact: "B09", netlink: "mode=1 arp_interval=500 ns_ip6_target=2001:db8::1,2001:db8::1", state: "no bond", events: "refused ns_ip6_target EINVAL"},
		{fact: "B10", module: "mode=1 arp_interval=500 arp_ip_target=10.0.0.1,10.0.0.1", state: "arp_interval=500 arp_ip_target=10.0.0.1", events: "ignored arp_ip_target"},
		{fact: "B10", sysfs: "mode=1 arp_interval=500 arp_ip_target=+10.0.0.1 arp_ip_target=+10.0.0.1", state: "arp_ip_target=10.0.0.1", events: "refused arp_ip_target EINVAL"},
		{fact: "B10", netlink: "mode=1 arp_interval=500 arp_ip_target=10.0.0.1,10.0.0.1", state: "no bond", events: "refused arp_ip_target EINVAL"},
		{fact: "B13", module: "mode=1 arp_validate=all", state: "no bond", events: "load-failed arp_validate EINVAL"},
		{fact: "B13", module: "mode=1 miimon=100 arp_interval=500 arp_ip_target=10.0.0.1 arp_validate=all", state: "no bond", events: "overridden arp_interval; load-failed arp_validate EINVAL"},
		{fact: "B13", sysfs: "mode=1 miimon=100 arp_validate=all", state: "arp_validate=all", events: "inert arp_validate"},
		{fact: "B13", netlink: "mode=1 miimon=100 arp_validate=all", state: "no bond", events: "refused arp_validate EINVAL"},
		{fact: "B13", netlink: "mode=1 arp_validate=all", state: "arp_validate=all", events: "inert arp_validate"},
		{fact: "B14", sysfs: "mode=1 arp_interval=500 arp_ip_target=10.0.0.1 arp_all_targets=all", state: "arp_all_targets=all", events: "inert arp_all_targets"},
		{fact: "B15", sysfs: "mode=1 arp_interval=500 arp_ip_target=10.0.0.1 arp_missed_max=0", state: "arp_missed_max=2", events: "refused arp_missed_max EINVAL"},
		{fact: "B16", module: "mode=1 updelay=200", state: "updelay=0", events: "ignored updelay"},
		{fact: "B16", sysfs: "mode=1 updelay=200 peer_notif_delay=100", state: "updelay=0 peer_notif_delay=0", events: "refused updelay EPERM; refused peer_notif_delay EPERM"},
		{fact: "B16", netlink: "mode=1 downdelay=200", state: "no bond", events: "refused downdelay EPERM"},
		{fact: "B16, miimon forced by the mode", netlink: "mode=4 downdelay=200", state: "downdelay=200", events: "defaulted miimon"},
		{fact: "B17", module: "mode=1 miimon=100 updelay=250 downdelay=50", state: "updelay=200 downdelay=0", events: "rounded updelay; rounded downdelay"},
		{fact: "B17", netlink: "mode=1 miimon=100 peer_notif_delay=150", state: "peer_notif_delay=100", events: "rounded peer_notif_delay"},
		{fact: "B18", netlink: "mode=1 miimon=100 peer_notif_delay=300100", state: "no bond", events: "refused peer_notif_delay ERANGE"},
		{fact: "B21", kernel: "6.17", sysfs: "mode=1 miimon=100 use_carrier=0", state: "use_carrier=0"},
		{fact: "B21", sysfs: "mode=1 miimon=100 use_carrier=0", state: "use_carrier=1", events: "refused use_carrier EINVAL"},
		{fact: "B21", kernel: "6.18", netlink: "mode=1 miimon=100 use_carrier=0", state: "no bond", events: "refused use_carrier EINVAL"},
		{fact: "B21, K09", kernel: "6.18", module: "mode=1 miimon=100 use_carrier=0", state: "no bond", events: "load-failed use_carrier EINVAL"},
		{fact: "bond_option_miimon_set", module: "mode=1 miimon=100 updelay=200", sysfs: "miimon=50", state: "miimon=50 updelay=100", events: "overridden miimon; overridden updelay"},
		{fact: "bond_check_params: a delay without miimon is a factor", module: "updelay=3", sysfs: "miimon=100", state: "updelay=300", events: "ignored updelay; overridden updelay"},
		{fact: "a delay under ARP monitoring", sysfs: "mode=1 miimon=100 updelay=200 arp_interval=500 arp_ip_target=10.0.0.1", state: "miimon=0 updelay=0", events: "overridden miimon; overridden updelay"},
	} {
		s.check(t)
	}
}

func TestTooManyTargets(t *testing.T) {
	list := "10.0.0.1"
	for _, host := range []string{"2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16"} {
		list += ",10.0.0." + host
	}
	for _, s := range []story{
		{fact: "B07", module: "mode=1 arp_interval=500 arp_ip_target=" + list + ",10.0.0.17", state: "no bond", events: "load-failed arp_ip_target EINVAL"},
		{fact: "B07", sysfs: "mode=1 arp_interval=500 arp_ip_target=" + list + ",10.0.0.17", state: "arp_ip_target=" + list, events: "refused arp_ip_target EINVAL"},
		{fact: "B07", netlink: "mode=1 arp_interval=500 arp_ip_target=" + list + ",10.0.0.17", state: "no bond", events: "refused arp_ip_target EINVAL"},
		{fact: "B07: 16 are fine", netlink: "mode=1 arp_interval=500 arp_ip_target=" + list, state: "arp_ip_target=" + list},
	} {
		s.check(t)
	}
}

func TestLayersAndVersions(t *testing.T) {
	for _, s := range []story{
		{fact: "K04", module: "mode=1 miimon=100", netlink: "updelay=200", state: "mode=active-backup miimon=100 updelay=200"},
		{fact: "K04, M04", module: "mode=1 miimon=100 min_links=2", netlink: "mode=802.3ad miimon=50", state: "mode=802.3ad miimon=50 min_links=2", events: "overridden mode; overridden miimon"},
		{fact: "dialects.md 4.2", module: "mode=1 miimon=100", sysfs: "mode=4 lacp_rate=fast", state: "mode=802.3ad miimon=100 lacp_rate=fast", events: "overridden mode"},
		{fact: "K08", module: "mode=1 miimon=100 lacp_active=off arp_missed_max=3 coupled_control=off", state: "lacp_active=on arp_missed_max=2", events: "ignored lacp_active; ignored arp_missed_max; ignored coupled_control"},
		{fact: "K09: no layer after it counts", module: "mode=9", sysfs: "mode=1 miimon=100", state: "no bond", events: "load-failed mode EINVAL"},
		{fact: "K10", module: "mode=1 miimon=100 lacp_rate=often xmit_hash_policy=layer9", state: "mode=active-backup", events: "ignored xmit_hash_policy; ignored lacp_rate"},
		{fact: "arp targets of two layers", module: "mode=1 arp_interval=500 arp_ip_target=10.0.0.1", sysfs: "arp_ip_target=10.0.0.2", state: "arp_ip_target=10.0.0.1,10.0.0.2", events: "overridden arp_ip_target"},
		{fact: "netlink replaces the list", module: "mode=1 arp_interval=500 arp_ip_target=10.0.0.1", netlink: "arp_ip_target=10.0.0.2", state: "arp_ip_target=10.0.0.2", events: "overridden arp_ip_target"},
		{fact: "A module's miimon is not in the request (bond_changelink)", module: "mode=1 miimon=100", netlink: "arp_interval=500 arp_ip_target=10.0.0.1", state: "miimon=0 arp_interval=500", events: "overridden miimon"},
		{fact: "N01", kernel: "5.14", sysfs: "mode=4 miimon=100 lacp_active=off", state: "mode=802.3ad", events: "refused lacp_active ENOENT"},
		{fact: "N01", kernel: "5.16", netlink: "mode=1 arp_interval=500 arp_ip_target=10.0.0.1 arp_missed_max=3", state: "arp_interval=500", events: "ignored arp_missed_max"},
		{fact: "N01", kernel: "5.11", sysfs: "mode=2 miimon=100 xmit_hash_policy=vlan+srcmac", state: "xmit_hash_policy=layer2", events: "refused xmit_hash_policy EINVAL"},
		{fact: "N01", kernel: "5.11", netlink: "mode=2 miimon=100 xmit_hash_policy=vlan+srcmac", state: "no bond", events: "refused xmit_hash_policy EINVAL"},
		{fact: "N02", kernel: "debian-12", netlink: "mode=4 miimon=100 coupled_control=off", state: "coupled_control=off"},
		{fact: "N02", kernel: "6.1", netlink: "mode=4 miimon=100 coupled_control=off", state: "coupled_control=", events: "ignored coupled_control"},
		{fact: "N02", kernel: "debian-13", netlink: "mode=4 miimon=100 broadcast_neighbor=on", state: "mode=802.3ad", events: "ignored broadcast_neighbor"},
		{fact: "4.18.0-448.el8, bond_options.h", kernel: "rhel-8", netlink: "mode=4 miimon=100 lacp_active=off", state: "lacp_active=off"},
		{fact: "N01", kernel: "4.18", netlink: "mode=4 miimon=100 lacp_active=off", state: "lacp_active=", events: "ignored lacp_active"},
		{fact: "4.18.0-448.el8, bond_options.h", kernel: "rhel-8", netlink: "mode=1 arp_interval=500 arp_ip_target=10.0.0.1 arp_missed_max=3", state: "arp_interval=500", events: "ignored arp_missed_max"},
		{fact: "5.14.0-104.el9, changelog", kernel: "rhel-9", netlink: "mode=1 arp_interval=500 arp_missed_max=3 ns_ip6_target=2001:db8::1", state: "arp_missed_max=3 ns_ip6_target=2001:db8::1"},
		{fact: "N04", sysfs: "mode=4 miimon=100 coupled_control=off ns_ip6_target=2001:db8::1", state: "coupled_control=on", events: "refused coupled_control ENOENT; refused ns_ip6_target ENOENT"},
		{fact: "N04", module: "mode=1 miimon=100 ns_ip6_target=2001:db8::1", state: "ns_ip6_target=", events: "ignored ns_ip6_target"},
		{fact: "bonding.rst: two values before Linux 3.0", kernel: "2.6", sysfs: "mode=1 miimon=100 num_grat_arp=3 num_unsol_na=5", state: "num_grat_arp=3 num_unsol_na=5"},
	} {
		s.check(t)
	}
}
