package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var lacpPassive = lint.Rule{
	ID:       "lacp-passive",
	Title:    "a bond waits for its partner to begin with LACP",
	Severity: diag.Info,
	Category: lint.LACP,
	Since:    "0.1",
	Sources:  []lint.Source{howtoOptions(option.LACPActive)},
	Covers:   []string{"C07"},
	Check:    checkLACPPassive,
}

func checkLACPPassive(p *lint.Pass) {
	for b := range bondsIn(p, option.OnlyLACP) {
		value, at, known := b.value(option.LACPActive)
		if !known || at == nil || isOn(option.LACPActive, value) {
			continue
		}
		p.Report(lint.Finding{
			Link:    b.Link,
			Span:    whole(at),
			Message: fmt.Sprintf("%q sends LACPDUs only in answer to its partner's", b.Name),
			Detail:  "If the switch is passive too, nobody begins: there is no aggregate, and each port stands alone. The switch has to be set to active.",
			Fix:     &lint.Fix{Message: fmt.Sprintf("make sure that the switch is active, or remove %q", at.Key)},
		})
	}
}
