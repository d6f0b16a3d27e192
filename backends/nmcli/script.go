package nmcli

import (
	"strings"

	"github.com/bondc/bondc/ir/option"
)

// functions returns the part that all scripts of a version share. save takes
// the arguments of "nmcli connection add", so that every profile reads as
// nmcli's own.
func (s *script) functions() string {
	policy := option.Get(option.FailOverMAC)
	return strings.NewReplacer(
		"@POLICY@", policy.Kernel, "@NONE@", policy.Default,
		"@CONTROLLER@", s.words.Controller, "@PORTTYPE@", s.words.PortType,
		"@BONDPORT@", s.reset(bondPortSilence()),
		"@BRIDGEPORT@", s.reset([]silence{{"bridge-port.path-cost", "100", ""}, {"bridge-port.priority", "32", ""}}),
		"@IP@", s.reset(ipSilence()),
		"@ETHERNET@", s.reset([]silence{{"802-3-ethernet.mac-address", "''", ""}, {"802-3-ethernet.wake-on-lan", "default", ""}}),
		"@MATCH@", s.reset([]silence{{"match.interface-name", "''", "1.14"}, {"match.driver", "''", "1.26"}}),
		"@VLAN@", s.reset([]silence{{"vlan.protocol", "''", "1.42"}}),
		"@BRIDGE@", s.reset(bridgeSilence()),
		"@DEVICE@", s.reset([]silence{
			{"connection.zone", "''", ""}, {"802-3-ethernet.mtu", "0", ""}, {"802-3-ethernet.cloned-mac-address", "''", ""},
		}),
	).Replace(functions)
}

// silence is the value of a property that nobody has set, and the version that
// knows the property first.
type silence struct{ key, value, since string }

// bondPortSilence is that of the options that a port of a bond has.
func bondPortSilence() []silence {
	var list []silence
	for i := range option.Rows() {
		row := &option.Rows()[i]
		if sp := option.Spell(row.ID, option.NM); row.Scope == option.Port && sp.Supported() && sp.Place == option.InPort {
			list = append(list, silence{sp.Key, row.Default, sp.Since})
		}
	}
	return list
}

func ipSilence() []silence {
	var list []silence
	for _, family := range []string{"ipv4.", "ipv6."} {
		list = append(list,
			silence{family + "addresses", "''", ""}, silence{family + "gateway", "''", ""}, silence{family + "routes", "''", ""},
			silence{family + "routing-rules", "''", "1.18"}, silence{family + "dns", "''", ""}, silence{family + "dns-search", "''", ""},
			silence{family + "never-default", "no", ""}, silence{family + "ignore-auto-dns", "no", ""},
			silence{family + "ignore-auto-routes", "no", ""}, silence{family + "route-metric", "-1", ""})
	}
	return append(list,
		silence{"ipv4.dhcp-client-id", "''", ""}, silence{"ipv4.dhcp-hostname", "''", ""}, silence{"ipv4.dad-timeout", "-1", ""},
		silence{"ipv4.link-local", "default", "1.40"}, silence{"ipv6.ip6-privacy", "-1", ""})
}

func bridgeSilence() []silence {
	return []silence{
		{"bridge.forward-delay", "15", ""}, {"bridge.hello-time", "2", ""}, {"bridge.max-age", "20", ""},
		{"bridge.ageing-time", "300", ""}, {"bridge.priority", "32768", ""}, {"bridge.multicast-snooping", "yes", ""},
		{"bridge.group-forward-mask", "0", ""}, {"bridge.vlan-filtering", "no", "1.18"},
	}
}

// reset returns the properties that the version knows as words of a command,
// "" if there are none.
func (s *script) reset(list []silence) string {
	var b strings.Builder
	width := 0
	for _, x := range list {
		if s.nm.Before(x.since) {
			continue
		}
		word := x.key + " " + x.value + " "
		if width += len(word); width > 80 {
			b.WriteString("\\\n\t\t\t\t")
			width = len(word)
		}
		b.WriteString(word)
	}
	return b.String()
}

// functions is the text of the shared part. What save sets before "$@" for a
// profile that exists is the silence of everything that bondc may have set
// before, in one command with what is set now: there is never a half-written
// profile.
const functions = `set -eu
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
# is there already with another @POLICY@, which NetworkManager leaves as it
# is.
policy() {
	file=/sys/class/net/$6/bonding/@POLICY@
	[ -r "$file" ] || return 0
	read -r has _ <"$file" || return 0
	case "$* " in
	*",@POLICY@=$has,"* | *",@POLICY@=$has "*) return 0 ;;
	*,@POLICY@=*) ;;
	*) [ "$has" != @NONE@ ] || return 0 ;;
	esac
	echo "$0: $6 keeps its @POLICY@ $has until it is deleted; from a console: nmcli device delete $6, then this script" >&2
}

# modify PROPERTY VALUE... changes the profile, and takes back what an earlier
# run set and this one does not.
modify() {
	case ${1-} in
	@PORTTYPE@)
		port=$2 controller=$4
		shift 4
		case $port in
		bond) set -- @BONDPORT@"$@" ;;
		bridge) set -- @BRIDGEPORT@"$@" ;;
		esac
		set -- @PORTTYPE@ "$port" @CONTROLLER@ "$controller" "$@"
		;;
	*)
		[ "$type" != ethernet ] || set -- @MATCH@"$@"
		set -- @CONTROLLER@ '' @PORTTYPE@ '' \
			@IP@"$@"
		;;
	esac
	case $type in
	ethernet) set -- @ETHERNET@"$@" ;;
	vlan) set -- @VLAN@"$@" ;;
	bridge) set -- @BRIDGE@"$@" ;;
	esac
	nmcli connection modify uuid "$uuid" connection.interface-name "$device" \
		@DEVICE@"$@"
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
`
