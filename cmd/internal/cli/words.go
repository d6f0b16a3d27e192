package cli

import "github.com/urfave/cli/v2"

// wordFlag is a flag that takes one of some words; shells complete them.
type wordFlag struct {
	*cli.StringFlag
	list []string
}

func (f *wordFlag) words() []string { return f.list }

// words says which words a flag takes.
func words(f *cli.StringFlag, list ...string) cli.Flag { return &wordFlag{f, list} }

// wordsFlag is a wordFlag that may be repeated.
type wordsFlag struct {
	*cli.StringSliceFlag
	list []string
}

func (f *wordsFlag) words() []string { return f.list }

// namedFlag is a flag that knows its names. urfave/cli puts those of its own
// flags together anew with a regular expression, and asks every flag for them
// once for every flag: a fiftieth of the time for one host.
type namedFlag struct {
	cli.DocGenerationFlag
	names []string
}

func (f *namedFlag) Names() []string { return f.names }

func (f *namedFlag) words() []string {
	if w, ok := f.DocGenerationFlag.(interface{ words() []string }); ok {
		return w.words()
	}
	return nil
}

// named returns the flags as ones that know their names.
func named(flags []cli.Flag) []cli.Flag {
	out := make([]cli.Flag, len(flags))
	for i, f := range flags {
		out[i] = f
		if d, ok := f.(cli.DocGenerationFlag); ok {
			out[i] = &namedFlag{d, f.Names()}
		}
	}
	return out
}
