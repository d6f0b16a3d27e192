package modprobe

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// driver is the name of the module.
const driver = "bonding"

type reader struct {
	host  *ir.Host
	diags diag.List
	// aliases are the driver's names, canonical; linked are the bonds so far.
	aliases, linked map[string]bool
	// parameters counts those read so far.
	parameters int
}

// canonical is a name as modprobe and the kernel compare it: "-" is "_"
// (kmod, underscores; kernel/params.c, parameq).
func canonical(name string) string { return strings.ReplaceAll(name, "-", "_") }

// alias notes the names of the driver, which options may be given to before
// the alias is.
func (r *reader) alias(l *line) {
	if isAlias(l) {
		r.aliases[canonical(l.word(1))] = true
		r.host.Module.Aliases = append(r.host.Module.Aliases, ir.ModuleName{Name: l.word(1), Span: l.words[1].span})
	}
}

// unread keeps the lines of a file that modprobe passes over.
func (r *reader) unread(lines []line) {
	for i := range lines {
		e := r.entry(&lines[i])
		e.Class, e.Reason, e.Advice = diag.Bookkeeping, "modprobe reads only files whose names end in .conf", ""
		if r.host.Evidence.Release == "" {
			e.Class, e.Advice = diag.Behaviour, "That of RHEL 5 and 6 reads all: if this is such a host, say so with --env."
		}
	}
}

func isAlias(l *line) bool { return l.word(0) == "alias" && canonical(l.word(2)) == driver }

func (r *reader) line(l *line) {
	e := r.entry(l)
	if !r.complete(l, e) {
		return
	}
	switch command := l.word(0); {
	case isAlias(l):
		e.UsedBy, e.Link = "alias", l.word(1)
	case command == "options" && r.ours(l.word(1)):
		e.UsedBy = "options"
		if canonical(l.word(1)) != driver {
			e.Link = l.word(1)
		}
		name, parameters := named(l.parameters(2))
		r.options(l, l.word(1), name, parameters)
	case command == "install":
		r.install(l, e)
	case command == "blacklist" && canonical(l.word(1)) == driver:
		e.UsedBy = "blacklist"
		r.host.Module.Disabled = ir.Some(true, l.span)
	}
}

// complete reports whether modprobe understands the line at all.
func (r *reader) complete(l *line, e *ir.Entry) bool {
	command := l.word(0)
	d := diag.Diagnostic{Code: diag.Syntax, Severity: diag.Warning, Span: l.words[0].span}
	switch n := operands(command); {
	case strings.HasPrefix(command, "#"):
		d.Message = `"#" starts a comment only as the first byte of a line`
		d.Detail = "modprobe logs this line as a bad one and ignores it, so nothing is lost if it is a comment. Move the \"#\" to the start of the line."
		d.Severity, e.Class = diag.Info, diag.Bookkeeping
	case !isCommand(command):
		d.Message = fmt.Sprintf("%q is no command of modprobe", command)
		d.Detail = "modprobe ignores this line with a warning. The commands are alias, options, install, remove, blacklist, softdep and weakdep."
	case len(l.words) <= n:
		d.Message = fmt.Sprintf("%q needs %s after it", command, []string{"", "a module", "a name and a value"}[n])
		d.Detail = "modprobe ignores this line with a warning: what it was meant to set is not set."
	default:
		return true
	}
	e.Reason, e.Advice = "modprobe ignores the line", "Nothing depends on it."
	r.diags.Add(d)
	return false
}

// ours reports whether options of the name are the driver's: its own, or those
// of a name that looks like a bond's. Whether an alias makes them apply is for
// Merge and the rules to say: the alias may stand further down.
func (r *reader) ours(name string) bool {
	return canonical(name) == driver || r.aliases[canonical(name)] || strings.HasPrefix(name, "bond")
}

// named takes "-o NAME" out of parameters: the old way to a second instance of
// the driver (lint-rules.md K07).
func named(list []word) (instance string, rest []word) {
	for i := 0; i < len(list); i++ {
		if isNameFlag(list[i].text) && i+1 < len(list) {
			i++
			instance = list[i].text
			continue
		}
		rest = append(rest, list[i])
	}
	return instance, rest
}

// options reads the parameters of one line.
func (r *reader) options(l *line, name, instance string, parameters []word) {
	if canonical(name) == driver {
		name = driver
	}
	o := ir.ModuleOptions{For: name, Instance: instance, Span: l.span}
	for _, w := range parameters {
		if r.parameters++; r.parameters > mostParameters {
			r.tooMany(w.span)
			break
		}
		o.Settings = append(o.Settings, l.setting(w))
	}
	r.host.Module.Options = append(r.host.Module.Options, o)
}

func (r *reader) tooMany(span source.Span) {
	if r.parameters > mostParameters+1 {
		return
	}
	r.diags.Add(diag.Diagnostic{
		Code: diag.BadValue, Severity: diag.Error, Span: span,
		Message: fmt.Sprintf("there are more than %d module parameters; this one and the rest are not read", mostParameters),
		Detail:  "The driver has two dozen. What wrote the file has probably gone wrong.",
	})
}

func (r *reader) entry(l *line) *ir.Entry {
	e := &ir.Entry{
		Dialect: dialect, File: l.file, Section: l.word(0), Key: l.word(1), Value: l.rest(2), Raw: l.span.Text(),
		KeySpan: l.words[0].span, Span: l.span,
	}
	e.Class, e.Reason, e.Advice = reason(l)
	r.host.Entries = append(r.host.Entries, e)
	return e
}
