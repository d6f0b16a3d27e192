package cli

import (
	"flag"
	"strings"

	"github.com/urfave/cli/v2"
)

// flagDef is a flag of a command. The flags of urfave/cli put their names
// together with a regular expression whenever they are asked for one, and each
// is asked once for each: more work than reading a host.
type flagDef struct {
	name string
	// short is another name of one letter, 0 for none.
	short byte
	// usage has the word for the value in grave accents.
	usage string
	// list returns the words that the flag takes; shells complete them. A usage
	// that ends in a colon goes on with them, or with what listed returns.
	list   func() []string
	listed func() string
	// byDefault is the value without the flag; instead is what the help says
	// where that is not a value.
	byDefault, instead string
	// bare means that the next argument is not the flag's value.
	bare bool
	// declare makes a place for the value under a name.
	declare func(d *flagDef, set *flag.FlagSet, name string)
}

// The kinds of flags. Their values are those of package flag, whose errors are
// good enough.

func textFlag(name, usage string) *flagDef {
	return &flagDef{name: name, usage: usage, declare: func(d *flagDef, set *flag.FlagSet, name string) { set.String(name, d.byDefault, "") }}
}

// wordFlag is one that takes the words of a list.
func wordFlag(name, usage string, list func() []string) *flagDef {
	d := textFlag(name, usage)
	d.list = list
	return d
}

func numberFlag(name, usage string) *flagDef {
	return &flagDef{name: name, usage: usage, declare: func(_ *flagDef, set *flag.FlagSet, name string) { set.Int(name, 0, "") }}
}

func switchFlag(name, usage string) *flagDef {
	return &flagDef{name: name, usage: usage, bare: true, declare: func(_ *flagDef, set *flag.FlagSet, name string) { set.Bool(name, false, "") }}
}

// manyFlag is one that may be repeated; manyOf reads it.
func manyFlag(name, usage string) *flagDef {
	return &flagDef{name: name, usage: usage, declare: func(_ *flagDef, set *flag.FlagSet, name string) { set.Var(new(many), name, "") }}
}

// initially gives the flag a value that it has without being there.
func (d *flagDef) initially(value string) *flagDef {
	d.byDefault = value
	return d
}

// otherwise says in the help what holds without the flag.
func (d *flagDef) otherwise(words string) *flagDef {
	d.instead = words
	return d
}

// listedAs has the help list the words in another way.
func (d *flagDef) listedAs(text func() string) *flagDef {
	d.listed = text
	return d
}

// many are the values of a flag that may be repeated. A comma is part of a
// value, blanks around it are not.
type many []string

func (m *many) Set(text string) error {
	*m = append(*m, strings.TrimSpace(text))
	return nil
}

func (m *many) String() string { return strings.Join(*m, ",") }

func manyOf(ctx *cli.Context, name string) []string {
	if m, ok := ctx.Generic(name).(*many); ok {
		return *m
	}
	return nil
}

// flagList is flags as urfave/cli wants them.
func flagList(groups ...[]*flagDef) []cli.Flag {
	var list []cli.Flag
	for _, group := range groups {
		for _, d := range group {
			list = append(list, d)
		}
	}
	return list
}

// Apply declares the flag.
func (d *flagDef) Apply(set *flag.FlagSet) error {
	for _, name := range d.Names() {
		d.declare(d, set, name)
	}
	return nil
}

// Names returns the names without dashes, the full one first.
func (d *flagDef) Names() []string {
	if d.short != 0 {
		return []string{d.name, string(d.short)}
	}
	return []string{d.name}
}

// IsSet is about values from elsewhere than the arguments: there are none.
func (d *flagDef) IsSet() bool { return false }

// String is what urfave/cli would print of the flag in a help of its own.
func (d *flagDef) String() string { return "--" + d.name }

// words returns the words that the flag takes, nil for any.
func (d *flagDef) words() []string {
	if d.list == nil {
		return nil
	}
	return d.list()
}

// text returns the usage with the words that the flag takes.
func (d *flagDef) text() string {
	if !strings.HasSuffix(d.usage, ":") {
		return d.usage
	}
	if d.listed != nil {
		return d.usage + " " + d.listed()
	}
	return d.usage + " " + strings.Join(d.words(), ", ")
}

// helpFlag is the flag that every command has.
func helpFlag() *flagDef {
	d := switchFlag("help", "show help")
	d.short = 'h'
	return d
}
