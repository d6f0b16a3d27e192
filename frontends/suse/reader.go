package suse

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/frontends/internal/ignores"
	"github.com/bondc/bondc/frontends/internal/shellkv"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// reader turns the files of one host into the host.
type reader struct {
	host     *ir.Host
	diags    diag.List
	profiles []*profile
	byName   map[string]*profile
	routes   []routeLine
	global   vars
}

// profile is one link with its file.
type profile struct {
	link *ir.Link
	vars
}

// routeLine is a line of a file of routes; link is the one of the file.
type routeLine struct {
	words []field
	link  string
	entry *ir.Entry
}

// file reads the syntax of one file.
func (r *reader) file(f *source.File) {
	if f.Fatal() {
		return
	}
	kind, link := foreign, ""
	if base, ok := strings.CutPrefix(f.Path, folder); ok {
		kind, link = roleOf(base)
	}
	switch kind {
	case routeFile:
		r.routeFile(f, link)
	case globalFile:
		r.global = r.assignments(f, "", true)
	default:
		if kind == foreign {
			link = linkOf(f)
		}
		r.linkFile(f, link)
	}
}

func (r *reader) linkFile(f *source.File, name string) {
	if r.byName[name] != nil {
		return // by its name, this is the file of the same link again
	}
	p := &profile{link: &ir.Link{Name: name, Span: f.Span(0, 0)}, vars: r.assignments(f, name, false)}
	if len(p.list) > 0 {
		p.link.Span = p.list[0].item.Span // no line declares the link: its file does
	}
	r.byName[name] = p
	r.profiles = append(r.profiles, p)
	r.host.Links = append(r.host.Links, p.link)
}

// assignments reads a file of assignments: every key becomes an entry. Of the
// host-wide settings only those about name servers are any of bondc's business.
func (r *reader) assignments(f *source.File, link string, global bool) vars {
	items, diags := shellkv.Read(f)
	r.diags = append(r.diags, diags...)
	var s vars
	for i := range items {
		it := &items[i]
		if it.Kind == shellkv.Comment || (global && it.Key != dnsPolicy && !strings.HasPrefix(it.Key, "NETCONFIG_DNS_STATIC_")) {
			continue
		}
		e := &ir.Entry{
			Dialect: dialect, File: f, Section: link, Key: it.Key, Value: it.Value, Raw: it.Word.Text(), KeySpan: it.KeySpan, Span: it.Span,
			Link: link, Unknown: it.Unknown != "",
		}
		r.host.Entries = append(r.host.Entries, e)
		switch {
		case it.Kind == shellkv.Command:
			e.Key, e.Class, e.Reason = "", diag.Connectivity, "a shell would run it, with effects that nobody can tell from the file"
		case it.Kind == shellkv.Broken:
			e.Class, e.Reason = diag.Connectivity, "it cannot be parsed"
		case it.Unknown != "":
			e.Class, e.Reason = diag.Connectivity, "its value depends on "+it.Unknown+", and wicked does not run a shell"
			e.Value = f.Text[it.Word.Start:it.Word.End]
		default:
			s.set(&variable{it, e})
		}
	}
	r.host.Ignores = append(r.host.Ignores, ignores.Find(shellkv.Comments(items))...)
	return s
}

func (r *reader) routeFile(f *source.File, link string) {
	list, comments := routeLines(f)
	for _, words := range list {
		span := words[0].span.To(words[len(words)-1].span)
		e := &ir.Entry{
			Dialect: dialect, File: f, Section: "routes", Key: "route", Value: strings.Join(strings.Fields(span.Text()), " "),
			Raw: span.Text(), KeySpan: span, Span: span, Link: link,
		}
		r.host.Entries = append(r.host.Entries, e)
		r.routes = append(r.routes, routeLine{words, link, e})
	}
	r.host.Ignores = append(r.host.Ignores, ignores.Find(comments)...)
}

// bad reports a value that cannot be read and keeps its entry as residue.
func (r *reader) bad(e *ir.Entry, span source.Span, format string, args ...any) {
	e.UsedBy, e.Class, e.Reason = "", diag.Connectivity, "its value cannot be read"
	entry, _ := diag.CodeOf(diag.BadValue)
	r.diags.Add(diag.Diagnostic{
		Code: diag.BadValue, Severity: entry.Severity, Span: span, Link: e.Link, Message: fmt.Sprintf(format, args...),
		Detail: "wicked refuses the link's configuration, or applies it without this. Correct the value.",
	})
}
