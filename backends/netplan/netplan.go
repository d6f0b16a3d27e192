package netplan

import (
	"gopkg.in/yaml.v3"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

// Path is the file's place below the target's root, and mode its permissions:
// netplan warns when group or others can read it (facts/dialects.md 5.1).
const (
	Path = "etc/netplan/60-bondc.yaml"
	mode = 0o600
)

// Emit writes the host for netplan. The findings are what netplan cannot say,
// at their places in the input. A host without a link that can be written gives
// no file.
func Emit(h *ir.Host, t target.Target) (ir.Output, diag.List) {
	r := raiser{
		host: h, target: t, ledger: loss.New(h, "netplan"), wanted: map[string]target.Via{},
		residue: map[string][]*ir.Entry{}, written: map[*ir.Entry]bool{}, started: map[*yaml.Node]bool{},
	}
	for _, e := range h.Residue() {
		if e.Dialect == "netplan" {
			r.residue[e.Link] = append(r.residue[e.Link], e)
		}
	}
	root := r.raise()
	var out ir.Output
	if len(r.ledger.Links()) > 0 {
		out.Add(Path, mode, root.print())
	}
	return out, r.ledger.Findings()
}
