package dracut

import (
	"testing"

	"github.com/bondc/bondc/frontends/internal/readertest"
	"github.com/bondc/bondc/ir/source"
)

func TestFixtures(t *testing.T) { readertest.Fixtures(t, Parse) }

func TestClaims(t *testing.T) {
	for name, want := range map[string]bool{
		"cmdline":                   true,
		"web.cmdline":               true,
		"etc/cmdline.d/50-net.conf": true,
		"etc/cmdline":               true,
		".web.cmdline":              false,
		"etc/cmdline.d/README":      false,
		"proc/1/cmdline":            false,
		"etc/default/grub":          false,
	} {
		if got := Claims(name); got != want {
			t.Errorf("Claims(%q) is %t", name, got)
		}
	}
}

func TestSniff(t *testing.T) {
	for text, want := range map[string]bool{
		"root=/dev/sda1 ro bond=bond0:eth0,eth1:mode=1 quiet\n":             true,
		"GRUB_TIMEOUT=5\nGRUB_CMDLINE_LINUX=\"quiet vlan=bond0.5:bond0\"\n": true,
		"bridge=br0:eth0\n":                                               true,
		"root=/dev/sda1 ro quiet\n":                                       false,
		"bond=bond0\nnmcli con add type bond ifname $bond\n":              false,
		"# bond=bond0:eth0\n":                                             false,
		"GRUB_TIMEOUT=5\nbond=bond0:eth0\nGRUB_CMDLINE_LINUX=\"quiet\"\n": false,
		"DEVICE=bond0\nBONDING_OPTS=\"mode=1\"\n":                         false,
	} {
		if got := Sniff(source.New("-", "-", []byte(text))); got != want {
			t.Errorf("Sniff(%q) is %t", text, got)
		}
	}
}
