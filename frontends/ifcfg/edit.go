package ifcfg

import (
	"github.com/bondc/bondc/frontends/internal/patch"
	"github.com/bondc/bondc/frontends/internal/shellkv"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// Edit returns the editor of one file of the dialect.
func Edit(f *source.File) ir.Editor {
	var items []shellkv.Item
	switch kind, _ := roleOf(pathOf(f)); {
	case kind == foreign, kind == linkFile, kind == globalFile, kind == routeFile && keyed(f.Text):
		items, _ = shellkv.Read(f)
	}
	return func(h *ir.Host, changes []ir.Change) []diag.Edit {
		e := editor{Edit: &shellkv.Edit{Patch: patch.New(f), Items: items}, host: h}
		for i := range changes {
			e.change(&changes[i])
		}
		e.Finish()
		e.newOptions()
		return e.Edits()
	}
}

// editor makes the changes of one fix in one file.
type editor struct {
	*shellkv.Edit
	host *ir.Host
	// options is the value of a BONDING_OPTS that is not there yet, behind what
	// it is written.
	options string
	behind  *shellkv.Item
}

func (e *editor) change(c *ir.Change) {
	switch c.Kind {
	case ir.Replace:
		e.Span(c)
	case ir.DropComment:
		e.Comment(c.Span)
	case ir.SetKey:
		e.setKey(c)
	case ir.DropKey:
		e.dropKey(c)
	case ir.SetOption:
		e.setOption(c)
	case ir.DropOption:
		e.dropOption(c)
	case ir.RenameOption:
		cell := e.cell(c.Key)
		e.SetPart(c.Span, c.Span.Text(), cell.Key)
		if cell.Key == "" || e.At(c.Span) == nil {
			e.Fail()
		}
	default:
		e.Fail()
	}
}

// anchor is the item behind which something new about the link is written.
func (e *editor) anchor(c *ir.Change) *shellkv.Item {
	if l := e.host.Link(c.Link); l != nil {
		return e.Behind(c.Span, l.Span)
	}
	return e.Behind(c.Span)
}

func (e *editor) setKey(c *ir.Change) {
	if len(e.Items) == 0 {
		e.Fail() // a file of routes or rules, where no keys are
		return
	}
	e.Set(c.Key, c.Value, e.anchor(c))
}

// dropKey removes an assignment, or a line of a route or rule file.
func (e *editor) dropKey(c *ir.Change) {
	if it := e.At(c.Span); it != nil {
		e.Drop(it)
		return
	}
	if len(e.Items) > 0 || c.Span.File != e.File {
		e.Fail()
		return
	}
	e.DropLines(c.Span.Start, c.Span.End)
}

// cell is how an option is spelled in BONDING_OPTS. Both readers of the files
// call everything the same that initscripts can set.
func (e *editor) cell(kernel string) *option.Spelling {
	id := option.LookupKernel(kernel)
	if cell := option.Spell(id, option.Ifcfg); cell.Supported() {
		return cell
	}
	return option.Spell(id, option.IfcfgNM)
}

func (e *editor) setOption(c *ir.Change) {
	id := option.LookupKernel(c.Key)
	value, ok := option.Encode(option.Ifcfg, id, c.Value)
	if !ok {
		value, ok = option.Encode(option.IfcfgNM, id, c.Value)
	}
	cell, l := e.cell(c.Key), e.host.Link(c.Link)
	if !ok || l == nil || l.Bond == nil {
		e.Fail()
		return
	}
	if s := c.Setting(e.host); s != nil {
		if row := option.Get(s.ID); row == nil || s.ID == id {
			if s.Span.Start == 0 || s.Span.File != e.File || e.File.Text[s.Span.Start-1] != '=' && s.Raw == "" {
				e.Fail() // a word without a value
				return
			}
			e.SetPart(s.Span, s.Raw, value)
			e.dropAdded(l.Bond.Settings, s, c)
			return
		}
	}
	switch {
	case c.Port != "" || cell.Place != option.InBond:
		e.Fail() // such options stand in the port's own file, or nowhere
	case l.Bond.SettingsSpan.Known() || e.Last("BONDING_OPTS") != nil:
		it := e.At(l.Bond.SettingsSpan)
		if it == nil {
			it = e.Last("BONDING_OPTS") // it is empty
		}
		e.AddWord(it, cell.Key+"="+value)
	default:
		if e.options != "" {
			e.options += " "
		}
		e.options += cell.Key + "=" + value
		e.behind = e.anchor(c)
	}
}

// dropAdded removes the other settings of a list that is written in several
// words, where the whole list is set.
func (e *editor) dropAdded(settings []ir.Setting, set *ir.Setting, c *ir.Change) {
	if c.Span.Known() {
		return
	}
	for i := range settings {
		if s := &settings[i]; s != set && s.ID == set.ID && (s.Adds || set.Adds) {
			e.dropSpan(s.KeySpan.To(s.Span))
		}
	}
}

func (e *editor) dropOption(c *ir.Change) { e.dropSpan(c.Span) }

// dropSpan removes a word of BONDING_OPTS, or the key of a port's option.
func (e *editor) dropSpan(span source.Span) {
	it := e.At(span)
	switch {
	case it == nil:
		e.Fail()
	case it.KeySpan.Start == span.Start:
		e.Drop(it)
	default:
		e.DropWord(it, span)
	}
}

// newOptions writes the BONDING_OPTS that the file does not have.
func (e *editor) newOptions() {
	if e.options != "" {
		e.Set("BONDING_OPTS", e.options, e.behind)
	}
}
