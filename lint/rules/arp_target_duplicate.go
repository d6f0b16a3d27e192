package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var arpTargetDuplicate = lint.Rule{
	ID:       "arp-target-duplicate",
	Title:    "an ARP target is named twice",
	Severity: diag.Warning,
	Category: lint.Monitoring,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_options.c", "_bond_option_arp_ip_target_add and bond_option_ns_ip6_targets_set"),
		driver("bond_main.c", "bond_check_params"),
	},
	Covers: []string{"B10"},
	Check:  checkARPTargetDuplicate,
}

func checkARPTargetDuplicate(p *lint.Pass) {
	for b := range bondsIn(p, option.ARPCapable) {
		for _, id := range []option.ID{option.ARPIPTarget, option.NSIP6Target} {
			value, at, ok := b.value(id)
			if !ok || at == nil {
				continue
			}
			targets := strings.Split(value, ",")
			for i, t := range targets {
				if t != "" && slices.Contains(targets[:i], t) {
					p.Report(duplicateTarget(b, at, t))
					break
				}
			}
		}
	}
}

func duplicateTarget(b *bond, at *ir.Setting, address string) lint.Finding {
	f := lint.Finding{
		Link:    b.Link,
		Span:    whole(at),
		Message: fmt.Sprintf("%q is a target of %q twice", address, b.Name),
		Fix:     &lint.Fix{Message: fmt.Sprintf("name %q once in %q", address, at.Key)},
	}
	switch via := b.writer(at); via {
	case target.Module:
		f.Detail = "The driver skips the second one with a line in the kernel log: there are fewer targets than it looks."
	case target.NetworkManager, target.NetworkdVia:
		f.Detail = fmt.Sprintf("%s passes it on once: there are fewer targets than it looks.", applier(via))
	case target.Netlink:
		f.Severity, f.Detail = diag.Error, answer("EINVAL", via, b.Name)
	default:
		f.Detail = "The kernel refuses the second one with EINVAL, which shows in the boot log only: there are fewer targets than it looks."
	}
	return f
}
