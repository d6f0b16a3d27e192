package ifupdown

import (
	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

// Path is the file below the target's root, and mode its permissions.
const (
	Path = "etc/network/interfaces.d/bondc"
	mode = 0o644
)

// Emit writes the host for ifupdown. The findings are what it cannot say, at
// their places in the input.
func Emit(h *ir.Host, _ target.Target) (ir.Output, diag.List) {
	r := raiser{host: h, ledger: loss.NewRefusing(h, "ifupdown", misread), written: map[*ir.Entry]bool{}}
	for _, l := range r.ledger.Links() {
		r.link(l)
	}
	r.ledger.HostDNS("")
	r.ledger.Module()
	r.ledger.Residue("ifupdown", func(e *ir.Entry) bool { return r.written[e] })
	var out ir.Output
	out.Add(Path, mode, r.document.print())
	return out, r.ledger.Findings()
}
