package rules

import (
	"iter"
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/effect"
	model "github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

// fates yields the usable settings of a bond with what becomes of each, as
// often as there is something to say. Where a part of the bond is not known,
// nothing is.
func (b *bond) fates(p *lint.Pass) iter.Seq2[setting, *effect.Event] {
	return func(yield func(setting, *effect.Event) bool) {
		if b.opaque || !b.written() {
			return
		}
		events := p.Outcome(b.Link).Events
		for s := range b.settings() {
			for i := range events {
				if about(&events[i], s.Setting) && !yield(s, &events[i]) {
					return
				}
			}
		}
	}
}

// about reports whether an event is about a setting. What is inert is the
// option, whichever of several settings its value came from.
func about(e *effect.Event, s *ir.Setting) bool {
	if e.Setting == nil {
		return false
	}
	return effect.SamePlace(e.Setting, s) || e.Kind == model.Inert && e.Port == "" && e.Option == s.ID
}

// eventOf returns what becomes of a setting that could not be read, nil where
// that is not known. A parameter of the driver is loaded with the others of a
// bond that has it, or of its own line.
func eventOf(p *lint.Pass, s broken) *effect.Event {
	l := s.link
	if l == nil {
		l = loadedWith(p, s.Setting)
	}
	if l == nil || l.Bond == nil {
		return nil
	}
	o := p.Outcome(l)
	for i := range o.Events {
		if e := &o.Events[i]; e.Setting != nil && effect.SamePlace(e.Setting, s.Setting) {
			return e
		}
	}
	return nil
}

// loadedWith returns a bond whose driver is loaded with a parameter, nil where
// the host has none.
func loadedWith(p *lint.Pass, s *ir.Setting) *ir.Link {
	for _, l := range p.Host.Links {
		if l.Bond == nil {
			continue
		}
		for i := range l.Bond.Defaults {
			if effect.SamePlace(&l.Bond.Defaults[i], s) {
				return l
			}
		}
	}
	return nil
}

// written reports whether the bond has a setting at all.
func (b *bond) written() bool {
	for range b.settings() {
		return true
	}
	return false
}

// inMode yields the settings that the mode of the bond decides about, each
// once. It is empty where the mode is not known, or refused: what is behind it was
// looked at without it then.
func (b *bond) inMode(p *lint.Pass) iter.Seq2[setting, *effect.Event] {
	return func(yield func(setting, *effect.Event) bool) {
		if !b.sure || modeRefused(p.Outcome(b.Link)) {
			return
		}
		last := setting{}
		for s, e := range b.fates(p) {
			if e.Cause.Has(model.WrongMode) && s.Setting != last.Setting {
				if last = s; !yield(s, e) {
					return
				}
			}
		}
	}
}

func modeRefused(o *effect.Outcome) bool {
	return slices.ContainsFunc(o.Events, func(e effect.Event) bool { return e.Option == option.ModeOpt && e.Kind == model.Refused })
}

// noLoss reports whether a setting says what silence says, and so loses nothing
// where it does nothing.
func noLoss(s setting) bool {
	return option.Same(s.ID, s.Value, s.row.Default) || s.Value == "0"
}

// hasOwnRule reports whether another rule judges an option against the mode.
func hasOwnRule(id option.ID) bool {
	return id == option.FailOverMAC || id == option.BalanceSLB
}

// judgedByMode reports whether the mode of the bond decides about a setting.
func (b *bond) judgedByMode(p *lint.Pass, s setting) bool {
	for other := range b.inMode(p) {
		if other.Setting == s.Setting {
			return true
		}
	}
	return false
}
