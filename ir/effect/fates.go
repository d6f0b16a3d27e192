package effect

import (
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/target"
)

// Fates returns what becomes of every setting of a bond, also of those behind
// the one at which it all ends: a request, a profile and the loading of the
// module stop at their first bad setting, and say nothing of the others. Where
// Effective finds no bond for the sake of one setting, the bond is looked at
// again without it. Events are those that ended an attempt, in their order,
// then all of the last attempt; Created is that of Effective. There are no
// Values but of a running bond.
func Fates(h *ir.Host, l *ir.Link, t target.Target) Outcome {
	first, _, _ := simulated(h, l, t)
	last := first
	var ends []Event
	for !last.Created {
		end := last.end()
		if end == nil {
			break
		}
		less := without(l, end.Setting)
		if less == nil {
			break
		}
		ends = append(ends, *end)
		l = less
		last, _, _ = simulated(h, l, t)
	}
	first.Events = append(ends, last.Events...)
	return first
}

// end returns the event that there is no bond for, nil where no setting is to
// blame.
func (o *Outcome) end() *Event {
	for i := len(o.Events) - 1; i >= 0; i-- {
		e := &o.Events[i]
		if (e.Kind == kernel.Refused || e.Kind == kernel.LoadFailed) && e.Setting != nil && e.Port == "" {
			return e
		}
	}
	return nil
}

// without returns the link without a setting of its bond, nil where the bond
// has no such setting. The link itself stays as it is.
func without(l *ir.Link, s *ir.Setting) *ir.Link {
	link, bond := *l, *l.Bond
	link.Bond = &bond
	same := func(other ir.Setting) bool { return SamePlace(&other, s) }
	bond.Settings = slices.DeleteFunc(slices.Clone(bond.Settings), same)
	bond.Defaults = slices.DeleteFunc(slices.Clone(bond.Defaults), same)
	if len(bond.Settings)+len(bond.Defaults) == len(l.Bond.Settings)+len(l.Bond.Defaults) {
		return nil
	}
	return &link
}

// SamePlace reports whether two settings are the same text: who applies a bond
// reads it again, so that events have copies, whose values may be others.
func SamePlace(a, b *ir.Setting) bool {
	return a == b || a.Span == b.Span && a.KeySpan == b.KeySpan && a.Key == b.Key && a.Raw == b.Raw
}
