package ifcfg

import (
	"testing"

	"github.com/bondc/bondc/backends/internal/everyfield"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

func TestNothingIsDropped(t *testing.T) {
	for _, via := range []target.Via{target.Initscripts, target.NetworkManager} {
		for _, path := range everyfield.Dropped(everyfield.Host("hcl"), func(h *ir.Host) (ir.Output, diag.List) {
			return Emit(h, target.Target{Via: via})
		}) {
			t.Errorf("%s: %s is dropped without a word", via, path)
		}
	}
}
