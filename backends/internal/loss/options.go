package loss

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// Column is how a backend says options: its column of the table, the version
// of the tool that will read the output, and who will apply it.
type Column struct {
	Dialect option.Dialect
	Version target.Version
	Via     target.Via
	// Below are the columns of what the tool hands its output to: what those
	// lose is lost as well (netplan writes for networkd or NetworkManager).
	Below []option.Dialect
	// Refused says that options which the mode forbids are written all the
	// same, because the applier skips them one by one (initscripts).
	Refused bool
	// OneRequest says that the applier passes all options of a bond in one
	// request, so that a single refusal costs the whole bond (networkd,
	// netdev/bond.c; facts/dialects.md 7.3).
	OneRequest bool
}

// Option is one option of a bond or port that the target can say.
type Option struct {
	Row *option.Row
	// Value is canonical: the kernel's word, lists joined by commas.
	Value string
	// Key and Text are how the target says it; Text is "" for lists, which the
	// backend writes itself.
	Key, Text string
	Spelling  *option.Spelling
	// Mode is the bond's mode.
	Mode option.Mode
	Span source.Span
}

// Options walks the options of a bond in the order of the table. write gets
// each one that the target can say and returns "" once it has written it, or
// why it could not. Everything else is announced: what the target has no key,
// no value or no version for, what the kernel refuses in the bond's mode,
// settings that could not be read, and run-time state. An option that cannot be
// said but has the value that silence leads to is left out without a word,
// because nothing changes. The mode is given even where nobody wrote it: no
// target's silence about it is worth relying on.
func (g *Ledger) Options(l *ir.Link, c Column, write func(Option) string) {
	if l.Bond == nil {
		return
	}
	mode, _ := effect.ModeOf(l.Bond)
	for i := range option.Rows() {
		row := &option.Rows()[i]
		if row.Scope != option.Bond || row.AliasOf != option.Unknown {
			continue
		}
		o := Option{Row: row, Value: row.Default, Mode: mode, Span: l.Span}
		if setting, value := effect.Written(l.Bond, row.ID); setting != nil {
			o.Value, o.Span = value, setting.Span
		} else if row.ID != option.ModeOpt {
			continue
		}
		why := c.say(&o)
		if why == "" && c.OneRequest {
			why = c.refused(l.Bond, &o)
		}
		if why == "" {
			why = write(o)
		}
		if silence := effect.Silence(l.Bond, row.ID, mode, c.Via); why != "" && !option.Same(row.ID, o.Value, silence) {
			g.loseOption(l, &o, why, silence)
		}
	}
	g.unread(l, l.Bond.Defaults, "option", "")
	g.unread(l, l.Bond.Settings, "option", "")
}

// PortOptions does the same for the options of one port of a bond.
func (g *Ledger) PortOptions(l *ir.Link, p *ir.Port, c Column, write func(Option) string) {
	mode := option.BalanceRR
	if l.Bond != nil {
		mode, _ = effect.ModeOf(l.Bond)
	}
	for i := range option.Rows() {
		row := &option.Rows()[i]
		value, found := ir.ValueOf(p.Settings, row.ID)
		if row.Scope != option.Port || !found {
			continue
		}
		o := Option{Row: row, Value: value, Mode: mode, Span: spanOf(p.Settings, row.ID)}
		why := c.say(&o)
		if why == "" {
			why = write(o)
		}
		if why != "" && !option.Same(row.ID, value, row.Default) {
			g.Add(Loss{
				Link: l, Class: diag.Behaviour, What: "port-option", Item: p.Name + "/" + row.Kernel, Span: o.Span, Why: why,
				Detail: fmt.Sprintf("The port will run with %s instead of %s. %s", orNothing(row.Default), value, row.Doc),
			})
		}
	}
	g.unread(l, p.Settings, "port-option", p.Name+"/")
}

// say fills in how the target says the option, or returns why it cannot.
func (c *Column) say(o *Option) string {
	sp := option.Spell(o.Row.ID, c.Dialect)
	if !o.Row.Accepted.Has(o.Mode) && !c.Refused {
		return fmt.Sprintf("the kernel refuses it in mode %s", o.Mode)
	}
	if !sp.Supported() {
		return sp.Unsupported
	}
	for _, d := range append([]option.Dialect{c.Dialect}, c.Below...) {
		if reason, lost := option.Loses(d, o.Row.ID, o.Value); lost {
			return reason
		}
		if modes := option.Spell(o.Row.ID, d).SentModes; modes != 0 && !modes.Has(o.Mode) {
			return fmt.Sprintf("%s does not pass it on in mode %s", d, o.Mode)
		}
	}
	key, since := c.key(sp)
	if key == "" {
		return fmt.Sprintf("it needs %s %s and the target has %s", c.Dialect, since, strings.TrimSuffix(c.Version.String(), ".0"))
	}
	text, ok := option.Encode(c.Dialect, o.Row.ID, o.Value)
	if !ok || (o.Row.Kind == option.MAC && !ValidMAC(o.Value)) {
		return fmt.Sprintf("%s has no word for the value %q", c.Dialect, o.Value)
	}
	o.Key, o.Text, o.Spelling = key, text, sp
	return ""
}

// refused says why the kernel would refuse the option beside the others of the
// bond, "" if it would not: a delay without the MII monitor (bond_options.c,
// _bond_option_delay_set), and the later of two options that exclude each
// other.
func (c *Column) refused(b *ir.Bond, o *Option) string {
	for _, id := range o.Row.Needs {
		if id == option.MIIMon && !c.on(b, id, o.Mode) {
			return fmt.Sprintf("the kernel refuses it while %s is off, and the bond with it", option.Get(id).Kernel)
		}
	}
	for _, id := range o.Row.Excludes {
		if id < o.Row.ID && o.Value != o.Row.Default && c.on(b, id, o.Mode) {
			return fmt.Sprintf("the kernel refuses it beside %s, and the bond with it", option.Get(id).Kernel)
		}
	}
	return ""
}

// on reports whether a numeric option of the output is not zero.
func (c *Column) on(b *ir.Bond, id option.ID, mode option.Mode) bool {
	setting, value := effect.Written(b, id)
	if setting == nil {
		value = effect.Silence(b, id, mode, c.Via)
	}
	n, err := strconv.ParseInt(value, 10, 64)
	return err == nil && n > 0
}

// key returns the newest spelling that the target's version knows, or "" and
// the version that knows one.
func (c *Column) key(sp *option.Spelling) (key, since string) {
	if !c.Version.Before(sp.Since) {
		return sp.Key, ""
	}
	for _, a := range sp.Aliases {
		if a.Status != option.Misspelt && !c.Version.Before(a.Since) {
			return a.Key, ""
		}
	}
	return "", sp.Since
}

func (g *Ledger) loseOption(l *ir.Link, o *Option, why, silence string) {
	g.Add(Loss{
		Link: l, Class: diag.Behaviour, What: "option", Item: o.Row.Kernel, Span: o.Span, Why: why,
		Detail: fmt.Sprintf("%q will run with %s %s instead of %s. %s", l.Name, o.Row.Kernel, orNothing(silence), orNothing(o.Value), o.Row.Doc),
	})
}

// unread announces the settings that are no configuration of a bond or could
// not be understood.
func (g *Ledger) unread(l *ir.Link, settings []ir.Setting, what, prefix string) {
	for i := range settings {
		s := &settings[i]
		x := Loss{Link: l, Class: diag.Behaviour, What: what, Item: prefix + s.Key, Span: s.Span}
		row := option.Get(s.ID)
		switch {
		case row != nil && (row.Scope == option.Runtime || row.Scope == option.ReadOnly):
			x.Item, x.Class = prefix+row.Kernel, diag.Bookkeeping
			x.Why = "it is state of the running bond and no configuration"
			x.Detail = row.Doc
		case !s.Usable() || row == nil:
			x.Why = s.Unreadable()
			if row != nil {
				// A kernel may take it nevertheless, so that it is missed by its name.
				x.Message, x.Item = g.cannot(x), prefix+row.Kernel
			}
			x.Detail = "What the running host makes of it is not known here. Correct or remove it: bondc lint says what is wrong."
		case what == "option" && row.Scope == option.Port, what == "port-option" && row.Scope == option.Bond:
			x.Why = "it stands in the wrong place"
			x.Detail = "Options of a port belong to the port and options of a bond to the bond; where it stands it has no effect that could be kept."
		case row.Scope.Configurable():
			continue
		default:
			x.Item, x.Class = prefix+row.Kernel, diag.Bookkeeping
			x.Why = "it is state of the running bond and no configuration"
			x.Detail = row.Doc
		}
		g.Add(x)
	}
}

func spanOf(settings []ir.Setting, id option.ID) source.Span {
	for i := len(settings) - 1; i >= 0; i-- {
		if settings[i].ID == id && settings[i].Usable() {
			return settings[i].Span
		}
	}
	return source.Span{}
}

func orNothing(value string) string {
	if value == "" {
		return "nothing"
	}
	return value
}
