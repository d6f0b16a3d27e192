package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var adActorSystemNotLocal = lint.Rule{
	ID:       "ad-actor-system-not-local",
	Title:    "the address of this system in LACP may be some adapter's",
	Severity: diag.Info,
	Category: lint.LACP,
	Since:    "0.1",
	Sources:  []lint.Source{howtoOptions(option.ADActorSystem), howto("chapter 3.7")},
	Covers:   []string{"C05"},
	Check:    checkADActorSystemNotLocal,
}

func checkADActorSystemNotLocal(p *lint.Pass) {
	for b := range bondsIn(p, option.OnlyLACP) {
		value, at, known := b.value(option.ADActorSystem)
		if !known || at == nil || value == "" || value == zeroMAC || isMulticast(value) || isLocal(value) {
			continue
		}
		p.Report(lint.Finding{
			Link:    b.Link,
			Span:    whole(at),
			Message: fmt.Sprintf("%q of %q is %s, an address that a maker of adapters has given out or may give out", at.Key, b.Name, value),
			Detail:  "It works. To a partner, two systems with one address are one: if the adapter that has it is used in LACP too, links of both can end up in one aggregate. An address that is marked as locally administered, with 2, 6, a or e as its second digit, cannot be an adapter's.",
			Fix:     &lint.Fix{Message: "take an address such as 02:00:00:00:00:01, with 2, 6, a or e as its second digit"},
		})
	}
}
