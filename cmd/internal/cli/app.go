// Package cli is the command: one file per subcommand. It is the only place
// of bondc that prints, exits or writes files.
package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/urfave/cli/v2"

	"github.com/bondc/bondc/ir/option"
)

// The exit statuses of design.md, section 5.
const (
	exitClean    = 0 // done and clean
	exitFindings = 1 // findings, a failed host, or a difference
	exitUsage    = 2 // wrong usage, or a PATH that does not exist
	exitBroken   = 3 // bondc could not do its job
)

// app is one run of the command.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	// status is the highest that applied so far.
	status int
}

// raise notes an exit status; the highest one wins.
func (a *app) raise(status int) { a.status = max(a.status, status) }

// usageError is wrong usage: exit status 2.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

func usagef(format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...)}
}

// Run runs the command with the arguments (the first is the program's name)
// and returns the exit status.
func Run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr}
	cli.HelpFlag = helpFlag()
	args = helpLast(args)
	selected := ""
	if len(args) > 1 {
		selected = args[1]
	}
	c := a.build(selected)
	if command := c.Command(selected); command != nil && asksHelp(args) {
		command.CustomHelpTemplate = commandHelp + flagHelp(command.Flags, a.width())
	}
	if err := c.Run(a.arrange(c, args)); err != nil {
		a.fail(err)
	}
	return a.status
}

func (a *app) fail(err error) {
	fmt.Fprintf(a.stderr, "bondc: %s\n", visible(err.Error()))
	var usage *usageError
	if errors.As(err, &usage) {
		a.raise(exitUsage)
		return
	}
	a.raise(exitBroken)
}

// build returns the command tree, with the flags of the selected command: those
// of the others would only cost time. Every hook that urfave/cli v2 has for
// printing or exiting on its own is set, so that errors come back to Run.
func (a *app) build(selected string) *cli.App {
	c := &cli.App{
		Name:            "bondc",
		Usage:           "compile and lint Linux network bonding configuration",
		Writer:          a.stdout,
		ErrWriter:       a.stderr,
		HideVersion:     true,
		Compiled:        time.Unix(0, 0), // else it asks the file system for the program's age
		HideHelpCommand: true,
		Suggest:         false,
		ExitErrHandler:  func(*cli.Context, error) {},
		OnUsageError:    wrongFlag,
		// A comma in a value is part of the value.
		DisableSliceFlagSeparator: true,
		CustomAppHelpTemplate:     appHelp,
	}
	c.Action = func(ctx *cli.Context) error {
		if ctx.NArg() == 0 {
			return cli.ShowAppHelp(ctx)
		}
		return unknownCommand(c, ctx.Args().First())
	}
	for _, command := range a.commands() {
		built := &cli.Command{}
		if command.name == selected {
			built = command.build()
		}
		built.Name, built.HelpName, built.Usage = command.name, "bondc "+command.name, command.usage
		built.HideHelpCommand = true // "h" and "help" may be the names of folders
		built.OnUsageError = wrongFlag
		built.CustomHelpTemplate = commandHelp
		c.Commands = append(c.Commands, built)
	}
	return c
}

// command is one row of the table of commands.
type command struct {
	name, usage string
	build       func() *cli.Command
}

func (a *app) commands() []command {
	return []command{
		{"lint", "say what is wrong with a configuration", a.lintCommand},
		{"report", "join the reports of the shards of a run", a.reportCommand},
		{"convert", "write a host's configuration in another dialect", a.convertCommand},
		{"show", "print what bondc understood of a configuration", a.showCommand},
		{"diff", "compare two hosts by what their configuration leads to", a.diffCommand},
		{"fmt", "format HCL files in place", a.fmtCommand},
		{"explain", "tell all about a rule, a code or a bonding option", a.explainCommand},
		{"rules", "list the rules of lint", a.rulesCommand},
		{"options", "list the bonding options and how each dialect spells them", a.optionsCommand},
		{"dialects", "list the dialects that are read and written", a.dialectsCommand},
		{"completion", "print a script for the completion of a shell", a.completionCommand},
		{"man", "print the manual page", a.manCommand},
		{"version", "print bondc's version", a.versionCommand},
	}
}

// helpLast turns "help COMMAND" into "COMMAND --help".
func helpLast(args []string) []string {
	if len(args) >= 2 && args[1] == "help" {
		return append(slices.Clone(args[:1]), append(slices.Clone(args[2:]), "--help")...)
	}
	return args
}

// arrange puts the flags of the named command in front of its paths.
func (a *app) arrange(c *cli.App, args []string) []string {
	if len(args) < 2 {
		return args
	}
	command := c.Command(args[1])
	if command == nil {
		return args
	}
	return append(slices.Clone(args[:2]), permute(args[2:], command.Flags)...)
}

// wrongFlag says in bondc's words what package flag found.
func wrongFlag(ctx *cli.Context, err error, _ bool) error {
	text := err.Error()
	if name, ok := strings.CutPrefix(text, "flag provided but not defined: -"); ok {
		if near := option.Nearest(strings.TrimLeft(name, "-"), flagNames(ctx)); near != "" {
			return usagef("there is no flag %s here; did you mean --%s?", dashed(name), near)
		}
		return usagef("there is no flag %s here (--help lists them)", dashed(name))
	}
	if name, ok := strings.CutPrefix(text, "flag needs an argument: -"); ok {
		return usagef("%s needs a value", dashed(name))
	}
	if _, rest, ok := strings.Cut(text, "invalid "); ok {
		for _, between := range []string{" for flag -", " for -"} {
			if value, what, ok := strings.Cut(rest, between); ok {
				takes := "it takes a number"
				if strings.HasPrefix(value, "boolean") {
					takes = "it takes no value"
				}
				name, why, _ := strings.Cut(what, ": ")
				_, value, _ = strings.Cut(value, "value ")
				return usagef("%s %s: %s", dashed(name), value, strings.Replace(why, "parse error", takes, 1))
			}
		}
	}
	return usagef("%s", text)
}

// dashed returns a flag's name as one writes it.
func dashed(name string) string {
	name = strings.TrimLeft(name, "-")
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// flagNames returns the names of the flags that a command takes.
func flagNames(ctx *cli.Context) []string {
	var names []string
	for _, f := range ctx.Command.Flags {
		names = append(names, f.Names()[0])
	}
	return names
}

func unknownCommand(c *cli.App, name string) error {
	var names []string
	for _, command := range c.Commands {
		names = append(names, command.Name)
	}
	if near := option.Nearest(name, names); near != "" {
		return usagef("there is no command %q; did you mean %q?", name, near)
	}
	return usagef("there is no command %q; the commands are %s", name, strings.Join(names, ", "))
}

// visible takes out what a terminal would obey or hide, so that text from files
// cannot drive it. Line breaks stay.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || unicode.IsPrint(r) {
			return r
		}
		return '\uFFFD'
	}, text)
}
