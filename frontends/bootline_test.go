package frontends

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/source"
)

func TestBootWords(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"etc/default/grub", "GRUB_CMDLINE_LINUX=\"quiet bond=bond0:eth0\"\nGRUB_TIMEOUT=5\n", "1 bond bond0:eth0"},
		{"etc/default/grub", "#GRUB_CMDLINE_LINUX=\"bond=bond0:eth0\"\nOTHER=\"vlan=a:b\"\n", ""},
		{"boot/loader/entries/a.conf", "title bond=x\noptions vlan=bond0.5:bond0\toptions=1 ip=bond0:dhcp", "2 vlan bond0.5:bond0|2 ip bond0:dhcp"},
		{"etc/kernel/cmdline", "bridge=br0:bond0 $bond ifname=$n:02", "1 bridge br0:bond0"},
		{"etc/dracut.conf.d/a.conf", "kernel_cmdline+=' ip=bond0:dhcp '\nother+=' ip=eth0:dhcp '\n", "1 ip bond0:dhcp"},
		{"proc/cmdline", "BOOT_IMAGE=/vmlinuz rd.route=192.0.2.0/24 bond=\n", "1 bond "},
	} {
		if !BootFile(c.file) {
			t.Errorf("%s is no boot file", c.file)
		}
		var got []string
		for _, w := range BootWords([]*source.File{source.New(c.file, c.file, []byte(c.text))}) {
			got = append(got, fmt.Sprintf("%d %s %s", w.Span.Line(), w.Key, w.Value))
		}
		if text := strings.Join(got, "|"); text != c.want {
			t.Errorf("%s: %q, want %q", c.file, text, c.want)
		}
	}
	if BootFile("etc/dracut.conf.d/a.conf.rpmsave") || BootFile("etc/default/grub.d") {
		t.Error("a backup counts")
	}
}
