package networkd

import (
	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

// Prefix begins the path of every file below the target's root, and mode is its
// permissions: networkd does not run as root and must be able to read it.
const (
	Prefix = "etc/systemd/network/10-bondc-"
	mode   = 0o644
)

// Emit writes the host for networkd. The findings are what networkd cannot
// say, at their places in the input.
func Emit(h *ir.Host, t target.Target) (ir.Output, diag.List) {
	r := raiser{host: h, target: t, ledger: loss.New(h, "networkd"), marks: map[string]string{}, written: map[*ir.Entry]bool{}}
	var out ir.Output
	for _, l := range r.ledger.Links() {
		if l.Kind == ir.BondKind {
			r.bond(l)
		}
	}
	for _, l := range r.ledger.Links() {
		for _, u := range r.link(l) {
			out.Add(Prefix+l.Name+u.suffix, mode, u.print())
		}
	}
	r.ledger.HostDNS("")
	r.ledger.Module()
	r.ledger.Residue("networkd", func(e *ir.Entry) bool { return r.written[e] })
	return out, r.ledger.Findings()
}
