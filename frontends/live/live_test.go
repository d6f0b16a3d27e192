package live

import (
	"testing"

	"github.com/bondc/bondc/frontends/internal/readertest"
	"github.com/bondc/bondc/ir/source"
)

func TestFixtures(t *testing.T) { readertest.Fixtures(t, Parse) }

func TestClaims(t *testing.T) {
	for name, want := range map[string]bool{
		"proc/net/bonding/bond0":                  true,
		"proc/net/bonding/":                       false,
		"proc/net/bonding/a/b":                    false,
		"proc/net/vlan/bond0.100":                 true,
		"proc/net/vlan/config":                    false,
		"proc/net/route":                          true,
		"etc/resolv.conf":                         true,
		"proc/net/arp":                            false,
		"sys/class/net/bond0/bonding/mode":        true,
		"sys/class/net/bond0/bonding/later":       true,
		"sys/class/net/eth0/mtu":                  true,
		"sys/class/net/eth0/carrier":              false,
		"sys/class/net/eth0/bonding_slave/state":  false,
		"sys/class/net/br0/brif/bond0/priority":   true,
		"sys/class/net/br0/brif/bond0/path_cost":  false,
		"sys/class/net/br0/bridge/gc_timer":       false,
		"sys/class/net/bonding_masters":           false,
		"etc/sysconfig/network-scripts/ifcfg-lo":  false,
		"bond0":                                   false,
		"mode":                                    false,
		"sys/class/net/bond0/statistics/rx_bytes": false,
	} {
		if got := Claims(name); got != want {
			t.Errorf("Claims(%q) is %t", name, got)
		}
	}
}

func TestSniff(t *testing.T) {
	for text, want := range map[string]bool{
		"Ethernet Channel Bonding Driver: v3.7.1 (April 27, 2011)\n\nBonding Mode: transmit load balancing\n": true,
		"Bonding Mode: transmit load balancing\n":                                                             false,
		"": false,
	} {
		if got := Sniff(source.New("x", "x", []byte(text))); got != want {
			t.Errorf("Sniff(%q) is %t", text, got)
		}
	}
}

func TestALoneCopyIsNamedByItsFile(t *testing.T) {
	for name, want := range map[string]string{"-": "bond0", "bond7": "bond7", "bond1.txt": "bond1", "srv/uplink": "uplink"} {
		h, _ := readertest.One(Parse, source.New(name, name, []byte(banner+": v6\n\nBonding Mode: transmit load balancing\n")))
		if h.Link(want) == nil || h.Link(want).Bond == nil {
			t.Errorf("%s: no bond %q", name, want)
		}
	}
}
