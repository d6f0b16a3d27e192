package modprobe

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// driver is the name of the module.
const driver = "bonding"

type reader struct {
	host  *ir.Host
	diags diag.List
}

// canonical is a module's name as modprobe compares it: "-" is "_".
func canonical(name string) string { return strings.ReplaceAll(name, "-", "_") }

// alias notes the names of the driver, which options may be given to before
// the alias is.
func (r *reader) alias(l *line) {
	if isAlias(l) {
		r.host.Module.Aliases = append(r.host.Module.Aliases, ir.ModuleName{Name: l.word(1), Span: l.words[1].span})
	}
}

func isAlias(l *line) bool { return l.word(0) == "alias" && canonical(l.word(2)) == driver }

func (r *reader) line(l *line) {
	e := r.entry(l)
	switch command := l.word(0); {
	case isAlias(l):
		e.UsedBy, e.Link = "alias", l.word(1)
	case command == "options" && r.ours(l.word(1)):
		e.UsedBy = "options"
		r.options(l.word(1), "", l.words[min(2, len(l.words)):], l.span)
	case command == "install":
		r.install(l, e)
	case command == "blacklist" && canonical(l.word(1)) == driver:
		e.UsedBy = "blacklist"
		r.host.Module.Disabled = ir.Some(true, l.span)
	case !isCommand(command):
		r.diags.Add(diag.Diagnostic{
			Code: diag.Syntax, Severity: diag.Warning, Span: l.words[0].span,
			Message: fmt.Sprintf("%q is no command of modprobe", command),
			Detail:  "modprobe ignores this line with a warning. The commands are alias, options, install, remove, blacklist and softdep.",
		})
	}
}

// ours reports whether options of the name are the driver's: its own, or those
// of a name that looks like a bond's. Whether an alias makes them apply is for
// Merge and the rules to say: the alias may stand further down.
func (r *reader) ours(name string) bool {
	if canonical(name) == driver || r.host.Module.HasAlias(name) {
		return true
	}
	digits := strings.TrimPrefix(name, "bond")
	_, err := strconv.ParseUint(digits, 10, 16)
	return digits != name && err == nil
}

func (r *reader) entry(l *line) *ir.Entry {
	e := &ir.Entry{
		Dialect: dialect, File: l.file, Section: l.word(0), Key: l.word(1), Value: l.rest(2), Raw: l.span.Text(),
		KeySpan: l.words[0].span, Span: l.span, Class: diag.Behaviour,
		Reason: "The line is about another module than bonding; the target's modprobe configuration is not bondc's to write.",
	}
	r.host.Entries = append(r.host.Entries, e)
	return e
}

// options reads the parameters of one line.
func (r *reader) options(name, instance string, words []word, span source.Span) {
	target := name
	if canonical(name) == driver {
		target = driver
	}
	o := ir.ModuleOptions{For: target, Instance: instance, Span: span}
	for _, w := range words {
		o.Settings = append(o.Settings, setting(w))
	}
	r.host.Module.Options = append(r.host.Module.Options, o)
}

func setting(w word) ir.Setting {
	key, value, _ := strings.Cut(w.text, "=")
	s := ir.Setting{
		Key: key, Raw: value, KeySpan: w.span.Sub(0, len(key)),
		Span: w.span.Sub(min(len(key)+1, len(w.text)), len(w.text)),
	}
	s.ID, _ = option.Lookup(option.Modprobe, canonical(key))
	if s.ID == option.Unknown {
		s.ID = option.LookupKernel(key)
		s.Problem = unknown(s.ID, key)
		return s
	}
	s.Value, s.Problem = option.Decode(option.Modprobe, s.ID, strings.Trim(value, `"`))
	return s
}

// unknown says why a parameter is none of the driver's.
func unknown(id option.ID, key string) option.Problem {
	if id != option.Unknown {
		return option.Problem{Kind: option.NotHere, Text: fmt.Sprintf("%q is a bonding option, but %s", key, option.Spell(id, option.Modprobe).Unsupported)}
	}
	text := fmt.Sprintf("the bonding module has no parameter %q", key)
	if near := option.Suggest(option.Modprobe, key); near != "" {
		text += fmt.Sprintf("; did you mean %q?", near)
	}
	return option.Problem{Kind: option.UnknownOption, Text: text}
}

// install looks for what old hosts did to get a second set of parameters:
// "install bond1 /sbin/modprobe --ignore-install bonding -o bond1 mode=1"
// (bonding.rst 3.3.1). Any other command is only kept.
func (r *reader) install(l *line, e *ir.Entry) {
	name := l.word(1)
	if canonical(name) == driver && (strings.HasSuffix(l.word(2), "/true") || strings.HasSuffix(l.word(2), "/false")) {
		e.UsedBy = "install"
		r.host.Module.Disabled = ir.Some(true, l.span)
		return
	}
	instance, loads := "", false
	var parameters []word
	for i := 2; i < len(l.words); i++ {
		w := l.words[i]
		switch {
		case (w.text == "-o" || w.text == "--name") && i+1 < len(l.words):
			i++
			instance = l.words[i].text
		case canonical(w.text) == driver:
			loads = true
		case loads && strings.Contains(w.text, "=") && !strings.HasPrefix(w.text, "-"):
			parameters = append(parameters, w)
		}
	}
	if !loads || instance == "" {
		e.Reason = "The line is a command that modprobe runs; bondc never runs or translates commands."
		return
	}
	e.UsedBy, e.Link = "install", instance
	r.options(driver, instance, parameters, l.span)
}

// comments lifts ignore comments. Only a line that starts with "#" is one.
func (r *reader) comments(f *source.File) {
	for n := 1; n <= f.Lines(); n++ {
		span := f.LineSpan(n)
		text, ok := strings.CutPrefix(span.Text(), "#")
		if !ok {
			continue
		}
		rest, ok := strings.CutPrefix(strings.TrimSpace(text), "bondc:ignore")
		if !ok || (rest != "" && rest[0] != ' ') {
			continue
		}
		rule, reason, _ := strings.Cut(strings.TrimSpace(rest), " ")
		r.host.Ignores = append(r.host.Ignores, ir.Ignore{Rule: rule, Reason: strings.TrimSpace(reason), Span: span, Line: n + 1})
	}
}
