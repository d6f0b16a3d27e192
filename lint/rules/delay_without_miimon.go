package rules

import (
	"fmt"
	"iter"
	"slices"
	"strconv"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

func delayWithoutMIIMon() lint.Rule {
	return lint.Rule{
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
}

func checkDelayWithoutMIIMon(p *lint.Pass) {
	for b := range bonds(p) {
		if mii, _, known := b.number(option.MIIMon); !b.sure || !known || mii > 0 {
			continue
		}
		for d := range b.delays() {
			p.Report(delayAlone(p, b, d))
		}
	}
}

// delay is a setting that counts in intervals of the MII monitor.
type delay struct {
	setting
	millis int64
}

// delays yields the delays that are not 0: the options in milliseconds that
// need the MII monitor.
func (b *bond) delays() iter.Seq[delay] {
	return func(yield func(delay) bool) {
		for s := range b.settings() {
			if s.row.Unit != option.Milliseconds || !slices.Contains(s.row.Needs, option.MIIMon) {
				continue
			}
			n, err := strconv.ParseInt(s.Value, 10, 64)
			if err == nil && n > 0 && !yield(delay{s, n}) {
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
	if arp, _, known := b.number(option.ARPInterval); known && arp > 0 {
		f.Fix = drop(b.Link, d.Setting, false) // the other monitor excludes miimon
	}
	if d.via == target.Module {
		f.Severity = diag.Warning
		f.Detail = "The driver writes to the kernel log that the delay has no effect, and goes on without it."
	}
	return f
}
