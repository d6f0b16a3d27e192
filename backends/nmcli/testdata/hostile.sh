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
	connection.zone 'a'\''b"c$(touch pwned)`touch pwned`\' \
	bond.options 'mode=active-backup' \
	ipv4.method 'auto' \
	ipv4.dhcp-client-id 'a'\''b"c$(touch pwned)`touch pwned`\' \
	ipv6.method 'auto' \
	ipv6.addr-gen-mode 'eui64'

save con-name 'bond0-port-eth0' type ethernet ifname 'eth0' \
	connection.slave-type 'bond' \
	connection.master 'bond0' \
	connection.autoconnect 'yes'

save con-name 'bond0-port-eth1' type ethernet ifname 'eth1' \
	connection.slave-type 'bond' \
	connection.master 'bond0' \
	connection.autoconnect 'yes'

save con-name 'eth7' type ethernet ifname 'eth7' \
	connection.autoconnect 'yes' \
	ipv4.method 'disabled' \
	ipv6.method 'auto' \
	ipv6.addr-gen-mode 'eui64'

save con-name 'eth8' type ethernet ifname 'eth8' \
	connection.autoconnect 'yes' \
	ipv4.method 'disabled' \
	ipv6.method 'auto' \
	ipv6.addr-gen-mode 'eui64'

claim
up 'bond0-port-eth0'
up 'bond0-port-eth1'
up 'eth7'
up 'eth8'
up 'bond0'
exit "$failed"
