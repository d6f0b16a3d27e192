package effect

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// asRun writes out what a bond runs with today where no other applier would
// make the same of what is written: delays of the module, which it counts in
// steps of the miimon that it is loaded with (bond_main.c, bond_check_params),
// under another miimon; and ARP targets that initscripts pass over. out is what
// the bond amounts to now; the result is whether it was rewritten.
func (p *pinner) asRun(l *ir.Link, out *Outcome) bool {
	if !out.Created {
		return false
	}
	rewritten := p.badTargets(l, out)
	if len(l.Bond.Defaults) == 0 && p.via != target.Initscripts {
		return rewritten
	}
	rewritten = p.otherMode(l, out) || rewritten
	for _, id := range [...]option.ID{option.UpDelay, option.DownDelay} {
		s, written := Written(l.Bond, id)
		now, steps := out.number(id), out.number(option.MIIMon)
		if s == nil || !stands(l.Bond.Defaults, s) || steps <= 0 || now == steps*(whole(written)/steps) {
			continue
		}
		rewritten = true
		p.rewrite(l, s, fmt.Sprint(now), diag.OverriddenOption,
			fmt.Sprintf("%q of %q is written as %d instead of %s: the driver makes that of it", s.Key, l.Name, now, written),
			"The module counts the delay in steps of the miimon that it is loaded with, and the bond then has another one. The output is what the host runs with now.")
	}
	p.announcements(l, out)
	return p.skippedTargets(l, out) || rewritten
}

// announcements says where a kernel from before Linux 3.0 has two values of
// which all later ones have one (ir/kernel, state.go).
func (p *pinner) announcements(l *ir.Link, out *Outcome) {
	s, written := Written(l.Bond, option.NumGratARP)
	grat, unsol := out.number(option.NumGratARP), out.number(option.NumUnsolNA)
	if s == nil || grat == unsol || !p.from.Kernel.Before("3.0") {
		return
	}
	first, second := option.Get(option.NumGratARP).Kernel, option.Get(option.NumUnsolNA).Kernel
	p.diags.Add(diag.Diagnostic{
		Code: diag.LossOption, Severity: diag.Warning, Span: s.Span, Link: l.Name,
		Message: fmt.Sprintf("%q and %q of %q are %d and %d today, and one value from Linux 3.0 on: %s", first, second, l.Name, grat, unsol, written),
		Detail:  "Both say how often a failover is announced, in IPv4 and in IPv6. Newer kernels announce it equally often in both.",
		Loss:    &diag.Loss{Class: diag.Behaviour, What: "option", Item: first},
	})
}

// otherMode puts the mode that who applies the bond gives it in the place of the
// module's, and reports whether it is another: NetworkManager names one for each
// bond.
func (p *pinner) otherMode(l *ir.Link, out *Outcome) bool {
	s, written := Written(l.Bond, option.ModeOpt)
	now := out.value(option.ModeOpt)
	if s == nil || now == "" || now == written || !stands(l.Bond.Defaults, s) {
		return false
	}
	// The module keeps its own: it goes on reading its other parameters by it.
	p.instead(l, s, now, diag.OverriddenOption,
		fmt.Sprintf("%q of %q is written as %s instead of %s: %s gives the bond that mode", s.Key, l.Name, now, written, p.via),
		"The files of the bond itself name no mode, and then the module's does not count. The output is what the host runs with now; if another mode is meant, write it into the file of the bond before converting.")
	return true
}

// rewrite puts one setting, of the bond itself, in the place of all of an
// option's, the module's with them.
func (p *pinner) rewrite(l *ir.Link, s *ir.Setting, value, code, message, detail string) {
	id := s.ID
	p.instead(l, s, value, code, message, detail)
	l.Bond.Defaults = unsetting(l.Bond.Defaults, id)
}

// instead puts one setting in the place of all of an option's that the bond has
// itself.
func (p *pinner) instead(l *ir.Link, s *ir.Setting, value, code, message, detail string) {
	now := *s
	now.Value, now.Raw, now.Adds, now.Problem = value, value, false, option.Problem{}
	p.diags.Add(diag.Diagnostic{Code: code, Severity: diag.Warning, Span: now.Span, Link: l.Name, Message: message, Detail: detail})
	l.Bond.Settings = append(unsetting(l.Bond.Settings, now.ID), now)
}

// unsetting leaves out the settings that set an option.
func unsetting(settings []ir.Setting, id option.ID) []ir.Setting {
	return slices.DeleteFunc(settings, func(s ir.Setting) bool { return s.ID == id && s.Usable() })
}

// stands reports whether a setting is one of a layer.
func stands(layer []ir.Setting, s *ir.Setting) bool {
	for i := range layer {
		if &layer[i] == s {
			return true
		}
	}
	return false
}

// number returns the value that an option ends up with, 0 where it has none.
func (o *Outcome) number(id option.ID) int {
	return whole(o.value(id))
}

// value returns what an option ends up with, "" where it has nothing.
func (o *Outcome) value(id option.ID) string {
	for i := range o.Values {
		if o.Values[i].Option == id {
			return o.Values[i].Value
		}
	}
	return ""
}

func whole(text string) int {
	n, _ := strconv.Atoi(text) // 0 for what is none
	return n
}
