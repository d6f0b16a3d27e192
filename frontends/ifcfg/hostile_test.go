package ifcfg

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

// TestHostile reads files that could make a reader slow or big. What it holds
// is that they end, with a bounded number of findings.
func TestHostile(t *testing.T) {
	const size = 1 << 20
	fill := func(text string) string { return strings.Repeat(text, size/len(text)) }
	numbered := func(format string) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	for name, files := range map[string][]string{
		"options":         {"ifcfg-bond0", "BONDING_OPTS='" + fill("arp_ip_target=1.2.3.4 ") + "'\n"},
		"unknown options": {"ifcfg-bond0", "BONDING_OPTS='" + fill("abcdefghij=1 ") + "'\n"},
		"keys":            {"ifcfg-bond0", numbered("KEY%d=x\n")},
		"one key":         {"ifcfg-bond0", fill("A=b\n")},
		"commands":        {"ifcfg-bond0", fill("x\n")},
		"addresses":       {"ifcfg-bond0", numbered("IPADDR%d=10.0.0.1\n")},
		"more addresses":  {"ifcfg-bond0", "IPV6ADDR_SECONDARIES='" + fill("2001:db8::1/64 ") + "'\n"},
		"routes":          {"ifcfg-bond0", "DEVICE=bond0\n", "route-bond0", fill("10.0.0.0/8 window 1\n")},
		"bad routes":      {"ifcfg-bond0", "DEVICE=bond0\n", "route-bond0", fill("x\n")},
		"continued":       {"ifcfg-bond0", "DEVICE=bond0\n", "route-bond0", fill("x \\\n")},
		"keyed routes":    {"ifcfg-bond0", "DEVICE=bond0\n", "route-bond0", numbered("ADDRESS%d=10.0.0.0\n")},
		"rules":           {"ifcfg-bond0", "DEVICE=bond0\n", "rule-bond0", fill("from 10.0.0.0/8 table 5\n")},
		"ignores":         {"ifcfg-bond0", fill("# bondc:ignore a b\n")},
		"quotes":          {"ifcfg-bond0", fill("A='\nB=\"\n")},
		"wake":            {"ifcfg-bond0", "ETHTOOL_OPTS='" + fill("wol g ") + "'\n"},
		"one long line":   {"ifcfg-bond0", "NAME=" + fill("x") + "\n"},
	} {
		t.Run(name, func(t *testing.T) {
			var list []*source.File
			for i := 0; i < len(files); i += 2 {
				list = append(list, source.New(files[i], files[i], []byte(files[i+1])))
			}
			host, diags := parse(list, ir.ReadOptions{})
			if len(diags) > 70_000 {
				t.Errorf("%d findings", len(diags))
			}
			if len(host.Links) != 1 {
				t.Errorf("%d links", len(host.Links))
			}
		})
	}
}
