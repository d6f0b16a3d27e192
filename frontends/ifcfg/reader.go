package ifcfg

import (
	"fmt"
	"path"
	"strings"

	"github.com/bondc/bondc/frontends/internal/ignores"
	"github.com/bondc/bondc/frontends/internal/shellkv"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// reader turns the files of one host into the host.
type reader struct {
	host  *ir.Host
	diags diag.List

	sections []*section // ifcfg files
	lists    []*list    // route and rule files
	global   vars       // /etc/sysconfig/network

	extras  []*ir.Entry // further entries, out of order
	refused int         // lines that ip(8) refuses

	profiles []*profile
	byName   map[string]*profile
}

// section is one file of assignments.
type section struct {
	file *source.File
	base string // its base name
	name string // the NAME in ifcfg-NAME, "" where it has none
	vars
	entries []*ir.Entry
}

// list is one route or rule file.
type list struct {
	role    role
	name    string
	keyed   *section // in the syntax of ADDRESSn=
	lines   []line
	entries []*ir.Entry // of the lines
}

// profile is one link with all files that are about it.
type profile struct {
	link *ir.Link
	vars
	aliases []*section
	entries []*ir.Entry
	// nm reports whether NetworkManager reads the files.
	nm bool
}

// file reads the syntax of one file.
func (r *reader) file(f *source.File) {
	r.host.Files = append(r.host.Files, f)
	if f.Fatal() {
		return
	}
	kind, name := roleOf(pathOf(f))
	base := path.Base(pathOf(f))
	switch kind {
	case foreign:
		if base == "ifcfg-lo" {
			return
		}
		r.linkFile(f, base, "")
	case linkFile:
		r.linkFile(f, base, name)
	case globalFile:
		s := r.assignments(f, base)
		r.global = s.vars
	case routeFile:
		if keyed(f.Text) {
			r.lists = append(r.lists, &list{role: kind, name: name, keyed: r.assignments(f, base)})
			return
		}
		r.list(f, base, kind, name, "route")
	case route6File, staticFile:
		r.list(f, base, kind, name, "route")
	default:
		r.list(f, base, kind, name, "rule")
	}
}

func (r *reader) linkFile(f *source.File, base, name string) {
	if strings.TrimSpace(f.Text) == "" {
		r.report(diag.EmptyFile, f.Span(0, 0), "", fmt.Sprintf("%q is empty", base),
			"initscripts bring up a link of the file's name without any settings, NetworkManager refuses the file. Delete it or fill it in.")
		return
	}
	if other := wrongDialect(f); other != "" {
		first, at := firstLine(f)
		r.report(diag.WrongDialect, f.Span(at, at+len(first)), "", fmt.Sprintf("%q holds %s, not shell assignments", base, other),
			"initscripts source the file as a shell script and NetworkManager looks for KEY=value lines, so no link comes of it. Nothing in it was read.")
		return
	}
	s := r.assignments(f, base)
	s.name = name
	r.sections = append(r.sections, s)
}

// list reads a file of ip(8)'s argument lists.
func (r *reader) list(f *source.File, base string, kind role, name, key string) {
	l := &list{role: kind, name: name}
	lines, comments, rest := readLines(f)
	l.lines = lines
	if rest.Known() {
		r.report(diag.Syntax, rest, "", "the file holds too many lines; the rest of it is not read", fmt.Sprintf("bondc reads %d lines of one file.", maxLines))
	}
	for _, line := range lines {
		e := &ir.Entry{Dialect: dialect, File: f, Section: base, Key: key, Value: line.text, Raw: line.span.Text(), KeySpan: line.span, Span: line.span}
		r.host.Entries = append(r.host.Entries, e)
		l.entries = append(l.entries, e)
	}
	r.host.Ignores = append(r.host.Ignores, ignores.Find(shellkv.Comments(comments))...)
	r.lists = append(r.lists, l)
}

// assignments reads a file of assignments: every key becomes an entry.
func (r *reader) assignments(f *source.File, base string) *section {
	items, diags := shellkv.Read(f)
	r.diags = append(r.diags, diags...)
	s := &section{file: f, base: base}
	entries := make([]ir.Entry, len(items))
	for i := range items {
		it := &items[i]
		if it.Kind == shellkv.Comment {
			continue
		}
		e := &entries[i]
		*e = ir.Entry{Dialect: dialect, File: f, Section: base, Key: it.Key, Value: it.Value, Raw: it.Word.Text(), KeySpan: it.KeySpan, Span: it.Span}
		r.host.Entries = append(r.host.Entries, e)
		s.entries = append(s.entries, e)
		r.keep(s, it, e)
	}
	r.host.Ignores = append(r.host.Ignores, ignores.Find(shellkv.Comments(items))...)
	return s
}

// keep sets the variable of an assignment, and says of all else why it is none.
func (r *reader) keep(s *section, it *shellkv.Item, e *ir.Entry) {
	e.Unknown = it.Unknown != ""
	switch it.Kind {
	case shellkv.Command:
		if e.Secret() { // WPA_PSK = hush
			at := strings.IndexFunc(e.Value[len(e.Key):], func(c rune) bool { return !strings.ContainsRune(" \t=", c) })
			e.File.Conceal(e.KeySpan.End+max(at, 0), e.Span.End)
			e.Value = e.Span.Shown()
		}
		e.Key = "" // it is no key, even where it reads like one
		e.Class, e.Reason = diag.Connectivity, "a shell would run it, with effects that nobody can tell from the file"
	case shellkv.Broken:
		e.Class, e.Reason = diag.Connectivity, "it cannot be parsed"
		if it.Key != "" {
			e.Value = s.file.Text[it.Word.Start:it.Word.End]
		}
		if it.Key != "" && !s.has(it.Key) {
			s.set(&variable{it, e}) // set, to a value that nobody knows
		}
	case shellkv.Assign:
		if it.Unknown != "" {
			e.Reason = "its value depends on " + it.Unknown
			e.Value = s.file.Text[it.Word.Start:it.Word.End]
		}
		if it.Local {
			e.Reason = "it reaches only " + it.Unknown
			return
		}
		if it.Multiline() {
			e.Reason = "its value holds a line break"
			r.report(diag.BadValue, it.ValueSpan(), "", fmt.Sprintf("the value of %q spans lines", it.Key),
				"A shell keeps the line break in the value, and NetworkManager refuses such a value. Write it on one line; initscripts also take a backslash at the end of the line.")
		}
		s.set(&variable{it, e})
	}
}

// report adds a finding with the severity of its code.
func (r *reader) report(code string, span source.Span, link, message, detail string) {
	entry, _ := diag.CodeOf(code)
	r.diags.Add(diag.Diagnostic{Code: code, Severity: entry.Severity, Message: message, Detail: detail, Span: span, Link: link})
}

// bad reports a value that cannot be read and keeps its entry as residue.
func (r *reader) bad(v *variable, link, message string) {
	v.spare(classOf(v.entry), "its value cannot be read")
	r.report(diag.BadValue, v.span(), link, message,
		"Neither initscripts nor NetworkManager can apply it, so the link comes up without it, or not at all.")
}
