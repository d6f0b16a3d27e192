package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var arpTargetsUnused = lint.Rule{
	ID:       "arp-targets-unused",
	Title:    "there are ARP targets and no ARP monitor",
	Severity: diag.Warning,
	Category: lint.Monitoring,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_options.c", "bond_option_arp_ip_targets_set"),
		nmBond("verify"),
		networkd("src/network/netdev/bond.c", "netdev_bond_fill_message_create"),
	},
	Covers: []string{"B06"},
	Check:  checkARPTargetsUnused,
}

func checkARPTargetsUnused(p *lint.Pass) {
	for b := range bondsIn(p, option.ARPCapable) {
		n, _, known := b.number(option.ARPInterval)
		if !known || n > 0 {
			continue
		}
		for _, id := range []option.ID{option.ARPIPTarget, option.NSIP6Target} {
			if list, at, ok := b.value(id); ok && at != nil && list != "" {
				p.Report(unusedTargets(p, b, at))
				break
			}
		}
	}
}

func unusedTargets(p *lint.Pass, b *bond, at *ir.Setting) lint.Finding {
	interval := name(p, b, option.ARPInterval)
	f := lint.Finding{
		Link:    b.Link,
		Span:    whole(at),
		Message: fmt.Sprintf("%q has targets in %q, and nothing probes them: %q is not more than 0", b.Name, at.Key, interval),
		Fix:     drop(b.Link, at, false),
	}
	f.Fix.Message = fmt.Sprintf("set %q if the ARP monitor is wanted instead of %q, else remove %q", interval, name(p, b, option.MIIMon), at.Key)
	switch b.writer(at) {
	case target.NetworkManager:
		f.Severity, f.Detail = diag.Error, refusal(target.NetworkManager, b.Name)
	case target.NetworkdVia:
		f.Detail = "networkd does not send targets without an interval: no ARP is sent, and a path that is dead behind the first switch goes unnoticed."
	default:
		f.Detail = "The kernel keeps the list and sends no ARP: a path that is dead behind the first switch goes unnoticed."
	}
	return f
}
