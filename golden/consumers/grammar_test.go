package consumers

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/diag"
)

// keysDrawn is how many keys with a value netplan is asked about.
const keysDrawn = 300

// TestNetplanGrammarIsPredicted draws keys of netplan's grammar, those that bondc
// does not model among them, each with a value that fits or does not: the
// generator refuses what bondc's reader says it refuses. The words are those of
// 1.1, which older ones lack.
func TestNetplanGrammarIsPredicted(t *testing.T) {
	t.Parallel()
	const release = "debian-13"
	generator, random := program(t, release, "netplan-generate"), rand.New(rand.NewPCG(6, 6))
	taken, refused := 0, 0
	for range keysDrawn {
		place := places[random.IntN(len(places))]
		value := anything[random.IntN(len(anything))]
		if len(place.fit) > 0 && random.IntN(2) == 0 {
			value = place.fit[random.IntN(len(place.fit))]
		}
		text := place.file(value)
		files := map[string][]byte{"etc/netplan/60-drawn.yaml": []byte(text)}
		said, ok := generate(t, generator, lay(t, files))
		_, diags := read(t, "netplan", files)
		if ok == diags.Has(diag.Error) {
			t.Errorf("netplan takes it: %v (%s); bondc says %s\n%s", ok, strings.TrimSpace(said), errors(diags), text)
		}
		if ok {
			taken++
		} else {
			refused++
		}
	}
	atLeast(t, taken, keysDrawn/5)
	atLeast(t, refused, keysDrawn/5)
	record(t, "netplan", "netplan-generate", ships(t, release, "netplan-generate"), "keys of the whole grammar taken or refused as predicted", taken+refused)
}

// place is where a value may stand: a definition of a section, with the value at
// the sign "@", and values that fit.
type place struct {
	section, body string
	fit           []string
}

func (p place) file(value string) string {
	above := ""
	if p.section != "ethernets" {
		above = "  " + p.section + ":\n"
	}
	return fmt.Sprintf("network:\n  version: 2\n  ethernets:\n    eth1: {}\n%s    x0: %s\n", above, strings.ReplaceAll(p.body, "@", value))
}

// anything are values of all kinds.
var anything = []string{
	"true", "off", "1", "0", "-1", "256", "65536", "4294967296", "010", "0x10", "1.5", "abc", `""`, `"a b"`, "[]", "{}", "[abc]", "[1, 2]", "{a: b}", "[{}]",
	`"02:00:00:00:00:01"`, "192.0.2.1", "192.0.2.0/24", `"2001:db8::1"`, `"2001:db8::/64"`, "eth1", "[eth1]", "eth9", "random", "default", "/etc/key", wireGuardKey,
}

const (
	wireGuardKey = "4OkU/VqRGsiXKVZTIX7TGVVr6Z8oNVqZ5XaZ5XaZ5Xw="
	bondAbove    = "interfaces: [eth1], parameters: {mode: active-backup, mii-monitor-interval: 100}"
	peerOf       = "mode: wireguard, key: " + wireGuardKey + ", peers: [{keys: {public: " + wireGuardKey + "}, "
)

// places are the keys that are drawn, some of them more than once.
var places = []place{
	{"bonds", "{" + bondAbove + ", optional: @}", []string{"true"}},
	{"bonds", "{" + bondAbove + ", macaddress: @}", []string{"permanent"}},
	{"bonds", "{" + bondAbove + ", macaddress: @, renderer: NetworkManager}", []string{"stable", "preserve"}},
	{"bonds", "{" + bondAbove + ", addresses: @}", []string{"[192.0.2.9/24]", "[192.0.2.9]", "[192.0.2.9/33]"}},
	{"bonds", "{" + bondAbove + ", nameservers: {addresses: @}}", []string{"[192.0.2.9]"}},
	{"bonds", "{" + bondAbove + ", link-local: @}", []string{"[IPv4]", "[ipv6, ipv4]"}},
	{"bonds", "{" + bondAbove + ", ipv6-address-token: @}", []string{`"::5"`}},
	{"bonds", "{" + bondAbove + ", ipv6-address-generation: @}", []string{"eui64", "stable-privacy"}},
	{"bonds", "{" + bondAbove + ", ra-overrides: {use-domains: @}}", []string{"route", "Yes"}},
	{"bonds", "{" + bondAbove + ", dhcp4-overrides: {route-metric: @}}", []string{"5"}},
	{"bonds", "{" + bondAbove + ", dhcp6-overrides: {use-dns: @}}", []string{"no"}},
	{"bonds", "{" + bondAbove + ", routing-policy: [{from: 192.0.2.0/24, table: @}]}", []string{"5"}},
	{"bonds", "{" + bondAbove + ", routes: [{to: @, via: 192.0.2.1}]}", []string{"default", "0.0.0.0/0"}},
	{"bonds", "{" + bondAbove + ", routes: [{to: default, via: 192.0.2.1, metric: @}]}", []string{"5"}},
	{"bonds", "{" + bondAbove + ", networkmanager: {passthrough: @}, renderer: NetworkManager}", []string{"{bond.miimon: 5}"}},
	{"bridges", "{interfaces: [eth1], parameters: {stp: @}}", []string{"no"}},
	{"bridges", "{interfaces: [eth1], parameters: {path-cost: @}}", []string{"{eth1: 5}", "{eth1: x}"}},
	{"ethernets", "{match: @}", []string{"{driver: [a, b]}", "{macaddress: eth1}"}},
	{"ethernets", "{match: {name: @}, set-name: up0}", []string{"ens*"}},
	{"ethernets", "{set-name: @}", nil},
	{"ethernets", "{infiniband-mode: @}", []string{"datagram", "Connected"}},
	{"ethernets", "{link: @}", nil},
	{"ethernets", "{embedded-switch-mode: @}", []string{"legacy", "Switchdev"}},
	{"ethernets", "{delay-virtual-functions-rebind: @}", []string{"no"}},
	{"ethernets", "{delay-virtual-functions-rebind: true, virtual-function-count: @}", []string{"5"}},
	{"ethernets", "{wakeonwlan: @}", []string{"[any, magic_pkt]", "[default, any]"}},
	{"ethernets", "{wakeonlan: @}", []string{"yes"}},
	{"ethernets", "{auth: {key-management: @}}", []string{"802.1x", "eap-sha256", "EAP"}},
	{"ethernets", "{auth: {method: @}}", []string{"ttls", "pwd"}},
	{"ethernets", "{auth: @}", []string{"{identity: me, password: secret}"}},
	{"ethernets", "{openvswitch: {external-ids: @}}", []string{"{a: b}", "[a]"}},
	{"wifis", "@", []string{"{access-points: {}}", "{access-points: {h: {}}}", "{access-points: {h: {}}, match: {}}"}},
	{"wifis", "{access-points: {h: {mode: @}}}", []string{"infrastructure", "adhoc", "ap", "mesh"}},
	{"wifis", "{access-points: {h: {mode: @}}, renderer: NetworkManager}", []string{"ap"}},
	{"wifis", "{access-points: {h: {band: @}}}", []string{"5GHz", "2.4G", "2.4ghz"}},
	{"wifis", "{access-points: {h: {bssid: @}}}", nil},
	{"wifis", "{access-points: {h: @}}", []string{"{hidden: yes, channel: 5}"}},
	{"wifis", "{access-points: {h: {}}, regulatory-domain: @}", []string{"DE"}},
	{"modems", "{renderer: @, apn: internet}", []string{"NetworkManager", "networkd"}},
	{"modems", "{renderer: NetworkManager, auto-config: @}", []string{"yes"}},
	{"tunnels", "{mode: @, local: 192.0.2.1, remote: 192.0.2.2}", []string{"sit", "gre", "ip6gre", "vti", "isatap", "vxlan", "IPIP"}},
	{"tunnels", `{mode: @, local: "2001:db8::1", remote: "2001:db8::2"}`, []string{"ip6ip6", "ip6gretap", "vti6", "gre"}},
	{"tunnels", "{mode: @, remote: 192.0.2.2, key: 5}", []string{"sit", "gre", "gretap", "vti", "ipip"}},
	{"tunnels", "{mode: @, remote: 192.0.2.2, key: 5, renderer: NetworkManager}", []string{"sit", "gre", "gretap", "vti"}},
	{"tunnels", "{mode: gre, remote: 192.0.2.2, local: @}", nil},
	{"tunnels", "{mode: gre, remote: 192.0.2.2, keys: @}", []string{"5", "{input: 5, output: 192.0.2.1}", "{input: a}"}},
	{"tunnels", "{mode: gre, remote: @, ttl: 5}", nil},
	{"tunnels", "{mode: gre, remote: 192.0.2.2, ttl: @}", []string{"255"}},
	{"tunnels", "{mode: vxlan, id: @}", []string{"5", "16777216"}},
	{"tunnels", "{mode: vxlan, id: 5, flow-label: @}", []string{"5", "1048576"}},
	{"tunnels", "{mode: vxlan, id: 5, link: @}", nil},
	{"tunnels", "{mode: vxlan, id: 5, local: 192.0.2.1, remote: @}", nil},
	{"tunnels", "{mode: vxlan, id: 5, port-range: @}", []string{"[9, 1]", "[1, b]"}},
	{"tunnels", "{mode: vxlan, id: 5, checksums: @}", []string{"[udp, REMOTE-TX]"}},
	{"tunnels", "{mode: vxlan, id: 5, notifications: @}", []string{"[l2-miss]"}},
	{"tunnels", "{mode: vxlan, id: 5, extensions: @}", []string{"[group-policy]"}},
	{"tunnels", "{mode: vxlan, id: 5, do-not-fragment: @}", []string{"yes"}},
	{"tunnels", "{mode: wireguard, key: @}", nil},
	{"tunnels", "{mode: wireguard, keys: {private: @}}", nil},
	{"tunnels", "{mode: wireguard, key: " + wireGuardKey + ", peers: @}", []string{"[{keys: {public: " + wireGuardKey + "}}]"}},
	{"tunnels", "{mode: wireguard, key: " + wireGuardKey + ", peers: [{keys: @}]}", []string{"{public: " + wireGuardKey + "}"}},
	{"tunnels", "{" + peerOf + "endpoint: @}]}", []string{`"192.0.2.1:5"`, "host.example:5", `"[2001:db8::1]:5"`, `"192.0.2.1:70000"`}},
	{"tunnels", "{" + peerOf + "keepalive: @}]}", []string{"65535"}},
	{"tunnels", "{" + peerOf + "allowed-ips: @}]}", []string{`["0.0.0.0/0", "::/0"]`, "[192.0.2.1]"}},
	{"vrfs", "{table: @}", []string{"5"}},
	{"vrfs", "{table: 5, interfaces: @}", []string{"[eth1, eth1]"}},
	{"vrfs", "{table: 5, routes: [{to: default, via: 192.0.2.1, table: @}]}", []string{"5"}},
	{"dummy-devices", "{addresses: [192.0.2.9/24], interfaces: @}", nil},
	{"dummy-devices", "{addresses: [192.0.2.9/24], mtu: @}", []string{"1500"}},
	{"virtual-ethernets", "{peer: @}", []string{"x0"}},
	{"nm-devices", "{renderer: NetworkManager, networkmanager: {passthrough: @}}", []string{"{connection.type: team}"}},
}
