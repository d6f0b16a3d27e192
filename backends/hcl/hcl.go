package hcl

import (
	"fmt"
	"reflect"
	"strings"
	"unicode"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// path is the file that Emit makes.
const path = "host.bondc.hcl"

// Emit writes the host. The target does not matter: the dialect can say all
// that the model can.
func Emit(h *ir.Host, _ target.Target) (ir.Output, diag.List) {
	w := &writer{host: h}
	w.comment(ir.Marker)
	if nameable(h.Name) {
		w.block("host", h.Name, w.body)
	} else {
		w.body()
	}
	var out ir.Output
	out.Add(path, 0o644, w.bytes())
	return out, w.diags.Sort()
}

// writer writes one host.
type writer struct {
	text
	host  *ir.Host
	diags diag.List
	// notes are the comments at the end: what is not written.
	notes []string
}

func (w *writer) body() {
	lost := w.unwritable()
	plain := w.undeclared()
	for _, l := range w.host.Links {
		switch why := lost[l]; {
		case why != "":
			w.loseLink(l, why)
		case !plain[l]:
			w.link(l)
		}
	}
	w.dns(&ir.Link{Span: w.host.Span}, &w.host.DNS)
	for _, e := range w.host.Residue() {
		w.note("%s: %s = %s (%s)", origin(e), strings.TrimLeft(e.Section+"."+e.Key, "."), e.Shown(), e.Class)
	}
	if len(w.notes) == 0 {
		return
	}
	w.blank()
	w.comment("What is not written, because this dialect has no words for it:")
	for _, n := range w.notes {
		w.comment("- " + n)
	}
}

func (w *writer) note(format string, args ...any) {
	w.notes = append(w.notes, fmt.Sprintf(format, args...))
}

func origin(e *ir.Entry) string {
	name, line := ir.Origin(e.Span)
	if e.File != nil {
		name = e.File.Name
	}
	return fmt.Sprintf("%s:%d", name, line)
}

// nameable reports whether a name can be that of a host block: the reader
// refuses what cannot be the name of a folder.
func nameable(name string) bool {
	return name != "" && name[0] != '.' && len(name) <= 255 && !strings.ContainsAny(name, `/\`) &&
		strings.IndexFunc(name, func(c rune) bool { return !unicode.IsPrint(c) }) < 0
}

// stands returns the names of the links that a link stands on.
func stands(l *ir.Link) []string {
	var names []string
	if l.Bond != nil {
		for i := range l.Bond.Ports {
			names = append(names, l.Bond.Ports[i].Name)
		}
	}
	if l.Bridge != nil {
		for i := range l.Bridge.Ports {
			names = append(names, l.Bridge.Ports[i].Name)
		}
	}
	if l.VLAN != nil && l.VLAN.Link.Value != "" {
		names = append(names, l.VLAN.Link.Value)
	}
	return names
}

// unwritable returns why links cannot be written: those that bondc does not
// model, and all that stands on one, which would come back standing on an
// Ethernet link of the same name.
func (w *writer) unwritable() map[*ir.Link]string {
	above := map[string][]*ir.Link{}
	lost := map[*ir.Link]string{}
	var queue []*ir.Link
	lose := func(l *ir.Link, why string) {
		if lost[l] == "" {
			lost[l] = why
			queue = append(queue, l)
		}
	}
	first := map[string]*ir.Link{}
	for _, l := range w.host.Links {
		for _, name := range stands(l) {
			above[name] = append(above[name], l)
		}
		twin := first[l.Name]
		if twin == nil {
			first[l.Name] = l
		}
		switch {
		case twin != nil: // what stands on it stands on the first
			lost[l] = "a link of that name is declared before it"
		case l.Name == "":
			lose(l, "it has no name")
		case l.Kind == ir.Other && l.OtherKind == "":
			lose(l, "it is of a kind that bondc does not model")
		case l.Kind == ir.Other:
			lose(l, fmt.Sprintf("it is of kind %q, which bondc does not model", l.OtherKind))
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, l := range above[queue[0].Name] {
			lose(l, fmt.Sprintf("it stands on %q, which cannot be written", queue[0].Name))
		}
	}
	return lost
}

func (w *writer) loseLink(l *ir.Link, why string) {
	w.lose(l.Name, l.Span, fmt.Sprintf("%s %q: %s", l.Kind, l.Name, why), diag.Connectivity, diag.LossLink, "link", "", fmt.Sprintf("%q cannot be written to HCL: %s", l.Name, why),
		"Nothing of it is in the output but a comment. Whatever is made of the output will not have the link.")
}

// lose reports a loss of the named link and notes it for the comment.
func (w *writer) lose(name string, at source.Span, note string, class diag.Class, code, what, item, message, details string) {
	w.notes = append(w.notes, note)
	w.diags.Add(diag.Diagnostic{
		Code: code, Severity: class.Severity(), Span: at, Link: name, Message: message, Detail: details,
		Loss: &diag.Loss{Class: class, What: what, Item: item},
	})
}

// undeclared returns the links that need no block: nothing but the naming by
// a port list or a VLAN makes them, as it will again.
func (w *writer) undeclared() map[*ir.Link]bool {
	named := map[string]bool{}
	for _, l := range w.host.Links {
		for _, name := range stands(l) {
			named[name] = true
		}
	}
	plain := map[*ir.Link]bool{}
	for i, j := range w.host.JSON().Links {
		l := w.host.Links[i]
		bare := reflect.DeepEqual(j, ir.LinkJSON{Name: l.Name, Kind: ir.Ethernet.String()})
		plain[l] = l.Implied && named[l.Name] && bare
	}
	return plain
}
