package ifupdown

import (
	"strings"

	"github.com/bondc/bondc/frontends/internal/patch"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// Edit returns what turns changes into edits of a file: values are replaced in
// their place, lines go whole, and new ones stand below the "iface" line.
func Edit(f *source.File) ir.Editor {
	lines, _ := scan(f)
	return func(h *ir.Host, changes []ir.Change) []diag.Edit {
		e := editor{Patch: patch.New(f), lines: lines, host: h}
		for i := range changes {
			e.change(&changes[i])
		}
		return e.Edits()
	}
}

type editor struct {
	*patch.Patch
	lines []line
	host  *ir.Host
}

func (e *editor) change(c *ir.Change) {
	span := c.Span
	if link := e.host.Link(c.Link); c.Kind == ir.SetKey && link != nil && !span.Known() {
		span = link.Span
	}
	one, at := e.at(span)
	switch {
	case c.Kind == ir.Replace:
		e.Span(c)
	case c.Kind == ir.DropComment:
		e.Comment(c.Span)
	case c.Kind == ir.SetOption:
		e.setOption(c)
	case one == nil:
		e.Fail()
	case c.Kind == ir.SetKey:
		e.setKey(at, c.Key, c.Value)
	case begins(one.first()) && len(one.words) > 1 && one.first() != "auto":
		e.Fail() // the lines below it would belong to another stanza
	case c.Kind == ir.DropOption:
		for _, x := range e.twins(at) {
			e.DropLines(x.span.Start, x.span.End)
		}
	case c.Kind == ir.DropKey:
		e.drop(c, one)
	case c.Kind == ir.RenameOption:
		cell := option.Spell(option.LookupKernel(c.Key), column(e.host))
		if !cell.Supported() {
			e.Fail()
			return
		}
		e.Replace(one.words[0].span.Start, one.words[0].span.End, cell.Key)
	default:
		e.Fail()
	}
}

// at returns the line in which a place lies, and its number.
func (e *editor) at(span source.Span) (*line, int) {
	for i := range e.lines {
		if l := &e.lines[i]; span.File == e.File && l.span.Start <= span.Start && span.End <= l.span.End {
			return l, i
		}
	}
	return nil, -1
}

// twins returns the line of a number and, in the stanza of a port, those that
// say the same in the stanzas of the bond's other ports.
func (e *editor) twins(at int) []*line {
	key := func(l *line) string { return strings.ReplaceAll(l.first(), "_", "-") }
	// bonds holds for each line the bond that its stanza names, and its head.
	bonds, head := make([]string, len(e.lines)), 0
	for i := range e.lines {
		if begins(e.lines[i].first()) {
			head = i
		}
		if key(&e.lines[i]) == controller {
			for j := head; j < len(e.lines) && (j == head || !begins(e.lines[j].first())); j++ {
				bonds[j] = e.lines[i].word(1).text
			}
		}
	}
	list := []*line{&e.lines[at]}
	for i := range e.lines {
		if l := &e.lines[i]; i != at && bonds[at] != "" && bonds[i] == bonds[at] && key(l) == key(&e.lines[at]) && len(l.words) > 1 {
			list = append(list, l)
		}
	}
	return list
}

// drop removes a line, or one word of its list.
func (e *editor) drop(c *ir.Change, one *line) {
	var items []patch.Item
	marked := false
	for _, w := range one.words[1:] {
		drop := w.span == c.Span
		marked = marked || drop
		items = append(items, patch.Item{Start: w.span.Start, End: w.span.End, Drop: drop})
	}
	if !marked || !e.DropItems(items) {
		e.DropLines(one.span.Start, one.span.End)
	}
}

// setOption sets an option of a bond.
func (e *editor) setOption(c *ir.Change) {
	id := option.LookupKernel(c.Key)
	value, ok := option.Encode(column(e.host), id, c.Value)
	link := e.host.Link(c.Link)
	if !ok || c.Port != "" || link == nil {
		e.Fail() // ports have no options here
		return
	}
	if s := c.Setting(e.host); s != nil {
		if one, at := e.at(s.Span); one != nil && len(one.words) > 1 {
			for _, x := range e.twins(at) {
				e.Replace(x.value.span.Start, x.value.span.End, value)
			}
			e.others(link.Bond, s)
			return
		}
	}
	_, at := e.at(link.Span)
	if at < 0 || e.lines[at].first() != "iface" {
		e.Fail()
		return
	}
	e.setKey(at, option.Spell(id, column(e.host)).Key, value)
}

// others drops the lines of the same list: the value that is set is all of it.
func (e *editor) others(b *ir.Bond, set *ir.Setting) {
	for i := range b.Settings {
		s := &b.Settings[i]
		if s.ID != set.ID || s.Span == set.Span || !set.Adds && !s.Adds {
			continue
		}
		one, _ := e.at(s.Span)
		if one == nil {
			e.Fail()
			return
		}
		e.DropLines(one.span.Start, one.span.End)
	}
}

// setKey sets a line of the stanza that holds the line of a number.
func (e *editor) setKey(at int, key, value string) {
	for at >= 0 && e.lines[at].first() != "iface" {
		at--
	}
	if at < 0 || strings.ContainsFunc(value, func(c rune) bool { return c < ' ' || c == '\\' }) || strings.TrimSpace(value) != value || value == "" {
		e.Fail()
		return
	}
	indent := "    "
	behind := e.lines[at].span.End
	for i := at + 1; i < len(e.lines) && !begins(e.lines[i].first()); i++ {
		l := &e.lines[i]
		if strings.ReplaceAll(l.first(), "_", "-") == strings.ReplaceAll(key, "_", "-") && len(l.words) > 1 {
			e.Replace(l.value.span.Start, l.value.span.End, value)
			return
		}
		start := e.File.LineStart(e.File.LineOf(l.span.Start))
		indent = e.File.Raw[max(start, e.File.BOM()):l.span.Start]
		behind = l.span.End
	}
	e.NewLine(behind, indent+key+" "+value)
}
