// Package backends is the list of dialects that bondc writes.
package backends

import (
	"github.com/bondc/bondc/backends/hcl"
	"github.com/bondc/bondc/backends/ifcfg"
	"github.com/bondc/bondc/backends/ifupdown"
	"github.com/bondc/bondc/backends/keyfile"
	"github.com/bondc/bondc/backends/modprobe"
	"github.com/bondc/bondc/backends/netplan"
	"github.com/bondc/bondc/backends/networkd"
	"github.com/bondc/bondc/backends/nmcli"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

// Backend is one dialect that bondc writes.
type Backend struct {
	Name string
	// Emit writes a host for a target; the findings are what it cannot say.
	Emit func(*ir.Host, target.Target) (ir.Output, diag.List)
}

// All returns the list.
func All() []Backend {
	return []Backend{
		{"ifcfg", ifcfg.Emit},
		{"netplan", netplan.Emit},
		{"nmcli", nmcli.Emit},
		{"keyfile", keyfile.Emit},
		{"networkd", networkd.Emit},
		{"ifupdown", ifupdown.Emit},
		{"modprobe", modprobe.Emit},
		{"hcl", hcl.Emit},
	}
}

// Named returns the dialect of a name.
func Named(name string) (Backend, bool) {
	for _, b := range All() {
		if b.Name == name {
			return b, true
		}
	}
	return Backend{}, false
}

// Companions returns the files that keep beside netplan's what netplan cannot
// say and networkd can, and what is left of the losses of netplan's writer.
func Companions(h *ir.Host, t target.Target, lost diag.List) (ir.Output, diag.List) {
	return networkd.Companions(h, t, lost)
}
