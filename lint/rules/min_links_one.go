package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var minLinksOne = lint.Rule{
	ID:       "min-links-one",
	Title:    "one link is the least that a bond needs anyway",
	Severity: diag.Info,
	Category: lint.LACP,
	Since:    "0.1",
	Sources:  []lint.Source{howtoOptions(option.MinLinks)},
	Covers:   []string{"C02"},
	Check:    checkMinLinksOne,
}

func checkMinLinksOne(p *lint.Pass) {
	for b := range bondsIn(p, option.OnlyLACP) {
		least, at, known := b.number(option.MinLinks)
		if !known || at == nil || least != 1 {
			continue
		}
		p.Report(lint.Finding{
			Link:    b.Link,
			Span:    whole(at),
			Message: fmt.Sprintf("%q of %q is 1, which is the same as 0", at.Key, b.Name),
			Detail:  "A bond has carrier when at least one link of the active aggregator is up, with or without this option. If the bond is to go down earlier, so that something else can take over, the number has to be larger.",
			Fix:     &lint.Fix{Message: "leave it, or write how many links the bond must not fall below"},
		})
	}
}
