package nmcli

import (
	"testing"

	"github.com/bondc/bondc/backends/internal/everyfield"
	"github.com/bondc/bondc/frontends/nmcli"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// TestReadBack holds every output against its input: what differs must have
// been announced.
func TestReadBack(t *testing.T) {
	for _, nm := range []target.Version{{}, {Major: 1, Minor: 10}, {Major: 1, Minor: 42}} {
		tgt := target.Target{NM: nm}
		for _, dialect := range []string{"hcl", "ifcfg", "nmcli", "keyfile", "netplan"} {
			readBack(t, dialect, everyfield.Host(dialect), tgt)
		}
		for _, s := range scripts() {
			readBack(t, s.name, s.host, tgt)
		}
	}
}

func readBack(t *testing.T, name string, h *ir.Host, tgt target.Target) {
	t.Helper()
	pinned, losses := effect.Pin(h, target.Target{}, target.NetworkManager, "nmcli")
	out, said := Emit(pinned, tgt)
	losses = append(losses, said...)
	var files []*source.File
	for _, f := range out.Files {
		files = append(files, source.New(f.Path, f.Path, f.Data))
	}
	for back, diags := range nmcli.Parse(files, ir.ReadOptions{Host: h.Name}) {
		if diags.Has(diag.Error) {
			t.Errorf("%s: the frontend refuses the output: %+v", name, diags)
		}
		for _, d := range effect.Compare(effect.Facts(pinned, target.Target{}), effect.Facts(back, tgt), false) {
			implied := pinned.Link(d.Link) == nil // these hosts may name ports that they do not have
			if !effect.Announce(losses).Of(&d) && !implied {
				t.Errorf("%s %+v: nobody announced %s", name, tgt, d.String())
			}
		}
	}
}
