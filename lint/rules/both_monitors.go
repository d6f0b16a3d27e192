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

var bothMonitors = lint.Rule{
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

func checkBothMonitors(p *lint.Pass) {
	for b := range bonds(p) {
		mii, miiAt, known := b.number(option.MIIMon)
		arp, arpAt, also := b.number(option.ARPInterval)
		if !known || !also || miiAt == nil || arpAt == nil || mii <= 0 || arp <= 0 {
			continue
		}
		// What the files write comes after the driver's own parameters and
		// replaces that monitor; only one writer contradicts himself.
		if b.writer(miiAt) != b.writer(arpAt) {
			continue
		}
		if e := b.lostMonitor(p); e != nil {
			p.Report(twoMonitors(b, e, miiAt, arpAt))
		}
	}
}

// lostMonitor is what becomes of the monitor that the other one switches off,
// or for whose sake all is refused; nil where the two do not meet.
func (b *bond) lostMonitor(p *lint.Pass) *effect.Event {
	for s, e := range b.fates(p) {
		of, by := s.ID, e.Other
		if e.Cause.Has(model.OtherWins) && (of == option.ARPInterval && by == option.MIIMon || of == option.MIIMon && by == option.ARPInterval) {
			return e
		}
	}
	return nil
}

func twoMonitors(b *bond, e *effect.Event, mii, arp *ir.Setting) lint.Finding {
	winner, loser := mii, arp
	if e.Option == option.MIIMon {
		winner, loser = arp, mii
	}
	f := lint.Finding{
		Link:    b.Link,
		Span:    whole(arp),
		Message: fmt.Sprintf("%q has two link monitors, %q and %q, and can have one", b.Name, mii.Key, arp.Key),
		Detail:  monitorWinner(b, e, winner, loser),
		Related: []diag.Related{{Message: "the other monitor", Span: whole(mii)}},
		Fix:     &lint.Fix{Message: fmt.Sprintf("keep %q, or keep %q with its targets; remove the other", mii.Key, arp.Key)},
	}
	switch {
	case b.sure && needsSpeed.Has(b.mode):
		f.Fix = drop(b.Link, arp, true)
	case e.Kind != model.Refused:
		f.Fix.Changes = drop(b.Link, loser, false).Changes // it does not run today
	}
	return f
}

// monitorWinner says what becomes of two monitors; it differs per applier
// (facts of lint rule B04).
func monitorWinner(b *bond, e *effect.Event, winner, loser *ir.Setting) string {
	switch via := b.writer(loser); {
	case e.Kind == model.Refused:
		return refusal(b.via, b.Name)
	case via == target.Module:
		return fmt.Sprintf("The driver keeps %q, switches ARP monitoring off, and writes a warning to the kernel log.", winner.Key)
	case via == target.NetworkManager:
		return fmt.Sprintf("NetworkManager keeps %q and drops %q without a word.", winner.Key, loser.Key)
	case via == target.Initscripts:
		return fmt.Sprintf("The initscripts write %q first, and the kernel sets it back to 0 when %q is written: the ARP monitor runs alone.", loser.Key, winner.Key)
	}
	return fmt.Sprintf("The options are written one by one, and the kernel switches one monitor off when the other is written: %q runs, %q does not.", winner.Key, loser.Key)
}
