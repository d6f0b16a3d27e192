package nmcli

import (
	"strings"

	"github.com/bondc/bondc/frontends/internal/patch"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// Edit returns the editor of one file of the dialect.
func Edit(f *source.File) ir.Editor {
	return func(h *ir.Host, changes []ir.Change) []diag.Edit {
		e := editor{Patch: patch.New(f), host: h}
		for i := range changes {
			e.change(&changes[i])
		}
		return e.Edits()
	}
}

// editor makes the changes of one fix in one script.
type editor struct {
	*patch.Patch
	host *ir.Host
}

func (e *editor) change(c *ir.Change) {
	switch c.Kind {
	case ir.Replace:
		e.Span(c)
	case ir.DropComment:
		e.Comment(c.Span)
	case ir.SetOption:
		e.setOption(c)
	case ir.DropOption:
		e.dropOption(c.Span)
	case ir.RenameOption:
		cell := option.Spell(option.LookupKernel(c.Key), option.NM)
		if c.Span.File != e.File || !cell.Supported() || cell.Place != option.InBond || !word(c.Span.Text()) {
			e.Fail()
			return
		}
		e.Replace(c.Span.Start, c.Span.End, cell.Key)
	case ir.SetKey:
		e.setKey(c)
	case ir.DropKey:
		if x := e.at(c.Span); x != nil {
			e.dropPair(x)
			return
		}
		e.Fail()
	default:
		e.Fail()
	}
}

// at returns the pair of property and value that a place lies in, nil for none.
func (e *editor) at(span source.Span) *ir.Entry {
	for _, x := range e.host.Entries {
		if x.File == e.File && span.File == e.File && x.Span.Start <= span.Start && span.End <= x.Span.End {
			return x
		}
	}
	return nil
}

// word reports whether a shell takes a text as it is, in quotes or without.
func word(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(c rune) bool {
		return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("_-+=.,:/@%", c))
	})
}

func (e *editor) setOption(c *ir.Change) {
	id := option.LookupKernel(c.Key)
	value, ok := option.Encode(option.NM, id, c.Value)
	cell, l := option.Spell(id, option.NM), e.host.Link(c.Link)
	if !ok || l == nil || l.Bond == nil || !word(value) {
		e.Fail()
		return
	}
	if s := c.Setting(e.host); s != nil {
		x := e.at(s.Span)
		if x == nil || s.Span.Text() != s.Raw || !word(s.Raw) || (x.Key == allOptions && strings.Contains(value, ",")) {
			e.Fail()
			return
		}
		e.Replace(s.Span.Start, s.Span.End, value)
		return
	}
	x := e.at(l.Bond.SettingsSpan)
	switch {
	case x == nil || c.Port != "" || cell.Place != option.InBond || strings.Contains(value, ","):
		e.Fail()
	case strings.HasSuffix(x.KeySpan.Text(), allOptions) && strings.TrimSpace(l.Bond.SettingsSpan.Text()) != "":
		e.Insert(l.Bond.SettingsSpan.End, ","+cell.Key+"="+value)
	default:
		e.Insert(x.Span.End, " +"+allOptions+" "+cell.Key+"="+value)
	}
}

// allOptions is the property that holds all options of a bond.
const allOptions = "bond.options"

// dropOption removes an option: its part of a list, or the whole pair.
func (e *editor) dropOption(span source.Span) {
	x := e.at(span)
	if x == nil {
		e.Fail()
		return
	}
	text := x.Span.Text()
	from, to := span.Start-x.Span.Start, span.End-x.Span.Start
	switch {
	case !strings.HasSuffix(x.KeySpan.Text(), allOptions):
		e.dropPair(x)
	case to < len(text) && text[to] == ',':
		e.Replace(span.Start, span.End+1, "")
	case from > 0 && text[from-1] == ',':
		e.Replace(span.Start-1, span.End, "")
	default:
		e.dropPair(x)
	}
}

// dropPair removes a property with its value and what stands before it up to
// the last word.
func (e *editor) dropPair(x *ir.Entry) {
	raw := e.File.Raw
	start := x.Span.Start
	for start > 0 {
		switch {
		case raw[start-1] == ' ' || raw[start-1] == '\t':
			start--
			continue
		case start > 1 && raw[start-2:start] == "\\\n":
			start -= 2
			continue
		}
		break
	}
	if start == x.Span.Start || start == 0 || raw[start-1] == '\n' {
		e.Fail()
		return
	}
	e.Replace(start, x.Span.End, "")
}

// setKey gives a property a value: where the link's profile has it, else behind
// the property at the place of the change.
func (e *editor) setKey(c *ir.Change) {
	if !word(c.Value) || !word(c.Key) {
		e.Fail()
		return
	}
	behind := e.at(c.Span)
	if l := e.host.Link(c.Link); behind == nil && l != nil {
		behind = e.at(l.Span) // the interface that the profile is for
	}
	var old *ir.Entry
	for _, x := range e.host.Entries {
		if x.File == e.File && x.Key == c.Key && x.Link == c.Link && x.UsedBy != "overridden" && (behind == nil || behind.Section == x.Section) {
			old = x
		}
	}
	switch {
	case old != nil && word(strings.Trim(old.Raw, `'"`)):
		at := e.File.Span(old.KeySpan.End, old.Span.End)
		value := strings.TrimLeft(at.Text(), " \t\\\n")
		e.Replace(at.End-len(value), at.End, c.Value)
	case old == nil && behind != nil:
		e.Insert(behind.Span.End, " "+c.Key+" "+c.Value)
	default:
		e.Fail()
	}
}
