package consumers

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
	"github.com/bondc/bondc/lint/rules"
)

// TestNmcliVerdictsOnAddressingArePredicted gives nmcli a profile with each method,
// alone and beside an address, a gateway, name servers and a route: it refuses
// those that bondc says it refuses.
func TestNmcliVerdictsOnAddressingArePredicted(t *testing.T) {
	beside := map[string][]string{
		"ipv4": {"may-fail=true", "address1=192.0.2.10/24", "address1=192.0.2.10/24\ngateway=192.0.2.1", "gateway=192.0.2.1",
			"dns=192.0.2.53;", "dns-search=example.com;", "route1=198.51.100.0/24"},
		"ipv6": {"may-fail=true", "address1=2001:db8::10/64", "address1=2001:db8::10/64\ngateway=2001:db8::1", "gateway=2001:db8::1",
			"dns=2001:db8::53;", "dns-search=example.com;", "route1=2001:db8:1::/64"},
	}
	methods := []string{"", "method=auto\n", "method=manual\n", "method=disabled\n", "method=link-local\n", "method=shared\n", "method=ignore\n", "method=dhcp\n"}
	eachNM(t, func(t *testing.T, nm *offline, machine target.Target) {
		judged := 0
		for family, keys := range beside {
			for _, method := range methods {
				for _, key := range keys {
					if machine.NM.Before("1.52") && strings.Contains(method, "manual") && strings.HasPrefix(key, "route") {
						continue // which 1.52 takes, and bondc knows by no version
					}
					profile := fmt.Sprintf("[connection]\nid=eth0\nuuid=11111111-2222-3333-4444-555555555555\ntype=ethernet\ninterface-name=eth0\n\n[%s]\n%s%s\n", family, method, key)
					a := nm.ask([]byte(profile), "modify", "connection.stable-id", "")
					h, diags := read(t, "keyfile", map[string][]byte{profiles + "eth0.nmconnection": []byte(profile)})
					diags = append(diags, lint.Run(h, machine, rules.All(), lint.Options{})...)
					if a.ok == diags.Has(diag.Error) {
						t.Errorf("nmcli takes it: %v (%s); bondc says %s\n%s", a.ok, a.said, errors(diags), profile)
					}
					judged++
				}
			}
		}
		atLeast(t, judged, 100)
		record(t, "keyfile", "nmcli", machine.NM.String(), "addressing taken or refused as predicted", judged)
	})
}
