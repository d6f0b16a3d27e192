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
