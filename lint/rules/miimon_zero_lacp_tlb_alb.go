package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

// needsSpeed are the modes in which the driver itself calls the MII monitor
// essential: it follows the ports' speed and duplex.
const needsSpeed = option.OnlyLACP | option.TLBAndALB

var miimonZero = lint.Rule{
	ID:       "miimon-zero-lacp-tlb-alb",
	Title:    "the MII monitor is off in a mode that cannot do without it",
	Severity: diag.Error,
	Category: lint.Monitoring,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_options.c", "bond_option_miimon_set and bond_option_mode_set"),
		driver("bond_main.c", "bond_check_params, \"MII monitoring is essential\""),
		bridgeSolution(),
	},
	Covers: []string{"B02"},
	Check:  checkMIIMonZero,
}

func checkMIIMonZero(p *lint.Pass) {
	for b := range bondsIn(p, needsSpeed) {
		if n, at, known := b.number(option.MIIMon); known && at != nil && n == 0 {
			p.Report(zeroMIIMon(p, b, at))
		}
	}
}

func zeroMIIMon(p *lint.Pass, b *bond, at *ir.Setting) lint.Finding {
	f := lint.Finding{
		Link: b.Link,
		Span: whole(at),
		Message: fmt.Sprintf("%q turns off the link monitor of %q, which mode %q cannot do without",
			at.Key, b.Name, b.mode.String()),
		Detail: fmt.Sprintf("The kernel sets 100 ms when the mode is set, and the 0 that is written afterwards turns it off again: %q then no longer notices that a port lost its link, or changed its speed or duplex, by which this mode shares the traffic.", b.Name),
		Fix:    set(p, b, option.MIIMon, "100", true),
	}
	f.Fix.Effect = fmt.Sprintf("%q notices when a port loses its link", b.Name)
	if !b.arrives(at) {
		f.Severity = diag.Info
		f.Message = fmt.Sprintf("%q says 0, but %q will have 100", at.Key, b.Name)
		f.Fix.Effect = ""
		f.Detail = fmt.Sprintf("Mode %q cannot do without the monitor, so the kernel sets 100 ms. The 0 does not get that far.", b.mode.String())
	}
	return f
}
