package ifcfg

import (
	"slices"
	"testing"

	"github.com/bondc/bondc/backends/internal/everyfield"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

// TestNothingIsDropped takes every field of a full host away, one at a time:
// each must change the files or the findings.
func TestNothingIsDropped(t *testing.T) {
	// What the rest of the host, or silence, says as well.
	implied := []string{
		"Links[bond0].Bond.Settings[mode]", // the mode of silence
		"Links[static0].IPv4.Method",       // it has addresses
		"Links[router0].IPv6.Method",       // ra says so too
		"Links[router0].IPv6.RA",           // the method says so too
		"Links[brport]",                    // the bridge names it
	}
	initscripts := []string{
		"Links[dynamic0].IPv4.UseRoutes", // what initscripts always do
		"Links[matched0].Match.Rename",   // what they do by HWADDR
	}
	for _, via := range []target.Via{target.Initscripts, target.NetworkManager} {
		known := implied
		if via == target.Initscripts {
			known = append(slices.Clone(implied), initscripts...)
		}
		dropped := everyfield.Dropped(everyfield.Host("hcl"), func(h *ir.Host) (ir.Output, diag.List) {
			return Emit(h, target.Target{Via: via})
		})
		for _, path := range dropped {
			if !slices.Contains(known, path) {
				t.Errorf("%s: %s is dropped without a word", via, path)
			}
		}
	}
}
