package suse

import (
	"testing"

	"github.com/bondc/bondc/frontends/internal/readertest"
	"github.com/bondc/bondc/ir/source"
)

func TestFixtures(t *testing.T) { readertest.Fixtures(t, Parse) }

func TestClaims(t *testing.T) {
	for name, want := range map[string]bool{
		"etc/sysconfig/network/ifcfg-bond0":           true,
		"etc/sysconfig/network/ifcfg-bond0.100":       true,
		"etc/sysconfig/network/ifroute-bond0":         true,
		"etc/sysconfig/network/routes":                true,
		"etc/sysconfig/network/config":                true,
		"etc/sysconfig/network/dhcp":                  false,
		"etc/sysconfig/network/ifcfg-lo":              false,
		"etc/sysconfig/network/ifcfg-":                false,
		"etc/sysconfig/network/ifcfg.template":        false,
		"etc/sysconfig/network/ifcfg-eth0~":           false,
		"etc/sysconfig/network/ifcfg-eth0.rpmnew":     false,
		"etc/sysconfig/network/scripts/ifcfg-eth0":    false,
		"etc/sysconfig/network-scripts/ifcfg-eth0":    false,
		"etc/sysconfig/network":                       false,
		"ifcfg-bond0":                                 false,
		"etc/sysconfig/network/ifcfg-eth0.scpmbackup": false,
	} {
		if got := Claims(name); got != want {
			t.Errorf("Claims(%q) is %t", name, got)
		}
	}
}

func TestSniff(t *testing.T) {
	for text, want := range map[string]bool{
		"STARTMODE='auto'\nIPADDR='192.0.2.1/24'\n":                   true,
		"BONDING_MASTER=yes\nBONDING_SLAVE_0=eth0\n":                  true,
		"BONDING_MASTER=yes\nBOOTPROTO=none\n":                        false,
		"DEVICE=bond0\nSTARTMODE=auto\n":                              false,
		"BONDING_OPTS=\"mode=1\"\nBONDING_SLAVE0=eth0\nSTARTMODE=x\n": false,
		"STARTMODE=auto\nrm -rf /\n":                                  false,
		"DEVICE=eth0\nONBOOT=yes\n":                                   false,
		"network:\n  version: 2\n":                                    false,
	} {
		if got := Sniff(source.New("x", "x", []byte(text))); got != want {
			t.Errorf("Sniff(%q) is %t", text, got)
		}
	}
}
