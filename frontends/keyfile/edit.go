package keyfile

import (
	"strings"

	"github.com/bondc/bondc/frontends/internal/nmprofile"
	"github.com/bondc/bondc/frontends/internal/patch"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// Edit returns the editor of one file of the dialect.
func Edit(f *source.File) ir.Editor {
	d := scan(f)
	return func(h *ir.Host, changes []ir.Change) []diag.Edit {
		e := editor{Patch: patch.New(f), document: d, host: h}
		for i := range changes {
			e.change(&changes[i])
		}
		return e.Edits()
	}
}

// editor makes the changes of one fix in one file.
type editor struct {
	*patch.Patch
	*document
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
	case ir.DropOption, ir.DropKey:
		if k := e.at(c.Span); k != nil {
			e.DropLines(k.span.Start, k.span.End)
			return
		}
		e.Fail()
	case ir.RenameOption:
		cell := option.Spell(option.LookupKernel(c.Key), option.NM)
		if k := e.at(c.Span); k != nil && cell.Supported() && cell.Place == option.InBond {
			e.Replace(k.nameSpan.Start, k.nameSpan.End, cell.Key)
			return
		}
		e.Fail()
	case ir.SetKey:
		setting, name, ok := strings.Cut(c.Key, ".")
		if !ok {
			e.Fail()
			return
		}
		e.set(setting, name, c.Value, e.at(c.Span))
	default:
		e.Fail()
	}
}

// at returns the key that a place lies in, nil for none.
func (e *editor) at(span source.Span) *key {
	for i := range e.keys {
		if k := &e.keys[i]; span.File == e.File && k.span.Start <= span.Start && span.End <= k.span.End {
			return k
		}
	}
	return nil
}

func (e *editor) setOption(c *ir.Change) {
	id := option.LookupKernel(c.Key)
	value, ok := option.Encode(option.NM, id, c.Value)
	cell := option.Spell(id, option.NM)
	if !ok {
		e.Fail()
		return
	}
	if s := c.Setting(e.host); s != nil {
		if k := e.at(s.Span); k != nil {
			e.Replace(k.at.Start, k.at.End, value)
			return
		}
	}
	if c.Port != "" || cell.Place != option.InBond {
		e.Fail() // such options stand in the port's own file
		return
	}
	e.set("bond", cell.Key, value, nil)
}

// set gives a key a value: where it is set, else on a new line behind another
// key of its group, behind the group's header, or in a new group at the end.
func (e *editor) set(setting, name, value string, behind *key) {
	if strings.ContainsFunc(value, func(c rune) bool { return c < ' ' || c == '\\' }) || strings.TrimSpace(value) != value {
		e.Fail()
		return
	}
	at := -1
	for i := range e.keys {
		k := &e.keys[i]
		if nmprofile.SettingName(k.group) != setting {
			continue
		}
		if k.name == name {
			e.Replace(k.at.Start, k.at.End, value)
			return
		}
		at = k.span.End
	}
	if behind != nil && nmprofile.SettingName(behind.group) == setting {
		at = behind.span.End
	}
	for header, span := range e.groups {
		if nmprofile.SettingName(header) == setting && at < 0 {
			at = span.End
		}
	}
	if at < 0 {
		group := setting
		if setting == "802-3-ethernet" {
			group = "ethernet"
		}
		e.NewLine(len(strings.TrimRight(e.File.Text, " \t\n")), "\n["+group+"]\n"+name+"="+value)
		return
	}
	e.NewLine(at, name+"="+value)
}
