package rules

import (
	"fmt"
	"iter"
	"slices"
	"strconv"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	model "github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var delayWithoutMIIMon = lint.Rule{
	ID:       "delay-without-miimon",
	Title:    "a delay is set but the MII monitor is off",
	Severity: diag.Error,
	Category: lint.Monitoring,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_options.c", "_bond_option_delay_set"),
		driver("bond_main.c", "bond_check_params"),
		nmBond("verify"),
		howto("updelay and downdelay"),
	},
	Covers: []string{"B16"},
	Check:  checkDelayWithoutMIIMon,
}

func checkDelayWithoutMIIMon(p *lint.Pass) {
	for b := range bonds(p) {
		mii, _, known := b.number(option.MIIMon)
		if !b.sure || !known {
			continue
		}
		for d, e := range b.delays(p) {
			// Of two monitors that one writer sets another rule speaks.
			if e.Cause.Has(model.NeedsOther) && e.Other == option.MIIMon && (mii == 0 || d.via == target.Module) {
				p.Report(delayAlone(p, b, d))
			}
		}
	}
}

// delay is a setting that counts in intervals of the MII monitor.
type delay struct {
	setting
	millis int64
}

// delays yields the delays that are not 0: the options in milliseconds that
// need the MII monitor. Each comes with what becomes of it.
func (b *bond) delays(p *lint.Pass) iter.Seq2[delay, *effect.Event] {
	return func(yield func(delay, *effect.Event) bool) {
		for s, e := range b.fates(p) {
			if s.row.Unit != option.Milliseconds || !slices.Contains(s.row.Needs, option.MIIMon) {
				continue
			}
			n, err := strconv.ParseInt(s.Value, 10, 64)
			if err == nil && n > 0 && !yield(delay{s, n}, e) {
				return
			}
		}
	}
}

func delayAlone(p *lint.Pass, b *bond, d delay) lint.Finding {
	f := lint.Finding{
		Link:    b.Link,
		Span:    whole(d.Setting),
		Message: fmt.Sprintf("%q of %q needs %q, which is off", d.Key, b.Name, name(p, b, option.MIIMon)),
		Detail:  answer("EPERM while the MII monitor is off", d.via, b.Name),
		Fix:     set(p, b, option.MIIMon, "100", false),
	}
	arp, _, known := b.number(option.ARPInterval)
	_, at, _ := b.number(option.MIIMon)
	if known && arp > 0 || at != nil && b.writer(at) != d.via {
		// The other monitor excludes miimon, or miimon comes later than this.
		f.Fix = drop(b.Link, d.Setting, false)
	}
	if d.via == target.Module {
		f.Severity = diag.Warning
		f.Detail = "The driver writes to the kernel log that the delay has no effect, and goes on without it."
		f.Detail += laterRounds(p, b, d)
	}
	return f
}

// laterRounds says what a delay of the driver's becomes when the bond gets its
// monitor later: the driver has kept the number as it was, and counts rounds.
func laterRounds(p *lint.Pass, b *bond, d delay) string {
	mii, at, _ := b.number(option.MIIMon)
	if at == nil || mii == 0 {
		return ""
	}
	for other, e := range b.delays(p) {
		if other.Setting == d.Setting && e.Kind == model.Overridden && e.Result != "" {
			return fmt.Sprintf(" The number stays, though, and counts rounds of the monitor that %q gets later: the delay is %s ms then.", b.Name, e.Result)
		}
	}
	return ""
}
