package nmcli

import (
	"slices"
	"testing"

	"github.com/bondc/bondc/backends/internal/everyfield"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

// TestNothingIsDropped takes every field of a full host away, one at a time:
// each must change the script or the findings.
func TestNothingIsDropped(t *testing.T) {
	// What the rest of the host says as well.
	implied := []string{
		"Links[bond0].Bond.Settings[mode]", // the mode of silence
		"Links[static0].IPv4.Method",       // it has addresses
		"Links[router0].IPv6.Method",       // ra says so too
		"Links[router0].IPv6.RA",           // the method says so too
		"Links[brport]",                    // the bridge names it
	}
	for _, l := range everyfield.Host("hcl").Links {
		if l.Bond != nil {
			for _, p := range l.Bond.Ports {
				implied = append(implied, "Links["+p.Name+"]") // the bond names it
			}
		}
	}
	for _, nm := range []target.Version{{}, {Major: 1, Minor: 10}} {
		dropped := everyfield.Dropped(host(nm), func(h *ir.Host) (ir.Output, diag.List) {
			return Emit(h, target.Target{NM: nm})
		})
		for _, path := range dropped {
			if !slices.Contains(implied, path) {
				t.Errorf("for NetworkManager %q, %s is dropped without a word", nm, path)
			}
		}
	}
}

// host is the full host with a route that the version takes: NetworkManager,
// like the kernel, has no blackhole with a gateway, and before 1.36 no types.
func host(nm target.Version) *ir.Host {
	h := everyfield.Host("hcl")
	for _, l := range h.Links {
		for i := range l.Routes {
			switch {
			case l.Routes[i].Type == "":
			case nm.Known():
				l.Routes[i].Type = ""
			default:
				l.Routes[i].Type, l.Routes[i].Scope = "local", "host"
			}
		}
	}
	return h
}
