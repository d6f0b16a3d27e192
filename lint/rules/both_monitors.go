package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

func bothMonitors() lint.Rule {
	return lint.Rule{
		ID:       "both-monitors",
		Title:    "both link monitors are on",
		Severity: diag.Error,
		Category: lint.Monitoring,
		Since:    "0.1",
		Sources: []lint.Source{
			driver("bond_netlink.c", "bond_changelink"),
			driver("bond_options.c", "bond_option_miimon_set and bond_option_arp_interval_set"),
			driver("bond_main.c", "bond_check_params"),
			initscripts("network-functions", "install_bonding_driver"),
			nmBond("verify and _bond_option_unsupp_mode"),
			howto("chapter 7"),
		},
		Covers: []string{"B04"},
		Check:  checkBothMonitors,
	}
}

func checkBothMonitors(p *lint.Pass) {
	for b := range bonds(p) {
		mii, miiAt, known := b.number(option.MIIMon)
		arp, arpAt, also := b.number(option.ARPInterval)
		if !known || !also || miiAt == nil || arpAt == nil || mii <= 0 || arp <= 0 {
			continue
		}
		// What the files write comes after the driver's own parameters and
		// replaces that monitor; only one writer contradicts himself.
		if b.writer(miiAt) == b.writer(arpAt) {
			p.Report(twoMonitors(b, miiAt, arpAt))
		}
	}
}

func twoMonitors(b *bond, mii, arp *ir.Setting) lint.Finding {
	f := lint.Finding{
		Link:    b.Link,
		Span:    whole(arp),
		Message: fmt.Sprintf("%q has two link monitors, %q and %q, and can have one", b.Name, mii.Key, arp.Key),
		Detail:  monitorWinner(b, mii, arp),
		Related: []diag.Related{{Message: "the other monitor", Span: whole(mii)}},
		Fix:     &lint.Fix{Message: fmt.Sprintf("keep %q, or keep %q with its targets; remove the other", mii.Key, arp.Key)},
	}
	switch {
	case b.sure && needsSpeed.Has(b.mode):
		f.Fix = drop(b.Link, arp, true)
	case b.writer(arp) == target.Initscripts:
		f.Fix.Changes = drop(b.Link, mii, false).Changes // it does not run today
	case b.writer(arp) == target.Module, b.writer(arp) == target.NetworkManager:
		f.Fix.Changes = drop(b.Link, arp, false).Changes
	}
	return f
}

// monitorWinner says what becomes of two monitors; it differs per applier
// (facts of lint rule B04).
func monitorWinner(b *bond, mii, arp *ir.Setting) string {
	switch b.writer(arp) {
	case target.NetworkdVia, target.Netlink:
		return refusal(b.via, b.Name)
	case target.Module:
		return fmt.Sprintf("The driver keeps %q, switches ARP monitoring off, and writes a warning to the kernel log.", mii.Key)
	case target.NetworkManager:
		return fmt.Sprintf("NetworkManager keeps %q and drops %q without a word.", mii.Key, arp.Key)
	case target.Initscripts:
		return fmt.Sprintf("The initscripts write %q first, and the kernel sets it back to 0 when %q is written: the ARP monitor runs alone.", mii.Key, arp.Key)
	}
	return "The kernel switches one monitor off when the other is written: the one that is written last runs."
}
