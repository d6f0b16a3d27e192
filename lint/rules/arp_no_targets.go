package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var arpNoTargets = lint.Rule{
	ID:       "arp-no-targets",
	Title:    "ARP monitoring has no targets",
	Severity: diag.Error,
	Category: lint.Monitoring,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_main.c", "bond_check_params"),
		driver("bond_options.c", "bond_option_arp_interval_set"),
		nmBond("verify"),
		howtoOptions(option.ARPIPTarget),
	},
	Covers: []string{"B05"},
	Check:  checkARPNoTargets,
}

func checkARPNoTargets(p *lint.Pass) {
	for b := range bondsIn(p, option.ARPCapable) {
		n, at, known := b.number(option.ARPInterval)
		v4, _, also := b.value(option.ARPIPTarget)
		v6, _, too := b.value(option.NSIP6Target)
		if known && also && too && at != nil && n > 0 && v4 == "" && v6 == "" {
			p.Report(noTargets(p, b, at))
		}
	}
}

func noTargets(p *lint.Pass, b *bond, at *ir.Setting) lint.Finding {
	f := lint.Finding{
		Link:    b.Link,
		Span:    whole(at),
		Message: fmt.Sprintf("%q turns on ARP monitoring of %q, but there are no targets in %q", at.Key, b.Name, name(p, b, option.ARPIPTarget)),
		Fix:     &lint.Fix{Message: fmt.Sprintf("name hosts on the local network in %q that always answer, or use %q instead", name(p, b, option.ARPIPTarget), name(p, b, option.MIIMon))},
	}
	switch b.writer(at) {
	case target.Module:
		f.Detail = fmt.Sprintf("The driver then sets the interval back to 0: %q has no link monitor at all.", b.Name)
	case target.NetworkManager:
		f.Detail = refusal(target.NetworkManager, b.Name)
	default:
		f.Detail = fmt.Sprintf("The kernel takes it without a word, but there is nobody to probe: the monitor of %q cannot tell a live link from a dead one.", b.Name)
	}
	return f
}
