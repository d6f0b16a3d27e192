package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	model "github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var optionWithoutEffectInMode = lint.Rule{
	ID:       "option-without-effect-in-mode",
	Title:    "an option has no effect in the mode of its bond",
	Severity: diag.Warning,
	Category: lint.Settings,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_main.c", "bond_check_params, bond_set_carrier and bond_change_active_slave"),
		kernelTree("include/net/bonding.h", "bond_mode_uses_xmit_hash"),
		networkd("netdev/bond.c", "netdev_bond_fill_message_create"),
		nmBond("verify, NM_SETTING_VERIFY_NORMALIZABLE"),
		howto("the options' own sections"),
	},
	Covers: []string{"A14", "A15", "A16", "A19", "A21", "K10", "L11", "M02"},
	Check:  checkOptionWithoutEffectInMode,
}

func checkOptionWithoutEffectInMode(p *lint.Pass) {
	for b := range bonds(p) {
		for s, e := range b.inMode(p) {
			if e.Kind != model.Refused && !hasOwnRule(s.ID) && !noLoss(s) {
				p.Report(idleOption(b, s, e))
			}
		}
	}
}

func idleOption(b *bond, s setting, e *effect.Event) lint.Finding {
	f := lint.Finding{
		Link:    b.Link,
		Span:    whole(s.Setting),
		Message: fmt.Sprintf("%q has no effect in %s of %q, only in %s", s.Key, modeText(b), b.Name, s.row.Effective),
		Detail:  "The kernel stores it and does not look at it in this mode.",
		Fix:     drop(b.Link, s.Setting, true),
	}
	switch e.Kind {
	case model.NotSent:
		f.Detail = fmt.Sprintf("%s does not pass it on in this mode.", applier(s.via))
	case model.Ignored, model.Overridden:
		f.Detail = "The driver writes a line to the kernel log and ignores the parameter."
	}
	if onlyNotices(s.ID) {
		f.Severity = diag.Info
	}
	if b.modeAt != nil {
		f.Related = []diag.Related{{Message: "the mode", Span: whole(b.modeAt)}}
	}
	return f
}

// onlyNotices reports whether an option is about what the bond tells others
// after a failover: where it has no effect, nothing is missing.
func onlyNotices(id option.ID) bool {
	switch id {
	case option.NumGratARP, option.NumUnsolNA, option.PeerNotifDelay, option.ResendIGMP, option.ARPAllTargets:
		return true
	}
	return false
}
