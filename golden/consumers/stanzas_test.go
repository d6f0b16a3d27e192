package consumers

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/bondc/bondc/ir/diag"
)

// TestIfupdownVerdictsArePredicted gives ifupdown stanzas of each family and method,
// and lines that are out of place: it reads and brings up, in a dry run, those that
// bondc finds no error in.
func TestIfupdownVerdictsArePredicted(t *testing.T) {
	const good = "auto eth0\niface eth0 inet static\n  address 192.0.2.5/24\n"
	texts := []string{
		good,
		"auto eth0\niface eth0 inet static\n",
		"auto eth0\niface eth0 inet static\n  netmask 255.255.255.0\n",
		"auto eth0\niface eth0 inet static\n  address 192.0.2.5\n  netmask 255.255.255.0\n",
		"auto eth0\niface eth0 inet6 static\n  netmask 64\n",
		"auto eth0\niface eth0 inet STATIC\n  address 192.0.2.5/24\n",
		"auto eth0\niface eth0 inet static\n  address\n",
		"  address 192.0.2.5/24\n" + good,
		"auto eth0\n  address 192.0.2.5/24\niface eth0 inet manual\n",
		"auto\n" + good,
		"foo bar\n" + good,
		good + "  up\n",
		good + "  foo\n",
		good + "  foo bar\n",
		good + "iface eth1 inet\n",
		good + "iface eth1 inet static inherits eth9\n",
		good + "iface eth1 inet static inherits eth0\n",
		good + "iface eth0 inet static\n  address 192.0.2.6/24\n",
		good + "iface eth0:1 inet static\n  address 192.0.2.7/24\n",
		good + "mapping eth1\n  script /nowhere\n",
		good + "no-auto-down eth0\n",
	}
	for _, family := range []string{"inet", "inet6", "ipx", "can", "meta", "link", "ipv4"} {
		for _, method := range []string{"static", "manual", "dhcp", "bootp", "ppp", "wvdial", "ipv4ll", "auto", "dynamic", "none", "statik"} {
			if family == "can" || family == "ipx" || method == "static" {
				continue // some need more than their address
			}
			texts = append(texts, fmt.Sprintf("auto eth0\niface eth0 %s %s\n", family, method))
		}
	}
	for _, release := range releases {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			ifup, refused := program(t, release, "ifup"), 0
			for _, text := range texts {
				files := map[string][]byte{"etc/network/interfaces": []byte(text)}
				root := lay(t, files)
				file := filepath.Join(root, "etc/network/interfaces")
				said, ok := run(t, exec.Command(ifup, "--interfaces", file, "--state-dir", root, "--no-act", "--force", "--all"))
				_, diags := read(t, "ifupdown", files)
				if ok == diags.Has(diag.Error) {
					t.Errorf("ifupdown takes it: %v (%s); bondc says %s\n%s", ok, said, errors(diags), text)
				}
				if !ok {
					refused++
				}
			}
			atLeast(t, refused, len(texts)/3)
			record(t, "ifupdown", "ifup", ships(t, release, "ifup"), "stanzas taken or refused as predicted", len(texts))
		})
	}
}
