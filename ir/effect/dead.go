package effect

import (
	"fmt"
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// dead takes out of a bond what has no effect where the host runs now: options
// that the kernel refuses or another option overrides, and those that who
// applies the files does not pass on. Some targets would make no bond at all of
// them (facts/lint-rules.md P07 and M01). Where there is no bond today, nothing
// can be said about its options, and they stay. out is what the bond amounts to
// now; dead reports whether it may have changed the bond.
func (p *pinner) dead(l *ir.Link, out *Outcome) bool {
	var killed []*Event
	for i := range out.Events {
		if e := &out.Events[i]; out.kills(e) {
			killed = append(killed, e)
		}
	}
	isOff := idle(l.Bond)
	if !out.Created || len(killed) == 0 && !slices.ContainsFunc(l.Bond.Settings, isOff) && !slices.ContainsFunc(l.Bond.Defaults, isOff) {
		return false // most bonds: what the other kernels make of it does not matter
	}
	for _, t := range Assumed(p.from)[1:] { // the first is p.from itself
		other := Effective(p.host, l, t)
		if !other.Created {
			return false
		}
		killed = slices.DeleteFunc(killed, func(e *Event) bool { return !other.kills(e) })
	}
	l.Bond.Settings = slices.DeleteFunc(l.Bond.Settings, isOff)
	l.Bond.Defaults = slices.DeleteFunc(l.Bond.Defaults, isOff)
	for _, e := range killed {
		if !p.meantForTarget(e) && remove(l.Bond, e.Setting) {
			p.diags.Add(p.buried(l, e))
		}
	}
	return true
}

// meantForTarget reports whether a setting is none of the kernel's, in a
// dialect that is written to be compiled, while nobody has said who applies it:
// it is meant for whoever knows it.
func (p *pinner) meantForTarget(e *Event) bool {
	row := option.Get(e.Option)
	return p.host.Dialect() == "hcl" && p.from.Via == target.Unset && row != nil && row.Netlink == "" && !row.Sysfs && !row.Module
}

// implied writes out what who applies the host now adds to a bond by itself
// because of another option, such as the hash that NetworkManager's balance-slb
// stands for. out is what the bond amounts to now.
func (p *pinner) implied(l *ir.Link, out *Outcome) {
	for i := range out.Events {
		e := &out.Events[i]
		row := option.Get(e.Option)
		if e.Kind == kernel.Rounded && p.wantsRound(e.Option) {
			replace(l.Bond, e.Setting, e.Result)
		}
		if e.Kind != kernel.Defaulted || e.By == ByKernel || row == nil || row.ID == option.ModeOpt || row.ID == option.MIIMon {
			continue // the last two are pinned by what silence means
		}
		if s, _ := Written(l.Bond, row.ID); s == nil {
			p.write(l, row.ID, e.Result)
		}
	}
}

// wantsRound reports whether the target takes a delay only as the driver would
// round it (nm-setting-bond.c, verify; facts/lint-rules.md P12).
func (p *pinner) wantsRound(id option.ID) bool {
	return p.to == target.NetworkManager && id == option.PeerNotifDelay
}

// replace gives the setting that stands at the same place another value.
func replace(b *ir.Bond, old *ir.Setting, value string) {
	for _, layer := range [][]ir.Setting{b.Settings, b.Defaults} {
		for i := range layer {
			if s := &layer[i]; old != nil && s.ID == old.ID && s.Span == old.Span && s.KeySpan == old.KeySpan && s.Usable() {
				s.Value = value
			}
		}
	}
}

// Assumed returns the targets that an answer has to hold for: where no kernel is
// named, the newest, and one from before options were taken out again
// (use_carrier, in 6.18).
func Assumed(t target.Target) []target.Target {
	if t.Kernel.Known() {
		return []target.Target{t}
	}
	older := t
	older.Kernel = target.Version{Major: 6, Minor: 12}
	return []target.Target{t, older}
}

// kills reports whether an event is the end of a bond's setting: in this
// outcome the bond has another value. Lists are left alone: one bad address of several is judged by
// who writes the list.
func (o *Outcome) kills(e *Event) bool {
	switch e.Kind {
	case kernel.Refused, kernel.Ignored, kernel.NotSent, kernel.Overridden:
	default:
		return false
	}
	row := option.Get(e.Option)
	if e.Setting == nil || e.Port != "" || row == nil || row.ID == option.ModeOpt || row.Kind == option.IPv4List || row.Kind == option.IPv6List {
		return false
	}
	i := slices.IndexFunc(o.Values, func(v Value) bool { return shared(v.Option) == shared(e.Option) })
	return i < 0 || !option.Same(e.Option, o.Values[i].Value, e.Value)
}

// idle tells the settings that switch off an option that the bond's mode does
// not know: "arp_interval=0" in 802.3ad. Nothing changes without them where the
// host runs now, and some targets would make no bond of them.
func idle(b *ir.Bond) func(ir.Setting) bool {
	mode, known := ModeOf(b)
	s, _ := Written(b, option.ModeOpt)
	clear := s == nil || known
	return func(s ir.Setting) bool {
		row := option.Get(s.ID)
		return clear && s.Usable() && row != nil && row.Scope == option.Bond && !row.Accepted.Has(mode) && isZero(row, s.Value) && isZero(row, row.Default)
	}
}

// remove takes the setting that stands at the same place out of the bond, and
// reports whether it was there.
func remove(b *ir.Bond, dead *ir.Setting) bool {
	same := func(s ir.Setting) bool {
		return s.ID == dead.ID && s.Span == dead.Span && s.KeySpan == dead.KeySpan && s.Usable()
	}
	before := len(b.Settings) + len(b.Defaults)
	b.Settings = slices.DeleteFunc(b.Settings, same)
	b.Defaults = slices.DeleteFunc(b.Defaults, same)
	return len(b.Settings)+len(b.Defaults) < before
}

// buried says that a setting is left out, and why it does nothing today.
func (p *pinner) buried(l *ir.Link, e *Event) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: diag.NeverApplied, Severity: diag.Warning, Span: e.Setting.Span, Link: l.Name,
		Message: fmt.Sprintf("%q of %q is not carried over: it has no effect under %s", e.Setting.Key, l.Name, p.via),
		Detail:  fmt.Sprintf("As it is today, %s. Many targets would refuse the whole bond if it were written. The output is what the host runs with now.", e.Says()),
	}
	if e.Kind == kernel.Overridden {
		d.Code = diag.OverriddenOption
		d.Message = fmt.Sprintf("%q of %q is not carried over: another option wins under %s", e.Setting.Key, l.Name, p.via)
		if again, _ := Written(l.Bond, e.Option); again != nil {
			d.Message = fmt.Sprintf("%q of %q is not carried over: %q is written again, and that counts under %s", e.Setting.Key+"="+e.Setting.Raw, l.Name, e.Setting.Key, p.via)
		}
	}
	return d
}
