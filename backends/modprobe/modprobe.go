package modprobe

import (
	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

// Path is the file below the target's root, and mode its permissions.
const (
	Path = "etc/modprobe.d/bondc.conf"
	mode = 0o644
)

// dialect is the name in ir.Entry.Dialect and in messages.
const dialect = "modprobe"

// Emit writes the host's bonds for modprobe. The findings are what modprobe
// cannot say, at their places in the input. A host without a bond that can be
// written gives no file.
func Emit(h *ir.Host, t target.Target) (ir.Output, diag.List) {
	r := raiser{host: h, target: t, ledger: loss.New(h, dialect), written: map[*ir.Entry]bool{}}
	r.raise()
	var out ir.Output
	if len(r.lines) > 0 {
		out.Add(Path, mode, printed(r.lines))
	}
	return out, r.ledger.Findings()
}
