package nmcli

import (
	"strings"
	"testing"

	"github.com/bondc/bondc/frontends/internal/readertest"
	"github.com/bondc/bondc/ir/diag"
)

// TestRefusedWords holds what is said of words that nmcli refuses; "" of one that
// it takes, or may take.
func TestRefusedWords(t *testing.T) {
	for text, want := range map[string]string{
		"nmcli c a type bond ifname b ipv4.adresses 10.0.0.1/8":                                               `did you mean "ipv4.addresses"?`,
		"nmcli c a type bond ifname b ipv5.method auto":                                                       `did you mean "ipv4"?`,
		"nmcli c a type bond ifname b con.autocon no":                                                         "short for autoconnect, autoconnect-priority",
		"nmcli c a type bond ifname b e.mtu 1400":                                                             `"e" is short for 802-3-ethernet, ethtool`,
		"nmcli c a type bond ifname b ipv4.dhcp-send yes":                                                     "", // clear to 1.42
		"nmcli c a type bond ifname b ipv4.forwarding yes":                                                    "", // 1.54 has it
		"nmcli c a type bond ifname b vlan.id 5":                                                              `a profile of type "bond" has no settings of "vlan"`,
		"nmcli c a type bond ifname b bond-port.queue-id 5":                                                   "only the port of a bond",
		"nmcli c a type bond ifname b xmit-hash-policy 1":                                                     `write "+bond.options xmit_hash_policy=VALUE"`,
		"nmcli c a type bond ifname b lacp_rate 1":                                                            `write "lacp-rate"`,
		"nmcli c a type bond ifname b zone x":                                                                 `"zone" is no property that nmcli takes here`,
		"nmcli c a type bond ifname b miimom 100":                                                             `did you mean "miimon"?`,
		"nmcli c a type bridge ifname b mac 02:00:00:00:00:01":                                                "stands for 802-3-ethernet.mac-address and bridge.mac-address",
		"nmcli c a type bond con-name B ifname b\nnmcli c a type ethernet ifname e master b ipv4.method auto": `the port of a bond has no settings of "ipv4"`,
		"nmcli c a type ethernet ifname e master b ipv4.method auto":                                          "", // b is not to be seen
		"nmcli c a type ethernet ifname e ipv4.method auto master b slave-type bond":                          "",
		"nmcli c a type ethernet ifname e master b slave-type bridge bridge.path-cost 5":                      "",
		"nmcli c a bond.options mode=1 type bond ifname b":                                                    `settings of a type only behind "type"`,
		"nmcli c a \"$@\"": "",
		"nmcli c a $WORDS bond.options mode=1 mtu 1400":                "",
		"nmcli c a type bond $(words) ifname b":                        "",
		"nmcli c a ifname b con-name b":                                "made without a type",
		"nmcli c a type bo ifname b":                                   "short for bond, bond-slave",
		"nmcli c a type brigde ifname b":                               `did you mean "bridge"?`,
		"nmcli c a type newtype ifname b newtype.word 1 other 2":       "",
		"nmcli c a type wifi ifname w ssid x mode ap mtu 1400":         "",
		"nmcli c a type wifi ifname w bond.options mode=1":             `a profile of type "wifi" has no settings of "bond"`,
		"nmcli c m wlan0 ssid x wifi.hidden yes":                       "",
		"nmcli c m eth0 mtu 9000 ipv4.method auto bond.options mode=1": "",
	} {
		_, diags := readertest.One(Parse, file(text+"\n"))
		said := ""
		for _, d := range diags {
			if d.Code == diag.UnknownKey {
				said += d.Message
			}
		}
		if (want == "") != (said == "") || !strings.Contains(said, want) {
			t.Errorf("%s: %q, want %q", text, said, want)
		}
	}
}
