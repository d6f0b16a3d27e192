package ifcfg

import (
	"testing"

	"github.com/bondc/bondc/ir/source"
)

func TestClaims(t *testing.T) {
	for path, want := range map[string]bool{
		"etc/sysconfig/network-scripts/ifcfg-bond0":            true,
		"etc/sysconfig/network-scripts/ifcfg-bond0:1":          true,
		"etc/sysconfig/network-scripts/ifcfg-Auto eth0":        true,
		"etc/sysconfig/network-scripts/route-bond0":            true,
		"etc/sysconfig/network-scripts/route6-bond0.100":       true,
		"etc/sysconfig/network-scripts/rule-eth0":              true,
		"etc/sysconfig/network-scripts/rule6-eth0":             true,
		"etc/sysconfig/network-scripts/ifcfg-lo:0":             true,
		"etc/sysconfig/network":                                true,
		"etc/sysconfig/static-routes":                          true,
		"etc/static-routes":                                    false,
		"sysconfig/network":                                    true,
		"ifcfg-bond0":                                          true,
		"route-eth0":                                           true,
		"hosts/a/ifcfg-eth0":                                   true,
		"network":                                              false,
		"etc/network":                                          false,
		"etc/network/network":                                  false,
		"etc/sysconfig/network-scripts/network":                false,
		"etc/sysconfig/network-scripts/ifcfg-lo":               false,
		"etc/sysconfig/network-scripts/ifcfg-":                 false,
		"etc/sysconfig/network-scripts/ifcfg-bond0~":           false,
		"etc/sysconfig/network-scripts/ifcfg-bond0.bak":        false,
		"etc/sysconfig/network-scripts/ifcfg-bond0.old":        false,
		"etc/sysconfig/network-scripts/ifcfg-bond0.orig":       false,
		"etc/sysconfig/network-scripts/ifcfg-bond0.rej":        false,
		"etc/sysconfig/network-scripts/ifcfg-bond0.rpmnew":     false,
		"etc/sysconfig/network-scripts/ifcfg-bond0.rpmorig":    false,
		"etc/sysconfig/network-scripts/ifcfg-bond0.rpmsave":    false,
		"etc/sysconfig/network-scripts/ifcfg-bond0.augnew":     false,
		"etc/sysconfig/network-scripts/route-bond0.bak":        false,
		"etc/sysconfig/network-scripts/.ifcfg-bond0.swp":       false,
		"etc/sysconfig/network-scripts/ifcfg-bond0;5f3a":       false,
		"etc/sysconfig/network-scripts/ifup-eth":               false,
		"etc/sysconfig/network-scripts/keys-wlan0":             false,
		"etc/sysconfig/network-scripts/network-functions":      false,
		"etc/sysconfig/network/ifcfg-bond0":                    false,
		"etc/sysconfig/networking/devices/ifcfg-eth0":          false,
		"etc/sysconfig/networking/profiles/default/ifcfg-eth0": false,
		"etc/backup/ifcfg-eth0":                                false,
		"etc/netplan/01.yaml":                                  false,
		"":                                                     false,
		"/":                                                    false,
		"ifcfg":                                                false,
	} {
		if got := Claims(path); got != want {
			t.Errorf("Claims(%q) = %v, want %v", path, got, want)
		}
	}
}

func TestSniff(t *testing.T) {
	for text, want := range map[string]bool{
		"DEVICE=bond0\nTYPE=Bond\n":                        true,
		"# x\n\nBONDING_OPTS=\"mode=1 miimon=100\"\n":      true,
		"ONBOOT=yes\r\nBOOTPROTO='dhcp'":                   true,
		"DEVICE=bond0\nBONDING_OPTS=\"mode=1\nONBOOT=no\n": true,
		"FOO=bar\n": false,
		"":          false,
		"#!/bin/sh\nDEVICE=bond0\nnmcli con up $DEVICE\n": false,
		"options bonding mode=1\n":                        false,
		"alias bond0 bonding\n":                           false,
		"[connection]\nid=x\n":                            false,
		"network:\n  version: 2\n":                        false,
		"auto bond0\niface bond0 inet dhcp\n":             false,
		"bond \"bond0\" {\n  DEVICE=1\n}\n":               false,
	} {
		if got := Sniff(source.New("-", "-", []byte(text))); got != want {
			t.Errorf("Sniff(%q) = %v, want %v", text, got, want)
		}
	}
}
