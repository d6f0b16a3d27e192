package ifupdown

import (
	"testing"

	"github.com/bondc/bondc/frontends/internal/readertest"
	"github.com/bondc/bondc/ir/source"
)

func TestFixtures(t *testing.T) { readertest.Fixtures(t, Parse) }

func TestClaims(t *testing.T) {
	for name, want := range map[string]bool{
		"etc/network/interfaces":             true,
		"etc/network/interfaces.d/bondc":     true,
		"etc/network/interfaces.d/bond0.cfg": true,
		"etc/network/interfaces.d/.hidden":   false,
		"etc/network/interfaces.d/bond0~":    false,
		"etc/network/interfaces.d/":          false,
		"etc/network/if-up.d/x":              false,
		"etc/network/interfaces.d/x/y":       false,
		"interfaces":                         true,
		"network/interfaces":                 false,
	} {
		if got := Claims(name); got != want {
			t.Errorf("Claims(%q) is %t", name, got)
		}
	}
}

func TestSniff(t *testing.T) {
	for text, want := range map[string]bool{
		"auto eth0\niface eth0 inet dhcp\n":  true,
		"  iface eth0 inet6 auto\n":          true,
		"# iface eth0 inet dhcp\n":           false,
		"iface eth0\n":                       false,
		"DEVICE=eth0\n":                      false,
		"network:\n  version: 2\n":           false,
		"iface eth0 inherits base inet dhcp": true,
	} {
		if got := Sniff(source.New("x", "x", []byte(text))); got != want {
			t.Errorf("Sniff(%q) is %t", text, got)
		}
	}
}
