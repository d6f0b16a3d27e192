package rules

import (
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// fate is what becomes of a setting in the mode of its bond.
type fate uint8

const (
	works   fate = iota
	idle         // the kernel takes it and does nothing with it
	unsent       // who applies the files does not pass it on
	ignored      // the driver ignores the parameter
	refused      // the kernel or the tool refuses it
)

// fate goes by the table: in which modes the kernel takes the option, in which
// it does something, and in which the applier passes it on.
func (b *bond) fate(s setting) fate {
	sent := option.Spell(s.ID, applied(s.via)).SentModes
	silent := option.Same(s.ID, s.Value, s.row.Default)
	switch {
	case !s.row.Scope.Configurable(), s.row.Effective.Has(b.mode):
		return works
	case s.row.Accepted.Has(b.mode):
		return unless(silent, idle)
	case sent != 0 && !sent.Has(b.mode), unsentZero(s.via, s.Setting):
		return unless(silent || s.Value == "0", unsent)
	case s.via == target.Module:
		return unless(silent, ignored)
	case s.via == target.NetworkManager && silent:
		return works
	}
	return refused
}

// unless returns works for a setting that says what silence says: that it has
// no effect is as it reads.
func unless(silent bool, f fate) fate {
	if silent {
		return works
	}
	return f
}

// hasOwnRule reports whether another rule judges an option against the mode.
func hasOwnRule(id option.ID) bool {
	return id == option.FailOverMAC || id == option.BalanceSLB
}
