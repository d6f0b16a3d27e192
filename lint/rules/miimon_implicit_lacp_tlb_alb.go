package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	model "github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var miimonImplicit = lint.Rule{
	ID:       "miimon-implicit-lacp-tlb-alb",
	Title:    "the MII monitor runs although nobody asked for it",
	Severity: diag.Info,
	Category: lint.Monitoring,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_options.c", "bond_option_mode_set"),
		kernelTree("include/net/bonding.h", "BOND_DEFAULT_MIIMON"),
	},
	Covers: []string{"B03"},
	Check:  checkMIIMonImplicit,
}

func checkMIIMonImplicit(p *lint.Pass) {
	if underWicked(p) {
		return // which refuses the bond before the kernel sees it
	}
	for b := range bondsIn(p, needsSpeed) {
		if _, at, known := b.number(option.MIIMon); !known || at != nil {
			continue
		}
		for i := range p.Outcome(b.Link).Events {
			e := &p.Outcome(b.Link).Events[i]
			if e.Kind == model.Defaulted && e.Option == option.MIIMon && e.By == effect.ByKernel {
				p.Report(implicitMIIMon(p, b, e.Result))
			}
		}
	}
}

func implicitMIIMon(p *lint.Pass, b *bond, millis string) lint.Finding {
	return lint.Finding{
		Link:    b.Link,
		Span:    b.place(option.ModeOpt),
		Message: fmt.Sprintf("%q does not set %q; mode %q makes it %s", b.Name, name(p, b, option.MIIMon), b.mode.String(), millis),
		Detail:  fmt.Sprintf("The kernel turns the monitor on by itself in this mode, every %s ms. Written out, it does not depend on who reads the file.", millis),
		Fix:     set(p, b, option.MIIMon, millis, true),
	}
}
