package netplan

import (
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

// dialect is the name in ir.Entry.Dialect and in messages.
const dialect = "netplan"

// Emit writes the host for netplan. The findings are what netplan cannot say,
// at their places in the input. A host without a link that can be written gives
// no file.
func Emit(h *ir.Host, t target.Target) (ir.Output, diag.List) {
	left := residueOf(h)
	r := raiser{host: h, target: t, ledger: loss.NewKeeping(h, dialect, left.keeps), wanted: map[string]target.Via{}, residue: left}
	root := r.raise()
	var out ir.Output
	if len(r.ledger.Links()) > 0 {
		out.Add(Path, mode, root.print())
	}
	return out, r.ledger.Findings()
}
