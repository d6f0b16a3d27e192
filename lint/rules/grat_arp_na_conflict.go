package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var gratARPNAConflict = lint.Rule{
	ID:       "grat-arp-na-conflict",
	Title:    "two names of one value, and two values",
	Severity: diag.Warning,
	Category: lint.Settings,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_main.c", "module_param_named(num_grat_arp) and module_param_named(num_unsol_na)"),
		howtoOptions(option.NumGratARP),
		nmBond("verify"),
	},
	Covers: []string{"A22"},
	Check:  checkGratARPNAConflict,
}

func checkGratARPNAConflict(p *lint.Pass) {
	for b := range bonds(p) {
		for _, layer := range []struct {
			settings []ir.Setting
			via      target.Via
		}{{b.Bond.Defaults, target.Module}, {b.Bond.Settings, b.via}} {
			first, last := announcements(layer.settings)
			if first == nil || last == nil || option.Same(first.ID, first.Value, last.Value) || b.opaque {
				continue
			}
			if stanzas(layer.via) && first.ID == option.NumUnsolNA {
				first, last = last, first // ifenslave and ifupdown2 have an order of their own
			}
			p.Report(twoAnnouncements(b, first, last, layer.via))
		}
	}
}

// announcements returns the settings of the two names, in the order in which
// they are written, nil for one that is not.
func announcements(settings []ir.Setting) (first, last *ir.Setting) {
	for i := range settings {
		s := &settings[i]
		switch {
		case !s.Usable() || s.ID != option.NumGratARP && s.ID != option.NumUnsolNA:
		case last == nil:
			last = s
		case last.ID == s.ID:
			last = s
		default:
			first, last = last, s
		}
	}
	return first, last
}

func twoAnnouncements(b *bond, first, last *ir.Setting, via target.Via) lint.Finding {
	f := lint.Finding{
		Link:    b.Link,
		Span:    whole(first),
		Message: fmt.Sprintf("%q of %q is %s, but %q is %s, and both are one value", first.Key, b.Name, first.Value, last.Key, last.Value),
		Detail:  fmt.Sprintf("Since Linux 3.0 the driver has one number for both kinds of announcement after a failover. What is set last counts: it announces %s times, by gratuitous ARP as by neighbour advertisements.", last.Value),
		Related: []diag.Related{{Message: "the other one", Span: whole(last)}},
		Fix:     &lint.Fix{Message: fmt.Sprintf("keep one of the two; without %q nothing changes", first.Key), Changes: drop(b.Link, first, false).Changes},
	}
	if via == target.NetworkManager {
		f.Severity = diag.Error
		f.Detail = fmt.Sprintf("The driver has one number for both kinds of announcement after a failover, and NetworkManager wants the two to agree. %s", refusal(via, b.Name))
		f.Fix.Message = "keep one of the two"
	}
	return f
}
