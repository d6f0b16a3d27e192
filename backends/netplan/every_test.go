package netplan

import (
	"testing"

	"github.com/bondc/bondc/backends/internal/everyfield"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

// TestEveryFieldIsWrittenOrAnnounced takes each field of the model away in turn.
func TestEveryFieldIsWrittenOrAnnounced(t *testing.T) {
	implied := map[string]string{
		"Links[bond0].Bond.Settings[mode]": "it is the default, which is written",
		"Links[static0].IPv4.Method":       "static is what having an address means",
		"Links[router0].IPv6.Method":       "auto is what accepting advertisements means",
		"Links[router0].IPv6.RA":           "the method says the same",
		"Links[brport]":                    "the bridge names it",
		"Links[dynamic0].IPv4.UseRoutes":   "its default route must not be used, so no route is",
	}
	for _, target := range []target.Target{{}, {Via: target.NetworkManager}, {Netplan: target.Version{Minor: 99}, Systemd: target.Version{Major: 237}}} {
		for _, path := range everyfield.Dropped(everyfield.Host("hcl"), func(h *ir.Host) (ir.Output, diag.List) {
			return Emit(h, target)
		}) {
			if implied[path] == "" {
				t.Errorf("%s is dropped without a word for %+v", path, target)
			}
		}
	}
}
