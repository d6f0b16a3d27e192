package netplan

import (
	"strings"
	"testing"

	"github.com/bondc/bondc/frontends/netplan"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// TestResidueIsPutBack reads netplan and writes netplan: keys that the model
// does not know are in the output, or announced.
func TestResidueIsPutBack(t *testing.T) {
	const input = `network:
  version: 2
  ethernets:
    eth0:
      critical: true
      optional-addresses: [ipv4-ll, dhcp6]
      dhcp4: true
      dhcp4-overrides: {use-ntp: no, use-dns: false}
    id0:
      match: {macaddress: "00:00:5e:00:53:01"}
      set-name: eth1
      critical: true
  bonds:
    bond0.1:
      interfaces: [eth0]
      parameters: {mode: active-backup}
      ipv6-mtu: 1400
      ipv6-address-generation: eui64
`
	const want = `# Written by bondc. Change what it was written from, not this file.
network:
  version: 2
  ethernets:
    eth0:
      dhcp4: true
      dhcp4-overrides:
        use-dns: false
        use-ntp: no
      critical: true
      optional-addresses:
        - ipv4-ll
        - dhcp6
    eth1:
      match:
        macaddress: "00:00:5e:00:53:01"
      set-name: eth1
  bonds:
    bond0.1:
      interfaces:
        - eth0
      parameters:
        mode: active-backup
      ipv6-mtu: 1400
      ipv6-address-generation: eui64
`
	for h, diags := range netplan.Parse([]*source.File{source.New("a.yaml", "etc/netplan/a.yaml", []byte(input))}, ir.ReadOptions{Host: "host"}) {
		if diags.Has(diag.Error) {
			t.Fatalf("the input is wrong: %+v", diags)
		}
		out, losses := Emit(h, target.Target{})
		if got := string(out.Files[0].Data); got != want {
			t.Errorf("got:\n%s\nwant:\n%s", got, want)
		}
		if len(losses) != 1 || losses[0].Code != diag.LossResidue || losses[0].Span.Line() != 12 || !strings.Contains(losses[0].Message, `"critical"`) {
			t.Errorf("losses: %+v", losses)
		}
	}
}
