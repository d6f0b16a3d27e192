#!/bin/sh
# Written by bondc: makes NetworkManager profiles and starts them.
# Run it as root. It may be run again: profiles that exist are changed.
set -eu
# Addresses move: the session that runs this may break off. Go on without it.
trap '' HUP

failed=0 ours='' devices=''

# known NAME prints the UUID of the profile, if there is one.
known() {
	nmcli -g connection.uuid connection show id "$1" 2>/dev/null | sed 1q
}

# save con-name NAME type TYPE ifname DEVICE PROPERTY VALUE...
save() {
	name=$2 type=$4 device=$6
	uuid=$(known "$name")
	[ "$type" != bond ] || policy "$@"
	if [ -z "$uuid" ]; then
		nmcli connection add "$@"
		uuid=$(known "$name")
	else
		[ "$device" != '*' ] || device=
		shift 6
		modify "$@"
	fi
	ours="$ours $uuid " devices="$devices $device "
}

# policy con-name NAME type bond ifname DEVICE PROPERTY VALUE... says where the bond
# is there already with another fail_over_mac, which NetworkManager leaves as it
# is.
policy() {
	file=/sys/class/net/$6/bonding/fail_over_mac
	[ -r "$file" ] || return 0
	read -r has _ <"$file" || return 0
	case "$* " in
	*",fail_over_mac=$has,"* | *",fail_over_mac=$has "*) return 0 ;;
	*,fail_over_mac=*) ;;
	*) [ "$has" != none ] || return 0 ;;
	esac
	echo "$0: $6 keeps its fail_over_mac $has until it is deleted; from a console: nmcli device delete $6, then this script" >&2
}

# modify PROPERTY VALUE... changes the profile, and takes back what an earlier
# run set and this one does not.
modify() {
	case ${1-} in
	connection.slave-type)
		port=$2 controller=$4
		shift 4
		case $port in
		bond) set -- bond-port.queue-id 0 bond-port.prio 0 "$@" ;;
		bridge) set -- bridge-port.path-cost 100 bridge-port.priority 32 "$@" ;;
		esac
		set -- connection.slave-type "$port" connection.master "$controller" "$@"
		;;
	*)
		[ "$type" != ethernet ] || set -- match.interface-name '' match.driver '' "$@"
		set -- connection.master '' connection.slave-type '' \
			ipv4.addresses '' ipv4.gateway '' ipv4.routes '' ipv4.routing-rules '' \
				ipv4.dns '' ipv4.dns-search '' ipv4.never-default no ipv4.ignore-auto-dns no \
				ipv4.ignore-auto-routes no ipv4.route-metric -1 ipv6.addresses '' \
				ipv6.gateway '' ipv6.routes '' ipv6.routing-rules '' ipv6.dns '' \
				ipv6.dns-search '' ipv6.never-default no ipv6.ignore-auto-dns no \
				ipv6.ignore-auto-routes no ipv6.route-metric -1 ipv4.dhcp-client-id '' \
				ipv4.dhcp-hostname '' ipv4.dad-timeout -1 ipv4.link-local default \
				ipv6.ip6-privacy -1 "$@"
		;;
	esac
	case $type in
	ethernet) set -- 802-3-ethernet.mac-address '' 802-3-ethernet.wake-on-lan default "$@" ;;
	vlan) set -- vlan.protocol '' "$@" ;;
	bridge) set -- bridge.forward-delay 15 bridge.hello-time 2 bridge.max-age 20 \
				bridge.ageing-time 300 bridge.priority 32768 bridge.multicast-snooping yes \
				bridge.group-forward-mask 0 bridge.vlan-filtering no "$@" ;;
	esac
	nmcli connection modify uuid "$uuid" connection.interface-name "$device" \
		connection.zone '' 802-3-ethernet.mtu 0 802-3-ethernet.cloned-mac-address '' "$@"
}

# claim NAME... keeps all other profiles of the devices, and of devices that
# have had these names, from starting by themselves.
claim() {
	for device; do
		devices="$devices $device "
	done
	nmcli -g UUID connection show | while IFS= read -r uuid; do
		case $ours in
		*" $uuid "*) continue ;;
		esac
		device=$(nmcli -g connection.interface-name connection show uuid "$uuid" </dev/null)
		case $devices in
		*" ${device:--} "*) ;;
		*) continue ;;
		esac
		echo "$0: profile $uuid of $device no longer starts by itself" >&2
		nmcli connection modify uuid "$uuid" connection.autoconnect no </dev/null ||
			echo "$0: profile $uuid could not be changed and may take $device" >&2
	done
}

# up NAME starts the profile. The others are started even if it fails.
up() {
	nmcli connection up uuid "$(known "$1")" || {
		echo "$0: $1 did not start" >&2
		failed=1
	}
}

save con-name 'bond0' type bond ifname 'bond0' \
	connection.autoconnect 'yes' \
	connection.autoconnect-slaves '1' \
	bond.options 'mode=balance-rr,miimon=1,use_carrier=0,updelay=1,downdelay=1,peer_notif_delay=1,arp_validate=active,arp_all_targets=all,arp_missed_max=3,fail_over_mac=active,primary_reselect=better,num_grat_arp=2,resend_igmp=2,all_slaves_active=1,ad_select=bandwidth,min_links=1,xmit_hash_policy=layer3+4,packets_per_slave=2,lp_interval=2' \
	ipv4.method 'disabled' \
	ipv6.method 'auto' \
	ipv6.addr-gen-mode 'eui64'

save con-name 'bond0-port-bond0a' type ethernet ifname 'bond0a' \
	connection.slave-type 'bond' \
	connection.master 'bond0' \
	connection.autoconnect 'yes' \
	bond-port.queue-id '1'

save con-name 'bond0-port-bond0b' type ethernet ifname 'bond0b' \
	connection.slave-type 'bond' \
	connection.master 'bond0' \
	connection.autoconnect 'yes' \
	bond-port.queue-id '1'

save con-name 'bond1' type bond ifname 'bond1' \
	connection.autoconnect 'yes' \
	connection.autoconnect-slaves '1' \
	bond.options 'mode=active-backup,miimon=1,use_carrier=0,updelay=1,downdelay=1,peer_notif_delay=1,arp_validate=active,arp_all_targets=all,arp_missed_max=3,fail_over_mac=active,primary=bond1a,primary_reselect=better,num_grat_arp=2,resend_igmp=2,all_slaves_active=1,ad_select=bandwidth,min_links=1,xmit_hash_policy=layer3+4,lp_interval=2' \
	ipv4.method 'disabled' \
	ipv6.method 'auto' \
	ipv6.addr-gen-mode 'eui64'

save con-name 'bond1-port-bond1a' type ethernet ifname 'bond1a' \
	connection.slave-type 'bond' \
	connection.master 'bond1' \
	connection.autoconnect 'yes' \
	bond-port.queue-id '1' \
	bond-port.prio '1'

save con-name 'bond1-port-bond1b' type ethernet ifname 'bond1b' \
	connection.slave-type 'bond' \
	connection.master 'bond1' \
	connection.autoconnect 'yes' \
	bond-port.queue-id '1' \
	bond-port.prio '1'

save con-name 'bond2' type bond ifname 'bond2' \
	connection.autoconnect 'yes' \
	connection.autoconnect-slaves '1' \
	bond.options 'mode=balance-xor,miimon=1,use_carrier=0,updelay=1,downdelay=1,peer_notif_delay=1,arp_validate=active,arp_all_targets=all,arp_missed_max=3,fail_over_mac=active,primary_reselect=better,num_grat_arp=2,resend_igmp=2,all_slaves_active=1,ad_select=bandwidth,min_links=1,xmit_hash_policy=layer3+4,lp_interval=2' \
	ipv4.method 'disabled' \
	ipv6.method 'auto' \
	ipv6.addr-gen-mode 'eui64'

save con-name 'bond2-port-bond2a' type ethernet ifname 'bond2a' \
	connection.slave-type 'bond' \
	connection.master 'bond2' \
	connection.autoconnect 'yes' \
	bond-port.queue-id '1'

save con-name 'bond2-port-bond2b' type ethernet ifname 'bond2b' \
	connection.slave-type 'bond' \
	connection.master 'bond2' \
	connection.autoconnect 'yes' \
	bond-port.queue-id '1'

save con-name 'bond3' type bond ifname 'bond3' \
	connection.autoconnect 'yes' \
	connection.autoconnect-slaves '1' \
	bond.options 'mode=broadcast,miimon=1,use_carrier=0,updelay=1,downdelay=1,peer_notif_delay=1,arp_validate=active,arp_all_targets=all,arp_missed_max=3,fail_over_mac=active,primary_reselect=better,num_grat_arp=2,resend_igmp=2,all_slaves_active=1,ad_select=bandwidth,min_links=1,xmit_hash_policy=layer3+4,lp_interval=2' \
	ipv4.method 'disabled' \
	ipv6.method 'auto' \
	ipv6.addr-gen-mode 'eui64'

save con-name 'bond3-port-bond3a' type ethernet ifname 'bond3a' \
	connection.slave-type 'bond' \
	connection.master 'bond3' \
	connection.autoconnect 'yes' \
	bond-port.queue-id '1'

save con-name 'bond3-port-bond3b' type ethernet ifname 'bond3b' \
	connection.slave-type 'bond' \
	connection.master 'bond3' \
	connection.autoconnect 'yes' \
	bond-port.queue-id '1'

save con-name 'bond4' type bond ifname 'bond4' \
	connection.autoconnect 'yes' \
	connection.autoconnect-slaves '1' \
	bond.options 'mode=802.3ad,miimon=1,use_carrier=0,updelay=1,downdelay=1,peer_notif_delay=1,arp_all_targets=all,fail_over_mac=active,primary_reselect=better,num_grat_arp=2,resend_igmp=2,all_slaves_active=1,lacp_rate=fast,lacp_active=off,ad_select=bandwidth,min_links=1,ad_actor_sys_prio=2,ad_actor_system=02:00:00:00:00:aa,ad_user_port_key=1,xmit_hash_policy=layer3+4,lp_interval=2' \
	ipv4.method 'disabled' \
	ipv6.method 'auto' \
	ipv6.addr-gen-mode 'eui64'

save con-name 'bond4-port-bond4a' type ethernet ifname 'bond4a' \
	connection.slave-type 'bond' \
	connection.master 'bond4' \
	connection.autoconnect 'yes' \
	bond-port.queue-id '1'

save con-name 'bond4-port-bond4b' type ethernet ifname 'bond4b' \
	connection.slave-type 'bond' \
	connection.master 'bond4' \
	connection.autoconnect 'yes' \
	bond-port.queue-id '1'

save con-name 'bond5' type bond ifname 'bond5' \
	connection.autoconnect 'yes' \
	connection.autoconnect-slaves '1' \
	bond.options 'mode=balance-tlb,miimon=1,use_carrier=0,updelay=1,downdelay=1,peer_notif_delay=1,arp_all_targets=all,fail_over_mac=active,primary=bond5a,primary_reselect=better,num_grat_arp=2,resend_igmp=2,all_slaves_active=1,ad_select=bandwidth,min_links=1,xmit_hash_policy=layer3+4,lp_interval=2,tlb_dynamic_lb=0' \
	ipv4.method 'disabled' \
	ipv6.method 'auto' \
	ipv6.addr-gen-mode 'eui64'

save con-name 'bond5-port-bond5a' type ethernet ifname 'bond5a' \
	connection.slave-type 'bond' \
	connection.master 'bond5' \
	connection.autoconnect 'yes' \
	bond-port.queue-id '1' \
	bond-port.prio '1'

save con-name 'bond5-port-bond5b' type ethernet ifname 'bond5b' \
	connection.slave-type 'bond' \
	connection.master 'bond5' \
	connection.autoconnect 'yes' \
	bond-port.queue-id '1' \
	bond-port.prio '1'

save con-name 'bond6' type bond ifname 'bond6' \
	connection.autoconnect 'yes' \
	connection.autoconnect-slaves '1' \
	bond.options 'mode=balance-alb,miimon=1,use_carrier=0,updelay=1,downdelay=1,peer_notif_delay=1,arp_all_targets=all,fail_over_mac=active,primary=bond6a,primary_reselect=better,num_grat_arp=2,resend_igmp=2,all_slaves_active=1,ad_select=bandwidth,min_links=1,xmit_hash_policy=layer3+4,lp_interval=2,tlb_dynamic_lb=0' \
	ipv4.method 'disabled' \
	ipv6.method 'auto' \
	ipv6.addr-gen-mode 'eui64'

save con-name 'bond6-port-bond6a' type ethernet ifname 'bond6a' \
	connection.slave-type 'bond' \
	connection.master 'bond6' \
	connection.autoconnect 'yes' \
	bond-port.queue-id '1' \
	bond-port.prio '1'

save con-name 'bond6-port-bond6b' type ethernet ifname 'bond6b' \
	connection.slave-type 'bond' \
	connection.master 'bond6' \
	connection.autoconnect 'yes' \
	bond-port.queue-id '1' \
	bond-port.prio '1'

save con-name 'static0' type ethernet ifname 'static0' \
	connection.autoconnect 'no' \
	connection.zone 'dmz' \
	802-3-ethernet.cloned-mac-address '02:00:00:00:00:01' \
	802-3-ethernet.mtu '9000' \
	ipv4.method 'manual' \
	ipv4.link-local 'enabled' \
	ipv4.addresses '192.0.2.10/24' \
	ipv4.routes '0.0.0.0/0 192.0.2.1 50' \
	ipv4.routing-rules 'priority 5 from 192.0.2.0/24 to 198.51.100.0/24 fwmark 0x3 tos 0x08 table 100, priority 32765 from 0.0.0.0/0 fwmark 0x7 table 100, priority 32764 from 192.0.2.0/25 iif static0 oif dynamic0' \
	ipv4.dns '192.0.2.53' \
	ipv4.dns-search 'example.org' \
	ipv4.dad-timeout '200' \
	ipv6.method 'manual' \
	ipv6.addr-gen-mode 'eui64' \
	ipv6.addresses '2001:db8::10/64' \
	ipv6.gateway 'fe80::1' \
	ipv6.dns '2001:db8::53'

save con-name 'dynamic0' type ethernet ifname 'dynamic0' \
	connection.autoconnect 'yes' \
	ipv4.method 'auto' \
	ipv4.ignore-auto-dns 'yes' \
	ipv4.ignore-auto-routes 'no' \
	ipv4.never-default 'yes' \
	ipv4.route-metric '300' \
	ipv4.dhcp-client-id 'mac' \
	ipv4.dhcp-hostname 'every' \
	ipv6.method 'auto' \
	ipv6.addr-gen-mode 'eui64' \
	ipv6.ip6-privacy '2'

save con-name 'router0' type ethernet ifname 'router0' \
	connection.autoconnect 'yes' \
	ipv4.method 'disabled' \
	ipv6.method 'auto' \
	ipv6.addr-gen-mode 'eui64' \
	ipv6.ignore-auto-dns 'yes' \
	ipv6.ignore-auto-routes 'yes' \
	ipv6.never-default 'yes' \
	ipv6.route-metric '300'

save con-name 'matched0' type ethernet ifname '*' \
	connection.autoconnect 'yes' \
	802-3-ethernet.mac-address '00:00:5e:00:53:01' \
	match.interface-name 'en*' \
	match.driver 'virtio*' \
	802-3-ethernet.wake-on-lan 'magic' \
	ipv4.method 'disabled' \
	ipv6.method 'auto' \
	ipv6.addr-gen-mode 'eui64'

save con-name 'static0.7' type vlan ifname 'static0.7' \
	connection.autoconnect 'yes' \
	vlan.parent 'static0' \
	vlan.id '7' \
	vlan.flags '14' \
	vlan.protocol '802.1ad' \
	ipv4.method 'disabled' \
	ipv6.method 'auto' \
	ipv6.addr-gen-mode 'eui64'

save con-name 'br0' type bridge ifname 'br0' \
	connection.autoconnect 'yes' \
	connection.autoconnect-slaves '1' \
	bridge.stp 'yes' \
	bridge.forward-delay '4' \
	bridge.hello-time '3' \
	bridge.max-age '10' \
	bridge.ageing-time '200' \
	bridge.priority '100' \
	bridge.group-forward-mask '8' \
	ipv4.method 'disabled' \
	ipv6.method 'auto' \
	ipv6.addr-gen-mode 'eui64'

save con-name 'br0-port-brport' type ethernet ifname 'brport' \
	connection.slave-type 'bridge' \
	connection.master 'br0' \
	connection.autoconnect 'yes' \
	bridge-port.path-cost '10' \
	bridge-port.priority '20'

claim 'matched0'
up 'bond0-port-bond0a'
up 'bond0-port-bond0b'
up 'bond1-port-bond1a'
up 'bond1-port-bond1b'
up 'bond2-port-bond2a'
up 'bond2-port-bond2b'
up 'bond3-port-bond3a'
up 'bond3-port-bond3b'
up 'bond4-port-bond4a'
up 'bond4-port-bond4b'
up 'bond5-port-bond5a'
up 'bond5-port-bond5b'
up 'bond6-port-bond6a'
up 'bond6-port-bond6b'
up 'dynamic0'
up 'router0'
up 'matched0'
up 'br0-port-brport'
up 'bond0'
up 'bond1'
up 'bond2'
up 'bond3'
up 'bond4'
up 'bond5'
up 'bond6'
up 'static0.7'
up 'br0'
exit "$failed"
