package cloudinit

import (
	"strings"
	"testing"

	"github.com/bondc/bondc/frontends/internal/readertest"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

func TestFixtures(t *testing.T) { readertest.Fixtures(t, Parse) }

func TestClaims(t *testing.T) {
	for name, want := range map[string]bool{
		"network-config":                                true,
		"boot/firmware/network-config":                  true,
		"var/lib/cloud/seed/nocloud/network-config":     true,
		"var/lib/cloud/seed/nocloud-net/network-config": true,
		"var/lib/cloud/seed/nocloud/user-data":          false,
		"etc/cloud/cloud.cfg":                           true,
		"etc/cloud/cloud.cfg.d/50-curtin.cfg":           true,
		"etc/cloud/cloud.cfg.d/.50.cfg":                 false,
		"etc/cloud/cloud.cfg.d/README":                  false,
		"cloud.cfg":                                     false,
		"etc/network-config":                            false,
	} {
		if got := Claims(name); got != want {
			t.Errorf("Claims(%q) is %t", name, got)
		}
	}
}

func TestSniff(t *testing.T) {
	for text, want := range map[string]bool{
		"version: 1\nconfig:\n- type: physical\n  name: eth0\n":                        true,
		"network:\n  version: 1\n  config:\n    - type: bond\n":                        true,
		"#cloud-config\nnetwork:\n  version: 2\n":                                      true,
		"version: 2\nethernets:\n  eth0: {dhcp4: true}\n":                              true,
		"network: {config: disabled}\n":                                                true,
		"network:\n  version: 2\n  ethernets: {}\n":                                    false,
		"version: '3'\nservices:\n  config: {}\n":                                      false,
		"version: 2\nservices: {}\n":                                                   false,
		"DEVICE=eth0\n":                                                                false,
		"interfaces:\n- name: bond0\n  type: bond\n":                                   false,
		"network:\n  version: 2\n  bonds:\n    config: {interfaces: []}\n# version: 1": false,
	} {
		if got := Sniff(source.New("-", "-", []byte(text))); got != want {
			t.Errorf("Sniff(%q) is %t", text, got)
		}
	}
}

// TestEditOfVersions: version 2 is netplan's and edited like it, with or
// without the outermost key.
func TestEditOfVersions(t *testing.T) {
	for text, want := range map[string]string{
		"network:\n  version: 2\n  bonds:\n    bond0:\n      parameters:\n        mode: active-backup\n": "        mii-monitor-interval: 100\n",
		"version: 2\nbonds:\n  bond0:\n    parameters:\n      mode: active-backup\n":                     "      mii-monitor-interval: 100\n",
	} {
		f := source.New("network-config", "network-config", []byte(text))
		host, _ := readertest.One(Parse, f)
		edits := Edit(f)(host, []ir.Change{{Kind: ir.SetOption, Link: "bond0", Key: "miimon", Value: "100"}})
		if len(edits) != 1 || edits[0].Text != "\n"+want[:len(want)-1] && edits[0].Text != want {
			t.Errorf("%q: edits %v", text, edits)
		}
	}
	off := source.New("network-config", "network-config", []byte("network: {config: disabled}\n"))
	if Edit(off) != nil {
		t.Error("a file that configures nothing has an editor")
	}
}

// TestEditOfFirstVersion: a link's definition is an item, which must keep its
// lists, and its options whatever is left of them.
func TestEditOfFirstVersion(t *testing.T) {
	const text = `version: 1
config:
  - type: bond
    name: bond0
    bond_interfaces: [eth0]
    params:
      bond-mode: active-backup
  - {type: bond, name: bond1, bond_interfaces: [eth1], params: {bond_miimon: 50}}
`
	for _, c := range []struct {
		change ir.Change
		want   string // what is there afterwards, "" where there is no edit
	}{
		{ir.Change{Kind: ir.SetOption, Link: "bond0", Key: "miimon", Value: "100"}, "      bond-mode: active-backup\n      bond-miimon: 100\n"},
		{ir.Change{Kind: ir.SetOption, Link: "bond1", Key: "miimon", Value: "100"}, "params: {bond_miimon: 100}}"},
		{ir.Change{Kind: ir.DropOption, Link: "bond0", Key: "mode"}, "    params: {}\n"},
		{ir.Change{Kind: ir.DropKey, Link: "bond0", Key: "port"}, ""},
	} {
		f := source.New("network-config", "network-config", []byte(text))
		host, _ := readertest.One(Parse, f)
		bond := host.Link("bond0").Bond
		switch c.change.Key {
		case "mode":
			c.change.Span = bond.Settings[0].KeySpan
		case "port":
			c.change.Span = bond.Ports[0].Span
		}
		edits := Edit(f)(host, []ir.Change{c.change})
		now := text
		for i := len(edits) - 1; i >= 0; i-- {
			now = now[:edits[i].Start] + edits[i].Text + now[edits[i].End:]
		}
		if c.want == "" && len(edits) > 0 || !strings.Contains(now, c.want) {
			t.Errorf("%+v: %s", c.change, now)
		}
	}
}
