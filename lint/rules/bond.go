package rules

import (
	"iter"
	"strconv"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

// bond is a declared bond as rules see it.
type bond struct {
	*ir.Link
	via target.Via
	// mode is what the bond will have, and modeAt where it is written, nil where
	// it is not; sure is false where the files hold one that nobody can read, or
	// one under a misspelt key.
	mode   option.Mode
	modeAt *ir.Setting
	sure   bool
	// opaque means that the bond has options which the files do not tell, or
	// that only a part of what is written counts (ifcfg-opts-unquoted).
	opaque bool
}

// bonds yields the bonds that the host declares. One that is only named by its
// ports has no settings to judge.
func bonds(p *lint.Pass) iter.Seq[*bond] {
	return func(yield func(*bond) bool) {
		list := *lint.Once(p, declared)
		for i := range list {
			if !yield(&list[i]) {
				return
			}
		}
	}
}

// bondList are the bonds that a host declares.
type bondList []bond

func declared(p *lint.Pass) *bondList {
	n := 0
	for _, l := range p.Host.Links {
		if l.Bond != nil && !l.Implied {
			n++
		}
	}
	list := make(bondList, 0, n)
	made := madeHere(p.Host)
	for _, l := range p.Host.Links {
		if l.Bond == nil || l.Implied {
			continue
		}
		b := bond{Link: l, via: p.Via(l)}
		b.opaque = p.Host.Dialect() == "ifcfg" && l.Bond.SettingsSpan.Known() && (len(l.Bond.Settings) == 0 || cutOff(l.Bond.SettingsSpan))
		b.opaque = b.opaque || made != nil && !made[l.Name]
		b.mode, _ = effect.ModeOf(l.Bond)
		_, b.modeAt, b.sure = b.value(option.ModeOpt)
		b.sure = b.sure && (b.modeAt != nil || misspelt(p, l, b.via, option.ModeOpt) == nil)
		list = append(list, b)
	}
	return &list
}

// madeHere returns the links whose profiles a script makes: one that is only
// modified has options that stand elsewhere. It is nil for all but scripts.
func madeHere(h *ir.Host) map[string]bool {
	if h.Dialect() != "nmcli" {
		return nil
	}
	made := map[string]bool{}
	for _, e := range h.Entries {
		if e.Key == "connection.type" {
			made[e.Link] = true
		}
	}
	return made
}

// bondsIn yields the bonds whose mode is known and in the set.
func bondsIn(p *lint.Pass, modes option.Modes) iter.Seq[*bond] {
	return func(yield func(*bond) bool) {
		for b := range bonds(p) {
			if b.sure && modes.Has(b.mode) && !yield(b) {
				return
			}
		}
	}
}

// unclear reports whether an option is written with a value that cannot be
// read: another finding says that, and what it leads to is not known. Of a
// bond whose BONDING_OPTS a shell would compute nothing is known.
func (b *bond) unclear(id option.ID) bool {
	if b.opaque {
		return true
	}
	for _, layer := range [][]ir.Setting{b.Bond.Settings, b.Bond.Defaults} {
		for i := range layer {
			if layer[i].ID == id && !layer[i].Usable() {
				return true
			}
		}
	}
	return false
}

// value returns what the bond ends up with for an option: what is written in
// its files, else what silence means to who applies them. The setting is nil
// for silence. Without ok the value cannot be known.
func (b *bond) value(id option.ID) (value string, at *ir.Setting, ok bool) {
	if b.unclear(id) {
		return "", nil, false
	}
	if at, value = effect.Written(b.Bond, id); at != nil {
		return value, at, true
	}
	return effect.Silence(b.Bond, id, b.mode, b.via), nil, true
}

// number is value for a numeric option.
func (b *bond) number(id option.ID) (n int64, at *ir.Setting, ok bool) {
	value, at, ok := b.value(id)
	if !ok {
		return 0, at, false
	}
	n, err := strconv.ParseInt(value, 10, 64)
	return n, at, err == nil || value == ""
}

// place returns where an option is written, else where the bond is declared.
func (b *bond) place(id option.ID) source.Span {
	if at, _ := effect.Written(b.Bond, id); at != nil {
		return whole(at)
	}
	return b.Span
}

// whole is the span of key and value.
func whole(s *ir.Setting) source.Span {
	if s.KeySpan.Known() && s.KeySpan != s.Span {
		return s.KeySpan.To(s.Span)
	}
	return s.Span
}

// setting is a setting of a bond, or of the driver below it, with its row and
// with who hands it to the kernel.
type setting struct {
	*ir.Setting
	row *option.Row
	via target.Via
}

// settings yields the usable settings of a bond: module parameters first, then
// its own, then those of its ports.
func (b *bond) settings() iter.Seq[setting] {
	return func(yield func(setting) bool) {
		ok := walk(b.Bond.Defaults, target.Module, yield) && walk(b.Bond.Settings, b.via, yield)
		for i := range b.Bond.Ports {
			ok = ok && walk(b.Bond.Ports[i].Settings, b.via, yield)
		}
	}
}

func walk(layer []ir.Setting, via target.Via, yield func(setting) bool) bool {
	for i := range layer {
		s := &layer[i]
		if row := option.Get(s.ID); row != nil && s.Usable() && !yield(setting{s, row, via}) {
			return false
		}
	}
	return true
}

// broken is a setting that could not be read, with the link it belongs to; the
// link is nil for a parameter of the driver.
type broken struct {
	*ir.Setting
	link *ir.Link
	via  target.Via
}

// spelled is the column of the table in which the setting is written.
func (s *broken) spelled(p *lint.Pass) option.Dialect {
	if s.via == target.Module {
		return option.Modprobe
	}
	return spelled(p, s.via)
}

// problems yields the settings with a problem, each once, but for those that
// the reader has reported.
func problems(p *lint.Pass) iter.Seq[broken] {
	return func(yield func(broken) bool) {
		ok := true
		each := func(layer []ir.Setting, l *ir.Link, via target.Via) {
			for i := range layer {
				if s := &layer[i]; ok && !s.Usable() && s.Problem.Kind != option.NotComputed {
					ok = yield(broken{s, l, via})
				}
			}
		}
		for b := range bonds(p) {
			each(b.Bond.Settings, b.Link, b.via)
			for i := range b.Bond.Ports {
				each(b.Bond.Ports[i].Settings, b.Link, b.via)
			}
		}
		if p.Host.Module == nil {
			return
		}
		for i := range p.Host.Module.Options {
			each(p.Host.Module.Options[i].Settings, nil, target.Module)
		}
	}
}

// writer is who hands a setting of the bond to the kernel: module parameters
// are the driver's, whoever applies the rest.
func (b *bond) writer(s *ir.Setting) target.Via {
	for i := range b.Bond.Defaults {
		if &b.Bond.Defaults[i] == s {
			return target.Module
		}
	}
	return b.via
}

// arrives reports whether a value reaches the kernel as it is written: networkd
// cannot tell some values from silence, and the driver resets some parameters
// while it loads.
func (b *bond) arrives(s *ir.Setting) bool {
	via := b.writer(s)
	_, lost := option.Loses(applied(via), s.ID, s.Value)
	return !lost && via != target.Module && !unsentZero(via, s)
}

// unsentZero reports whether networkd leaves a setting out because it is 0,
// which it cannot tell from silence for the options that it sends under a
// condition (systemd v256, netdev/bond.c).
func unsentZero(via target.Via, s *ir.Setting) bool {
	row := option.Get(s.ID)
	return via == target.NetworkdVia && row.Kind == option.Int && s.Value == "0"
}
