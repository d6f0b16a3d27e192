package kernel

import (
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
)

// set is what the driver does with one option and one value on sysfs and
// netlink (bond_options.c, __bond_opt_set): first whether it may be set now,
// then whether the value is one, then the option's own setter. An error
// comes with its reason, and nothing has changed.
func (d *driver) set(s *ir.Setting, value string) (Errno, Reason) {
	row := option.Get(s.ID)
	if errno, why := d.mayset(row); errno != "" {
		return errno, why
	}
	if why := d.badValue(s, row, value); !why.None() {
		return EINVAL, why
	}
	id := home(d.target, row.ID)
	value = canonical(row, value)
	if set := setters()[id]; set != nil {
		if errno, why := set(d, s, value); errno != "" {
			return errno, why
		}
	} else {
		d.value[id] = value
	}
	d.own(id, s)
	return "", Reason{}
}

// mayset is bond_opt_check_deps.
func (d *driver) mayset(row *option.Row) (Errno, Reason) {
	switch {
	case !row.Accepted.Has(d.mode()):
		return EACCES, Because(WrongMode, option.Unknown, "the kernel takes %s in %s only, and the mode is %s", row.Kernel, row.Accepted, d.mode())
	case row.NeedsEmpty && d.attached && len(d.ports) > 0:
		return ENOTEMPTY, Because(TooLate, option.Unknown, "the kernel takes %s only while the bond has no ports", row.Kernel)
	case row.NeedsDown && d.live:
		return EBUSY, Because(TooLate, option.Unknown, "the kernel takes %s only while the bond is down", row.Kernel)
	}
	return "", Reason{}
}

// badValue says why the kernel does not take the value.
func (d *driver) badValue(s *ir.Setting, row *option.Row, value string) Reason {
	if p := s.Problem; p.Kind != option.NoProblem && (value == "" || !usableParts(row, p)) {
		return Reason{Why: p.Text, Cause: WrongValue}
	}
	if p := option.Check(row.ID, value); p.Kind != option.NoProblem && !isList(row) {
		return Reason{Why: p.Text, Cause: WrongValue}
	}
	if row.Kind == option.MAC && value == "" {
		return Reason{Why: "an empty text is not a MAC address", Cause: WrongValue}
	}
	return d.badWord(row, value)
}

// badWord says why this kernel does not take a word that others take.
func (d *driver) badWord(row *option.Row, value string) Reason {
	for _, v := range row.Values {
		switch {
		case v.Word != value:
		case d.target.Kernel.Before(v.Since):
			return Because(TooOld, option.Unknown, "%s takes %q only since Linux %s", row.Kernel, value, v.Since)
		case v.Until != "" && !d.target.Kernel.Before(v.Until):
			return Because(TooNew, option.Unknown, "%s no longer takes %q since Linux %s", row.Kernel, value, v.Until)
		}
	}
	return Reason{}
}

// canonical makes equal values equal texts: leading zeros mean nothing in a
// number, nor case in a MAC address.
func canonical(row *option.Row, value string) string {
	switch row.Kind {
	case option.MAC:
		return strings.ToLower(value)
	case option.Int:
		if n, err := strconv.ParseInt(value, 10, 64); err == nil {
			return strconv.FormatInt(n, 10)
		}
	}
	return value
}

func isList(row *option.Row) bool { return row.Kind == option.IPv4List || row.Kind == option.IPv6List }

// usableParts reports whether a value with a problem still has parts that the
// kernel takes: lists are taken entry by entry, and one consumer's dislike of a
// number is not the kernel's.
func usableParts(row *option.Row, p option.Problem) bool {
	return isList(row) || p.Kind == option.NumberRefused
}

// own notes whose value an option has now, and what became of the one before.
func (d *driver) own(id option.ID, s *ir.Setting) {
	adds := d.path == Sysfs && isList(option.Get(id))
	if old := d.owner[id]; old != nil && old != s && !adds {
		d.replaced(id, old, s)
	}
	d.undefault(id)
	d.owner[id], d.ownerOn[id] = s, d.path
	if isDelay(id) {
		d.shown = append(d.shown, reading{id, d.file(id)})
	}
}

// reading is what the file of an option read at some time.
type reading struct {
	id    option.ID
	value string
}

// shownOf is what the file of a delay read when it was set last.
func (d *driver) shownOf(id option.ID) string {
	for _, r := range slices.Backward(d.shown) {
		if r.id == id {
			return r.value
		}
	}
	return ""
}

// replaced reports a setting whose value a later one of the same option took
// away; one that says the same lost nothing.
func (d *driver) replaced(id option.ID, old, s *ir.Setting) {
	if old.Value == s.Value {
		return
	}
	row, by := option.Get(old.ID), option.Get(s.ID)
	why := Because(SetAgain, by.ID, "it is set again later, and the last one wins")
	if row != by {
		why = why.but("%s sets the same value of the kernel, and the last one wins", by.Kernel)
	}
	e := NewEvent(Overridden, old, why)
	e.Result = d.file(id)
	d.event(e)
}

// take sets an option as a side effect of another setting. Where somebody had
// set it, that is overridden; else it is a default.
func (d *driver) take(id option.ID, value string, why Reason) {
	if d.value[id] == value {
		return
	}
	old := d.owner[id]
	d.value[id] = value
	e := NewEvent(Overridden, old, why)
	if old == nil {
		e = Event{Kind: Defaulted, Option: id, Reason: why}
	}
	e.Result = value
	d.owner[id] = nil
	d.event(e)
}

// undefault forgets that an option got a default, now that somebody sets it.
func (d *driver) undefault(id option.ID) {
	d.events = slices.DeleteFunc(d.events, func(e Event) bool { return e.Kind == Defaulted && e.Option == id })
}
