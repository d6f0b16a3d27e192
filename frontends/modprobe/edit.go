package modprobe

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/patch"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// Edit returns the editor of one file of the dialect.
func Edit(f *source.File) ir.Editor {
	lines, _ := split(f)
	parameters := make([][]word, len(lines))
	for i := range lines {
		if lines[i].word(0) == "options" || lines[i].word(0) == "install" {
			parameters[i] = lines[i].parameters(2)
		}
	}
	return func(h *ir.Host, changes []ir.Change) []diag.Edit {
		e := editor{Patch: patch.New(f), host: h, lines: lines, parameters: parameters, words: map[int]*lineEdit{}}
		for i := range changes {
			e.change(&changes[i])
		}
		e.finish()
		return e.Edits()
	}
}

// editor makes the changes of one fix in one file.
type editor struct {
	*patch.Patch
	host       *ir.Host
	lines      []line
	parameters [][]word
	words      map[int]*lineEdit
	// created is an options line that is not there yet.
	created string
}

// lineEdit is what becomes of the parameters of one line.
type lineEdit struct {
	items []patch.Item
	added []string
}

func (e *editor) change(c *ir.Change) {
	switch c.Kind {
	case ir.Replace:
		e.Span(c)
	case ir.DropComment:
		e.Comment(c.Span)
	case ir.DropKey:
		if e.line(c.Span) < 0 {
			e.Fail()
			return
		}
		e.DropLines(c.Span.Start, c.Span.End)
	case ir.SetOption:
		e.setOption(c)
	case ir.DropOption:
		if e.shared(c.Link, c.Span) {
			e.Fail()
			return
		}
		e.dropOption(c.Span)
	case ir.RenameOption:
		e.renameOption(c)
	default:
		e.Fail()
	}
}

// line returns the index of the line that holds a place, or -1.
func (e *editor) line(span source.Span) int {
	i, _ := slices.BinarySearchFunc(e.lines, span.Start, func(l line, at int) int {
		if l.span.End <= at {
			return -1
		}
		return 1
	})
	for ; i < len(e.lines) && e.lines[i].span.Start <= span.Start; i++ {
		if l := e.lines[i].span; span.File == l.File && span.End <= l.End {
			return i
		}
	}
	return -1
}

func (e *editor) of(i int) *lineEdit {
	if w := e.words[i]; w != nil {
		return w
	}
	w := &lineEdit{items: make([]patch.Item, len(e.parameters[i]))}
	for j, p := range e.parameters[i] {
		w.items[j] = patch.Item{Start: p.span.Start, End: p.span.End}
	}
	e.words[i] = w
	return w
}

// dropOption removes the parameter that holds the place.
func (e *editor) dropOption(span source.Span) {
	i := e.line(span)
	if i < 0 || e.lines[i].word(0) != "options" {
		e.Fail()
		return
	}
	w := e.of(i)
	j, _ := slices.BinarySearchFunc(w.items, span.Start, func(item patch.Item, at int) int {
		if item.End <= at {
			return -1
		}
		return max(item.Start-at, 0)
	})
	if j == len(w.items) || w.items[j].Start > span.Start || w.items[j].End < span.End {
		e.Fail()
		return
	}
	w.items[j].Drop = true
}

func (e *editor) renameOption(c *ir.Change) {
	cell := option.Spell(option.LookupKernel(c.Key), option.Modprobe)
	if !cell.Supported() || e.line(c.Span) < 0 {
		e.Fail()
		return
	}
	e.Replace(c.Span.Start, c.Span.End, cell.Key)
}

func (e *editor) setOption(c *ir.Change) {
	id := option.LookupKernel(c.Key)
	value, ok := option.Encode(option.Modprobe, id, c.Value)
	if !ok || c.Port != "" || strings.ContainsAny(value, " \t\"\\#") {
		e.Fail()
		return
	}
	if s := c.Setting(e.host); s != nil {
		if s.Span.File != e.File || s.Span.Text() != s.Raw || s.Raw == "" || e.shared(c.Link, s.Span) {
			e.Fail()
			return
		}
		e.Replace(s.Span.Start, s.Span.End, value)
		return
	}
	text := option.Spell(id, option.Modprobe).Key + "=" + value
	if i := e.optionsLine(c.Link); i >= 0 && !e.shared(c.Link, e.lines[i].span) {
		w := e.of(i)
		w.added = append(w.added, text)
		return
	}
	if c.Link != "" {
		e.Fail() // a line for all bonds is not for one to change
		return
	}
	e.created += " " + text
}

// shared reports whether a parameter at the place reaches another bond than the
// one that is to change: the line is the driver's, or makes several bonds.
func (e *editor) shared(link string, span source.Span) bool {
	if link == "" {
		return false
	}
	i := e.line(span)
	several := i >= 0 && slices.ContainsFunc(e.parameters[i], func(w word) bool {
		key, _, _ := strings.Cut(w.text, "=")
		id, _ := option.Lookup(option.Modprobe, canonical(key))
		return id == option.MaxBonds
	})
	for _, l := range e.host.Links {
		if l.Bond == nil || l.Name == link {
			continue
		}
		if several {
			return true
		}
		for i := range l.Bond.Defaults {
			if s := l.Bond.Defaults[i].Span; s.File == span.File && s.Start < span.End && span.Start < s.End {
				return true
			}
		}
	}
	return false
}

// optionsLine returns the line that options of a bond stand on, of all bonds
// where it is "", or -1. The driver's line serves a bond that is the only one.
func (e *editor) optionsLine(link string) int {
	names := []string{driver}
	if link != "" {
		names = nil
		if e.host.Module != nil && e.host.Module.HasAlias(link) {
			names = append(names, link)
		}
		bonds := 0
		for _, l := range e.host.Links {
			if l.Bond != nil {
				bonds++
			}
		}
		if bonds == 1 {
			names = append(names, driver)
		}
	}
	for _, name := range names {
		for i := len(e.lines) - 1; i >= 0; i-- {
			l := &e.lines[i]
			instance, _ := named(e.parameters[i])
			if l.word(0) == "options" && canonical(l.word(1)) == canonical(name) && instance == "" && len(e.parameters[i]) > 0 {
				return i
			}
		}
	}
	return -1
}

// finish makes the edits of parameters that were collected. An options line
// that is left without any goes.
func (e *editor) finish() {
	for i, w := range e.words {
		n := len(w.items)
		switch {
		case e.DropItems(w.items):
			// An odd quote holds blanks together across parameters.
			if len(w.added) > 0 && strings.Count(e.lines[i].text, `"`)%2 == 0 {
				e.add(w.items, w.added)
			} else if len(w.added) > 0 {
				e.Fail()
			}
		case len(w.added) > 0:
			e.Replace(w.items[0].Start, w.items[n-1].End, strings.Join(w.added, " "))
		default:
			e.DropLines(e.lines[i].span.Start, e.lines[i].span.End)
		}
	}
	if e.created != "" {
		e.NewLine(len(strings.TrimRight(e.File.Text, " \t\n")), "options "+driver+e.created)
	}
}

// add puts parameters behind the last one.
func (e *editor) add(items []patch.Item, added []string) {
	e.Insert(items[len(items)-1].End, " "+strings.Join(added, " "))
}
