package bondc

import (
	"strings"
	"testing"

	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// TestOutcomes holds outputs that bondc would not write against an input: what
// the kernel makes of the bond must come out, whatever the text says.
func TestOutcomes(t *testing.T) {
	for _, c := range []struct {
		name       string
		in, out    string
		kernel     target.Version
		lost, bugs string
	}{
		{"the same", "mode=1 miimon=100", "Mode=active-backup\nMIIMonitorSec=100ms", target.Version{}, "", ""},
		{"rounded alike", "mode=1 miimon=100 updelay=250", "Mode=active-backup\nMIIMonitorSec=100ms\nUpDelaySec=200ms", target.Version{}, "", ""},
		{"a setting left out", "mode=1 miimon=100", "Mode=active-backup", target.Version{}, "", "miimon"},
		{"another unit", "mode=1 miimon=100", "Mode=active-backup\nMIIMonitorSec=100", target.Version{}, "", "miimon"},
		{"another policy", "mode=4 xmit_hash_policy=layer2+3", "Mode=802.3ad\nTransmitHashPolicy=layer3+4", target.Version{}, "", "xmit_hash_policy"},
		{"both monitors", "mode=1 arp_interval=500 arp_ip_target=192.0.2.1", "Mode=active-backup\nMIIMonitorSec=1s\nARPIntervalSec=500ms\nARPIPTargets=192.0.2.1", target.Version{}, "would not come into being", ""},
		{"a missing mode restriction", "mode=1 miimon=100", "Mode=active-backup\nMIIMonitorSec=100ms\nAdUserPortKey=5", target.Version{}, "would not come into being", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := proof{
				input: parsed(t, "ifcfg", "etc/sysconfig/network-scripts/ifcfg-bond0", "DEVICE=bond0\nTYPE=Bond\nBONDING_OPTS=\""+c.in+"\"\n"),
				back:  parsed(t, "networkd", "etc/systemd/network/10-bond0.netdev", "[NetDev]\nName=bond0\nKind=bond\n[Bond]\n"+c.out+"\n"),
				opt:   ConvertOptions{To: "networkd", Target: target.Target{Kernel: c.kernel}},
			}
			lost, bugs := p.outcomes(nil)
			for _, half := range []struct {
				got  diag.List
				want string
			}{{lost, c.lost}, {bugs, c.bugs}} {
				if (len(half.got) > 0) != (half.want != "") || half.want != "" && !strings.Contains(half.got[0].Message, half.want) {
					t.Errorf("got %v, want %q", half.got, half.want)
				}
			}
		})
	}
}

func parsed(t *testing.T, dialect, path, text string) *ir.Host {
	t.Helper()
	front, ok := frontends.Named(dialect)
	if !ok {
		t.Fatalf("no dialect %q", dialect)
	}
	for h, diags := range front.Parse([]*source.File{source.New(path, path, []byte(text))}, ir.ReadOptions{Host: "h"}) {
		if len(diags) > 0 {
			t.Fatal(diags)
		}
		return h
	}
	t.Fatal("no host")
	return nil
}
