package nmstate

import (
	"testing"

	"github.com/bondc/bondc/frontends/internal/readertest"
	"github.com/bondc/bondc/ir/source"
)

func TestFixtures(t *testing.T) { readertest.Fixtures(t, Parse) }

func TestClaims(t *testing.T) {
	for name, want := range map[string]bool{
		"etc/nmstate/10-bond.yml":         true,
		"bond0.yml":                       true,
		"etc/nmstate/10-bond.yml.applied": false,
		"etc/nmstate/10-bond.applied":     false,
		"etc/nmstate/.hidden.yml":         false,
		"etc/nmstate/sub/a.yml":           false,
		"etc/netplan/a.yml":               false,
		"etc/nmstate/a.yaml":              false,
	} {
		if got := Claims(name); got != want {
			t.Errorf("Claims(%q) is %t", name, got)
		}
	}
}

func TestSniff(t *testing.T) {
	for text, want := range map[string]bool{
		"interfaces:\n- name: bond0\n  type: bond\n":                                                                           true,
		"---\nroutes:\n  config: []\ninterfaces:\n  - type: linux-bridge\n    name: br0\n":                                     true,
		"kind: NodeNetworkConfigurationPolicy\nspec:\n  desiredState:\n    interfaces:\n    - name: bond0\n      type: bond\n": true,
		"interfaces:\n- name: Gi0/1\n  type: access\n":                                                                         false,
		"network:\n  version: 2\n":                                       false,
		"network:\n  bonds:\n    bond0:\n      interfaces:\n      - a\n": false,
		"type: bond\n": false,
	} {
		if got := Sniff(source.New("-", "-", []byte(text))); got != want {
			t.Errorf("Sniff(%q) is %t", text, got)
		}
	}
}
