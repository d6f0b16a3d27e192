package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

func arpValidateWithoutARP() lint.Rule {
	return lint.Rule{
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
}

func checkARPValidateWithoutARP(p *lint.Pass) {
	for b := range bondsIn(p, option.ARPCapable) {
		_, at, ok := b.value(option.ARPValidate)
		if !ok || at == nil || option.Same(option.ARPValidate, at.Value, option.Get(option.ARPValidate).Default) {
			continue
		}
		n, interval, known := b.number(option.ARPInterval)
		mii, miiAt, also := b.number(option.MIIMon)
		byModule := b.writer(at) == target.Module
		// The driver sets its own interval back to 0 beside its own miimon, and
		// never sees one that is written later.
		dead := byModule && (interval == nil || b.writer(interval) != target.Module || also && mii > 0 && miiAt != nil && b.writer(miiAt) == target.Module)
		if known && also && (n <= 0 || dead) {
			p.Report(validatesNothing(p, b, at, mii > 0 && miiAt != nil))
		}
	}
}

func validatesNothing(p *lint.Pass, b *bond, at *ir.Setting, mii bool) lint.Finding {
	f := lint.Finding{
		Link:    b.Link,
		Span:    whole(at),
		Message: fmt.Sprintf("%q is set for %q, and there is no ARP monitor in force whose replies it could validate", at.Key, b.Name),
		Fix:     drop(b.Link, at, false),
	}
	f.Fix.Message = fmt.Sprintf("remove %q, or set %q and its targets instead of %q", at.Key, name(p, b, option.ARPInterval), name(p, b, option.MIIMon))
	switch via := b.writer(at); {
	case via == target.Module:
		f.Severity = diag.Error
		f.Detail = fmt.Sprintf("The driver does not load at all: there is no %q. A miimon among the parameters switches the ARP monitor off before this is looked at.", b.Name)
	case (via == target.NetworkdVia || via == target.Netlink) && mii:
		f.Severity, f.Detail = diag.Error, refusal(via, b.Name)
	case via == target.NetworkManager:
		f.Detail = "No ARP is sent, so no reply is ever validated."
	default:
		f.Detail = "The kernel keeps the word and does nothing with it: no ARP is sent, so no reply is ever validated."
	}
	return f
}
