package rules

import (
	"fmt"
	"strconv"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	model "github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var delayNotMultiple = lint.Rule{
	ID:       "delay-not-multiple",
	Title:    "a delay is not a multiple of the monitor's interval",
	Severity: diag.Warning,
	Category: lint.Monitoring,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_options.c", "_bond_option_delay_set"),
		driver("bond_main.c", "bond_check_params"),
		howto("updelay and downdelay"),
		nmBond("verify, peer_notif_delay"),
	},
	Covers: []string{"B17", "P12"},
	Check:  checkDelayNotMultiple,
}

func checkDelayNotMultiple(p *lint.Pass) {
	for b := range bonds(p) {
		mii, _, known := b.number(option.MIIMon)
		if !b.sure || !known || mii <= 0 {
			continue
		}
		for d, e := range b.delays(p) {
			if e.Cause.Has(model.NoMultiple) && e.Other == option.MIIMon {
				p.Report(roundedDelay(p, b, d, e, mii))
			}
		}
	}
}

func roundedDelay(p *lint.Pass, b *bond, d delay, e *effect.Event, mii int64) lint.Finding {
	fixed := e.Result
	if fixed == "" { // it was refused
		fixed = strconv.FormatInt(d.millis-d.millis%mii, 10)
	}
	becomes := "becomes " + fixed + " ms"
	if fixed == "0" {
		becomes = "has no effect"
	}
	f := lint.Finding{
		Link: b.Link,
		Span: whole(d.Setting),
		Message: fmt.Sprintf("%q of %q is %d ms, not a multiple of %q (%d ms), and %s",
			d.Key, b.Name, d.millis, name(p, b, option.MIIMon), mii, becomes),
		Detail: "The driver counts delays in rounds of its monitor: it rounds down and writes a line to the kernel log.",
		Fix:    set(p, b, d.ID, fixed, fixed != "0"),
	}
	if e.Kind == model.Refused {
		f.Severity, f.Detail = diag.Error, refusal(d.via, b.Name)
	}
	return f
}
