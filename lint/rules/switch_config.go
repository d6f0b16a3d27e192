package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var switchConfig = lint.Rule{
	ID:       "switch-config",
	Title:    "the mode asks something of the switch",
	Severity: diag.Info,
	Category: lint.Switches,
	Since:    "0.1",
	Sources:  []lint.Source{switchTable(), howto("chapter 5"), bridgeSolution()},
	Covers:   []string{"A30"},
	Check:    checkSwitchConfig,
}

func checkSwitchConfig(p *lint.Pass) {
	for b := range bondsIn(p, option.AllModes) {
		if !balancesSources(b) && (!p.Absent() || len(b.Bond.Settings) > 0) {
			p.Report(otherEnd(b))
		}
	}
}

func otherEnd(b *bond) lint.Finding {
	return lint.Finding{
		Link:    b.Link,
		Span:    b.place(option.ModeOpt),
		Message: fmt.Sprintf("%s of %q needs the right switch: %s", modeText(b), b.Name, switchNeeds(b.mode)),
		Detail:  "No file on the host can show how the switch is set. If the two ends disagree, frames are lost, doubled or sent round in circles, often only under load or after a failover.",
	}
}

// switchNeeds says how the switch ports of a bond have to be set.
func switchNeeds(m option.Mode) string {
	switch {
	case option.OnlyLACP.Has(m):
		return "one group of ports that negotiates LACP"
	case option.HasPrimary.Has(m):
		return "independent ports, no group and no LACP"
	}
	return "one static group of ports (EtherChannel, no LACP)"
}
