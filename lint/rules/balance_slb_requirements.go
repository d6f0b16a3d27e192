package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var balanceSLBRequirements = lint.Rule{
	ID:       "balance-slb-requirements",
	Title:    "source load balancing is on without the mode and hash that it needs",
	Severity: diag.Error,
	Category: lint.Settings,
	Since:    "0.1",
	Sources: []lint.Source{
		nmBond("verify, balance-slb"),
		networkManager("NEWS", "changes since 1.40"),
	},
	Covers: []string{"F08"},
	Check:  checkBalanceSLB,
}

func checkBalanceSLB(p *lint.Pass) {
	for b := range bonds(p) {
		value, at, known := b.value(option.BalanceSLB)
		if !b.sure || !known || at == nil || !isOn(option.BalanceSLB, value) {
			continue
		}
		hash, hashAt, clear := b.value(option.XmitHashPolicy)
		switch {
		case b.mode != option.BalanceXOR:
			p.Report(slbNeeds(p, b, at, option.ModeOpt, option.BalanceXOR.String()))
		case clear && hashAt != nil && hash != bySource:
			p.Report(slbNeeds(p, b, at, option.XmitHashPolicy, bySource))
		}
	}
}

func slbNeeds(p *lint.Pass, b *bond, at *ir.Setting, id option.ID, want string) lint.Finding {
	return lint.Finding{
		Link:    b.Link,
		Span:    whole(at),
		Message: fmt.Sprintf("%q of %q needs %q to be %q", at.Key, b.Name, name(p, b, id), want),
		Detail:  refusal(b.via, b.Name),
		Related: []diag.Related{{Message: "it is set otherwise", Span: b.place(id)}},
		Fix:     set(p, b, id, want, false),
	}
}
