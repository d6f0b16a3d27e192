package nmcli

import (
	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/backends/internal/nmprofile"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

// path is the name of the script below the output directory.
const path = "bondc-nmcli.sh"

// Emit writes the host as a script that calls nmcli of the target's version.
// The findings say what is lost on the way.
func Emit(h *ir.Host, t target.Target) (ir.Output, diag.List) {
	ledger := loss.NewRefusing(h, "nmcli", nmprofile.Loopback)
	s := script{nm: t.NM, words: nmprofile.WordsFor(t.NM)}
	s.profiles = nmprofile.Raise(ledger, h, t.NM, nmprofile.Style{Dialect: "nmcli", Oldest: "1.0"})
	var out ir.Output
	if len(s.profiles) > 0 {
		out.Add(path, 0o755, s.render())
	}
	return out, ledger.Findings()
}
