package rules

import (
	"fmt"
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var primaryReselectNoop = lint.Rule{
	ID:       "primary-reselect-noop",
	Title:    "a policy for the primary port, and no port is preferred",
	Severity: diag.Warning,
	Category: lint.Settings,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_main.c", "bond_check_params and bond_choose_primary_or_current"),
		howtoOptions(option.PrimaryReselect, option.Prio),
	},
	Covers: []string{"A09"},
	Check:  checkPrimaryReselectNoop,
}

func checkPrimaryReselectNoop(p *lint.Pass) {
	if p.Absent() {
		return
	}
	for b := range bondsIn(p, option.HasPrimary) {
		value, at, known := b.value(option.PrimaryReselect)
		if !known || at == nil || value == option.Get(option.PrimaryReselect).Default || b.unclear(option.Primary) || namesActive(b) {
			continue
		}
		switch unread := b.writer(at) == target.Module && b.via != target.Module; {
		case unread && !setsPrimary(b.Bond.Defaults):
			p.Report(unreadPolicy(p, b, at))
		case !setsPrimary(b.Bond.Defaults) && !setsPrimary(b.Bond.Settings) && firstPrio(b) == nil:
			p.Report(idleReselect(p, b, at))
		}
	}
}

// namesActive reports whether the files name the port that is to be active,
// which NetworkManager takes for the primary (NEWS, changes since 1.26).
func namesActive(b *bond) bool {
	return slices.ContainsFunc(b.Bond.Settings, func(s ir.Setting) bool { return s.ID == option.ActivePort })
}

// setsPrimary reports whether settings of one writer name a primary.
func setsPrimary(settings []ir.Setting) bool {
	value, ok := ir.ValueOf(settings, option.Primary)
	return ok && value != ""
}

// firstPrio is the first setting that prefers a port of the bond, or puts it
// behind the others; nil if they are all alike.
func firstPrio(b *bond) *ir.Setting {
	for i := range b.Bond.Ports {
		settings := b.Bond.Ports[i].Settings
		for j := range settings {
			s := &settings[j]
			if s.ID == option.Prio && s.Usable() && !option.Same(s.ID, s.Value, option.Get(s.ID).Default) {
				return s
			}
		}
	}
	return nil
}

func idleReselect(p *lint.Pass, b *bond, at *ir.Setting) lint.Finding {
	return lint.Finding{
		Link:    b.Link,
		Span:    whole(at),
		Message: fmt.Sprintf("%q of %q has nothing to decide: there is no %q, and no port has a priority", at.Key, b.Name, name(p, b, option.Primary)),
		Detail:  fmt.Sprintf("The policy says whether a preferred port takes over again when it comes back. None is preferred, so %q stays on whichever port it uses until that fails.", b.Name),
		Fix: &lint.Fix{
			Message: fmt.Sprintf("name the preferred port with %q, or remove %q", name(p, b, option.Primary), at.Key),
			Effect:  fmt.Sprintf("%q has the policy of silence", b.Name),
			Changes: drop(b.Link, at, false).Changes,
		},
	}
}

func unreadPolicy(p *lint.Pass, b *bond, at *ir.Setting) lint.Finding {
	f := lint.Finding{
		Link:    b.Link,
		Span:    whole(at),
		Message: fmt.Sprintf("the driver does not read its parameter %q, as it has none called %q beside it", at.Key, option.Get(option.Primary).Kernel),
		Detail:  fmt.Sprintf("While it loads, it looks at this one only if the other is given as well, and throws it away without a word if not: %q has the policy %q.", b.Name, option.Get(option.PrimaryReselect).Default),
		Fix:     &lint.Fix{Message: fmt.Sprintf("write %q where the other options of %q stand, or remove it here", at.Key, b.Name)},
	}
	if setsPrimary(b.Bond.Settings) {
		f.Detail += fmt.Sprintf(" The primary that is written for %q itself comes too late for it.", b.Name)
	}
	return f
}
