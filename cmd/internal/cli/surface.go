package cli

import (
	"cmp"
	"slices"
	"strings"
)

// surface is what the command takes, as the manual page and the completions of
// shells tell it. It is read off the commands themselves.
type surface struct{ commands []commandDoc }

type commandDoc struct {
	name, usage, args, text string
	flags                   []flagDoc
	// words are what stands behind the command where that is no file.
	words []string
	// first are words that stand before files.
	first []string
}

type flagDoc struct {
	// names have their dashes, the full one first.
	names []string
	// value is the word for the value, "" for a flag without one.
	value, usage, byDefault string
	words                   []string
}

func (a *app) surface() *surface {
	s := &surface{}
	for _, c := range a.commands() {
		built := c.build()
		doc := commandDoc{name: c.name, usage: c.usage, args: built.ArgsUsage, text: built.Description}
		for _, f := range append(built.Flags, helpFlag()) {
			if d, ok := f.(*flagDef); ok {
				doc.flags = append(doc.flags, docOf(d))
			}
		}
		switch c.name {
		case "explain":
			doc.words = explained()
		case "report":
			doc.first = []string{"merge"}
		case "completion":
			doc.words = shells()
		}
		s.commands = append(s.commands, doc)
	}
	return s
}

func docOf(f *flagDef) flagDoc {
	var d flagDoc
	for _, name := range f.Names() {
		if len(name) == 1 {
			d.names = append(d.names, "-"+name)
		} else {
			d.names = append(d.names, "--"+name)
		}
	}
	before, rest, _ := strings.Cut(f.text(), "`")
	value, after, marked := strings.Cut(rest, "`")
	d.usage = before + value + after
	if !f.bare {
		d.value = "VALUE"
		if marked {
			d.value = value
		}
		d.byDefault = cmp.Or(f.instead, f.byDefault)
	}
	d.words = f.words()
	return d
}

// names returns the names of all commands.
func (s *surface) names() []string {
	var names []string
	for i := range s.commands {
		names = append(names, s.commands[i].name)
	}
	return names
}

// brief is the start of a flag's text, for the line of a menu.
func (f *flagDoc) brief() string {
	text := f.usage
	for _, end := range []string{";", ":", " (", ". "} {
		text, _, _ = strings.Cut(text, end)
	}
	return strings.TrimSpace(text)
}

// all returns the names of the command's flags.
func (c *commandDoc) all() []string {
	var list []string
	for i := range c.flags {
		list = append(list, c.flags[i].names...)
	}
	return list
}

// takes returns the names of the flags that take a value and for which pick
// says yes.
func (c *commandDoc) takes(pick func(*flagDoc) bool) []string {
	var list []string
	for i := range c.flags {
		if f := &c.flags[i]; f.value != "" && pick(f) {
			list = append(list, f.names...)
		}
	}
	slices.Sort(list)
	return list
}
