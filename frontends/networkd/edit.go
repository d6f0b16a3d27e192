package networkd

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/patch"
	"github.com/bondc/bondc/frontends/internal/unit"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// Edit returns the editor of one file of the dialect.
func Edit(f *source.File) ir.Editor {
	u := unit.Scan(f)
	return func(h *ir.Host, changes []ir.Change) []diag.Edit {
		e := editor{Patch: patch.New(f), unit: u, host: h}
		for i := range changes {
			e.change(&changes[i])
		}
		return e.Edits()
	}
}

// editor makes the changes of one fix in one file.
type editor struct {
	*patch.Patch
	unit *unit.File
	host *ir.Host
	// added is the section that the patch has put at the end.
	added string
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
		if _, a := e.at(c.Span); a != nil {
			e.DropLines(a.Span.Start, a.Span.End)
			return
		}
		e.Fail()
	case ir.RenameOption:
		cell := option.Spell(option.LookupKernel(c.Key), option.Networkd)
		if _, a := e.at(c.Span); a != nil && cell.Supported() && cell.Place == option.InBond {
			e.Replace(a.KeySpan.Start, a.KeySpan.End, cell.Key)
			return
		}
		e.Fail()
	case ir.SetKey:
		e.setKey(c)
	default:
		e.Fail()
	}
}

// at returns the assignment that a place lies in with its section, nil for
// none.
func (e *editor) at(span source.Span) (*unit.Section, *unit.Assignment) {
	for _, s := range e.unit.Sections {
		for _, a := range s.Assignments {
			if span.File == e.File && a.Span.Start <= span.Start && span.End <= a.Span.End {
				return s, a
			}
		}
	}
	return nil, nil
}

func (e *editor) setOption(c *ir.Change) {
	id := option.LookupKernel(c.Key)
	value, ok := option.Encode(option.Networkd, id, c.Value)
	cell := option.Spell(id, option.Networkd)
	if !ok || c.Port != "" || cell.Place != option.InBond {
		e.Fail() // such options stand in the port's own file
		return
	}
	if s := c.Setting(e.host); s != nil {
		if _, a := e.at(s.Span); a != nil {
			e.Replace(a.ValueSpan.Start, a.ValueSpan.End, value)
			return
		}
	}
	if !e.unit.Has("NetDev", "Kind") && !strings.HasSuffix(e.File.Path, ".conf") {
		e.Fail()
		return
	}
	e.setIn("Bond", cell.Key, value)
}

// setKey sets a key of the section at hand, or of the one that stands before a
// dot: "Link.MTUBytes".
func (e *editor) setKey(c *ir.Change) {
	if name, key, dotted := strings.Cut(c.Key, "."); dotted {
		e.setIn(name, key, c.Value)
		return
	}
	s, _ := e.at(c.Span)
	e.set(s, c.Key, c.Value)
}

// setIn sets a key of a section, which is added at the end where there is none.
func (e *editor) setIn(section, name, value string) {
	i := slices.IndexFunc(e.unit.Sections, func(s *unit.Section) bool { return s.Name == section })
	if i < 0 {
		header := "\n[" + section + "]\n"
		if e.added == section {
			header = ""
		}
		e.added = section
		e.NewLine(len(strings.TrimRight(e.File.Text, " \t\r\n")), header+name+"="+value)
		return
	}
	e.set(e.unit.Sections[i], name, value)
}

// set gives a key of a section a value: where it is set, else on a new line at
// the section's end.
func (e *editor) set(s *unit.Section, name, value string) {
	if s == nil || strings.ContainsFunc(value, func(c rune) bool { return c < ' ' || c == '\\' }) || strings.TrimSpace(value) != value {
		e.Fail()
		return
	}
	at := s.Header.End
	for _, a := range s.Assignments {
		if at = a.Span.End; a.Key == name {
			e.Replace(a.ValueSpan.Start, a.ValueSpan.End, value)
			return
		}
	}
	e.NewLine(at, name+"="+value)
}
