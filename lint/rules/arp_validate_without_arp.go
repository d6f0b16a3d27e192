package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	model "github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var arpValidateWithoutARP = lint.Rule{
	ID:       "arp-validate-without-arp",
	Title:    "ARP replies are to be validated and there is no ARP monitor",
	Severity: diag.Warning,
	Category: lint.Monitoring,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_main.c", "bond_check_params"),
		driver("bond_netlink.c", "bond_changelink"),
		driver("bond_options.c", "bond_option_arp_validate_set"),
	},
	Covers: []string{"B13", "K09"},
	Check:  checkARPValidateWithoutARP,
}

func checkARPValidateWithoutARP(p *lint.Pass) {
	for b := range bonds(p) {
		n, _, known := b.number(option.ARPInterval)
		_, _, also := b.number(option.MIIMon)
		if !b.sure || !known || !also {
			continue
		}
		for s, e := range b.fates(p) {
			// Beside an interval that is written, other rules say what is wrong,
			// but for the driver, which does not load.
			if s.ID == option.ARPValidate && noMonitor(e) && (e.Kind == model.LoadFailed || n == 0 && !e.Cause.Has(model.WrongMode) && !noLoss(s)) {
				p.Report(validatesNothing(p, b, s.Setting, e))
				break
			}
		}
	}
}

// noMonitor reports whether a setting comes to nothing for want of an ARP
// monitor, or for the sake of the other one.
func noMonitor(e *effect.Event) bool {
	return e.Cause.Has(model.NeedsOther) && e.Other == option.ARPInterval || e.Cause.Has(model.OtherWins) && e.Other == option.MIIMon
}

func validatesNothing(p *lint.Pass, b *bond, at *ir.Setting, e *effect.Event) lint.Finding {
	f := lint.Finding{
		Link:    b.Link,
		Span:    whole(at),
		Message: fmt.Sprintf("%q is set for %q, and there is no ARP monitor in force whose replies it could validate", at.Key, b.Name),
		Fix:     drop(b.Link, at, false),
	}
	f.Fix.Message = fmt.Sprintf("remove %q, or set %q and its targets instead of %q", at.Key, name(p, b, option.ARPInterval), name(p, b, option.MIIMon))
	switch via := b.writer(at); {
	case e.Kind == model.LoadFailed:
		f.Severity = diag.Error
		f.Detail = fmt.Sprintf("The driver does not load at all: there is no %q. Before it looks at this parameter, the ARP monitor is switched off by a miimon, by a mode that has none, or for want of a target.", b.Name)
	case e.Kind == model.Refused && via != target.NetworkManager:
		f.Severity, f.Detail = diag.Error, refusal(via, b.Name)
	case via == target.NetworkManager:
		f.Detail = "No ARP is sent, so no reply is ever validated."
	default:
		f.Detail = "The kernel keeps the word and does nothing with it: no ARP is sent, so no reply is ever validated."
	}
	return f
}
