package suse

import (
	"strings"

	"github.com/bondc/bondc/frontends/internal/patch"
	"github.com/bondc/bondc/frontends/internal/shellkv"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// optionsKey holds all options of a bond.
const optionsKey = "BONDING_MODULE_OPTS"

// Edit returns the editor of one file of the dialect.
func Edit(f *source.File) ir.Editor {
	var items []shellkv.Item
	routes := false
	if base, ok := strings.CutPrefix(f.Path, folder); ok {
		kind, _ := roleOf(base)
		routes = kind == routeFile
	}
	if !routes {
		items, _ = shellkv.Read(f)
	}
	return func(h *ir.Host, changes []ir.Change) []diag.Edit {
		e := editor{Edit: &shellkv.Edit{Patch: patch.New(f), Items: items}, host: h, routes: routes}
		for i := range changes {
			e.change(&changes[i])
		}
		e.Finish()
		if e.options != "" {
			e.Set(optionsKey, e.options, e.behind)
		}
		return e.Edits()
	}
}

// editor makes the changes of one fix in one file.
type editor struct {
	*shellkv.Edit
	host *ir.Host
	// routes means that the file has lines of routes and no keys.
	routes bool
	// options is the value of a key for all options that is not there yet,
	// behind what it is written.
	options string
	behind  *shellkv.Item
}

func (e *editor) change(c *ir.Change) {
	switch it := e.At(c.Span); {
	case c.Kind == ir.Replace:
		e.Span(c)
	case c.Kind == ir.DropComment:
		e.Comment(c.Span)
	case c.Kind == ir.DropKey && e.routes && c.Span.File == e.File:
		e.DropLines(c.Span.Start, c.Span.End)
	case e.routes:
		e.Fail()
	case c.Kind == ir.SetKey:
		e.Set(c.Key, c.Value, e.Behind(c.Span))
	case c.Kind == ir.SetOption:
		e.setOption(c)
	case it == nil:
		e.Fail()
	case c.Kind == ir.DropKey:
		e.Drop(it)
	case c.Kind == ir.DropOption && it.Key == optionsKey:
		e.DropWord(it, c.Span)
	case c.Kind == ir.RenameOption && option.Spell(option.LookupKernel(c.Key), option.SUSE).Supported():
		e.SetPart(c.Span, c.Span.Text(), option.Spell(option.LookupKernel(c.Key), option.SUSE).Key)
	default:
		e.Fail()
	}
}

// setOption sets a word of the options' key.
func (e *editor) setOption(c *ir.Change) {
	id := option.LookupKernel(c.Key)
	cell, l := option.Spell(id, option.SUSE), e.host.Link(c.Link)
	value, ok := option.Encode(option.SUSE, id, c.Value)
	if !ok || !cell.Supported() || l == nil || l.Bond == nil || c.Port != "" {
		e.Fail()
		return
	}
	if s := c.Setting(e.host); s != nil {
		if s.Span == s.KeySpan || !own(l, s.Span) {
			e.Fail() // a word without a value, or a parameter of the driver
			return
		}
		e.SetPart(s.Span, s.Raw, value)
		return
	}
	it := e.At(l.Bond.SettingsSpan)
	if it == nil {
		it = e.Last(optionsKey) // it is empty
	}
	switch word := cell.Key + "=" + value; {
	case it != nil:
		e.AddWord(it, word)
	case e.options == "":
		e.options, e.behind = word, e.Behind(c.Span)
	default:
		e.options += " " + word
	}
}

// own reports whether a setting stands among the link's own options.
func own(l *ir.Link, s source.Span) bool {
	in := l.Bond.SettingsSpan
	return in.Known() && in.File == s.File && in.Start <= s.Start && s.End <= in.End
}
