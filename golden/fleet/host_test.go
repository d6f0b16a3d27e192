// Package fleet measures bondc on made-up fleets, side by side with what a
// user would run instead. It has only tests; see README.md.
package fleet

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/frontends/hcl"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

// hostText describes host number i of a fleet, in HCL: one of four sorts that
// data centres are full of, with addresses of its own. One in a hundred has no
// link monitor, so that a linter has something to say.
func hostText(i int) string {
	var b strings.Builder
	monitor := "miimon = 100"
	if i%100 == 99 {
		monitor = ""
	}
	switch i % 4 {
	case 0: // a server with two uplinks to two switches
		fmt.Fprintf(&b, "bond \"bond0\" {\n mode = \"active-backup\"\n ports = [\"eth0\", \"eth1\"]\n %s\n primary = \"eth0\"\n", monitor)
	case 1: // a hypervisor with an LACP trunk of four
		fmt.Fprintf(&b, "bond \"bond0\" {\n mode = \"802.3ad\"\n ports = [\"eth0\", \"eth1\", \"eth2\", \"eth3\"]\n %s\n lacp_rate = \"fast\"\n xmit_hash_policy = \"layer3+4\"\n mtu = 9000\n", monitor)
	case 2: // an old web server
		fmt.Fprintf(&b, "bond \"bond0\" {\n mode = \"balance-xor\"\n ports = [\"eth0\", \"eth1\"]\n %s\n updelay = 200\n downdelay = 200\n", monitor)
	case 3: // one that watches its gateway
		b.WriteString("bond \"bond0\" {\n mode = \"active-backup\"\n ports = [\"eth0\", \"eth1\"]\n arp_interval = 1000\n arp_ip_target = [\"10.255.255.254\"]\n fail_over_mac = \"active\"\n")
	}
	fmt.Fprintf(&b, " addresses = [\"%s/8\"]\n route {\n to = \"default\"\n via = \"10.255.255.254\"\n }\n", address(10<<24, i))
	fmt.Fprintf(&b, " route {\n to = \"192.168.0.0/16\"\n via = \"10.255.255.253\"\n }\n dns {\n servers = [\"10.255.255.252\", \"10.255.255.251\"]\n search = [\"example.org\"]\n }\n}\n")
	for n, base := range []int{172<<24 | 16<<16, 100<<24 | 64<<16} {
		fmt.Fprintf(&b, "vlan \"bond0.%d\" {\n link = \"bond0\"\n id = %[1]d\n addresses = [\"%s/10\"]\n}\n", 100*(n+1), address(base, i))
	}
	return b.String()
}

// address returns address number i+1 above a base.
func address(base, i int) string {
	n := base + i + 1
	return fmt.Sprintf("%d.%d.%d.%d", n>>24&255, n>>16&255, n>>8&255, n&255)
}

// hostName is the name of host number i.
func hostName(i int) string { return fmt.Sprintf("host-%06d", i) }

// model returns host number i.
func model(t testing.TB, i int) *ir.Host {
	t.Helper()
	file := source.New("host.bondc.hcl", "host.bondc.hcl", []byte(hostText(i)))
	for h, diags := range hcl.Parse([]*source.File{file}, ir.ReadOptions{Host: hostName(i)}) {
		if len(diags) > 0 {
			t.Fatalf("host %d: %v", i, diags)
		}
		return h
	}
	t.Fatalf("host %d: no host", i)
	return nil
}

// write lays out n hosts of a dialect below dir, a folder each.
func write(t testing.TB, dir, dialect string, n int) {
	t.Helper()
	for i := range n {
		c, err := bondc.Convert(model(t, i), nil, bondc.ConvertOptions{To: dialect})
		if err != nil || c.Failed {
			t.Fatalf("host %d to %s: %v %v", i, dialect, err, c.Diags)
		}
		for _, f := range c.Output.Files {
			full := filepath.Join(dir, hostName(i), filepath.FromSlash(f.Path))
			if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(full, f.Data, os.FileMode(f.Mode)); err != nil {
				t.Fatal(err)
			}
		}
	}
}
