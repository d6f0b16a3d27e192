package networkd

import (
	"testing"

	"github.com/bondc/bondc/frontends/internal/readertest"
)

func TestFixtures(t *testing.T) { readertest.Fixtures(t, Parse) }

func TestClaims(t *testing.T) {
	for name, want := range map[string]bool{
		"etc/systemd/network/10-a.network":             true,
		"run/systemd/network/10-netplan-a.netdev":      true,
		"usr/lib/systemd/network/99-default.link":      true,
		"etc/systemd/network/10-a.network.d/x.conf":    true,
		"etc/systemd/network/10-a.network.d/x.network": false,
		"etc/systemd/network/10-a.network~":            false,
		"etc/systemd/network/.10-a.network":            false,
		"etc/systemd/networkd.conf":                    false,
		"etc/other/10-a.network":                       false,
		"10-a.network":                                 true,
		".network":                                     false,
	} {
		if got := Claims(name); got != want {
			t.Errorf("Claims(%q) is %t", name, got)
		}
	}
}
