package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var arpAllTargetsNoop = lint.Rule{
	ID:       "arp-all-targets-noop",
	Title:    "all targets must answer, and no answer is looked at",
	Severity: diag.Info,
	Category: lint.Monitoring,
	Since:    "0.1",
	Sources:  []lint.Source{howtoOptions(option.ARPAllTargets)},
	Covers:   []string{"B14"},
	Check:    checkARPAllTargetsNoop,
}

func checkARPAllTargetsNoop(p *lint.Pass) {
	for b := range bondsIn(p, option.OnlyAB) { // elsewhere it is option-without-effect-in-mode
		_, at, known := b.value(option.ARPAllTargets)
		validate, _, also := b.value(option.ARPValidate)
		interval, _, too := b.number(option.ARPInterval)
		if !known || at == nil || option.Same(at.ID, at.Value, option.Get(at.ID).Default) || !also || !too {
			continue
		}
		none := option.Same(option.ARPValidate, validate, option.Get(option.ARPValidate).Default)
		if !none && interval > 0 {
			continue
		}
		f := lint.Finding{
			Link:    b.Link,
			Span:    whole(at),
			Message: fmt.Sprintf("%q of %q has no effect, as %q is %q", at.Key, b.Name, name(p, b, option.ARPValidate), validate),
			Detail:  "How many targets must answer is asked only where answers are validated. Without that any traffic that a port receives counts as a sign of life.",
			Fix:     drop(b.Link, at, false),
		}
		if !none {
			f.Message = fmt.Sprintf("%q of %q has no effect, as there is no ARP monitor", at.Key, b.Name)
		}
		f.Fix.Message = fmt.Sprintf("set %q to all, or remove %q", name(p, b, option.ARPValidate), at.Key)
		p.Report(f)
	}
}
