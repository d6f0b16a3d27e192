package netplan

import (
	"testing"

	"github.com/bondc/bondc/backends/internal/everyfield"
	"github.com/bondc/bondc/frontends/netplan"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// TestReadBack holds every output against its input: what differs must have
// been announced.
func TestReadBack(t *testing.T) {
	version := func(minor int) target.Version { return target.Version{Minor: minor} }
	for _, tgt := range []target.Target{{}, {Via: target.NetworkManager}, {Netplan: version(106)}, {Netplan: version(99), Systemd: target.Version{Major: 237}}} {
		for _, dialect := range []string{"hcl", "ifcfg", "nmcli", "netplan"} {
			readBack(t, dialect, everyfield.Host(dialect), tgt)
		}
	}
	writer().Each(t, func(file string, h *ir.Host, tgt target.Target) { readBack(t, file, h, tgt) })
}

func readBack(t *testing.T, name string, h *ir.Host, tgt target.Target) {
	t.Helper()
	pinned, losses := effect.Pin(h, target.Target{}, effect.TargetVia("netplan", tgt), "netplan")
	out, said := Emit(pinned, tgt)
	losses = append(losses, said...)
	var files []*source.File
	for _, f := range out.Files {
		files = append(files, source.New(f.Path, f.Path, f.Data))
	}
	for back, diags := range netplan.Parse(files, ir.ReadOptions{Host: h.Name}) {
		if diags.Has(diag.Error) {
			t.Errorf("%s: netplan's frontend refuses the output: %+v", name, diags)
		}
		for _, d := range effect.Compare(effect.Facts(effect.AsTold(pinned, target.Target{}), target.Target{}), effect.Facts(effect.AsTold(back, tgt), tgt), false) {
			if !effect.Announce(losses).Of(&d) {
				t.Errorf("%s %+v: nobody announced %s", name, tgt, d.String())
			}
		}
	}
}
