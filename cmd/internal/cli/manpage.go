package cli

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/bondc/bondc"
)

func (a *app) manCommand() *cli.Command {
	return &cli.Command{
		Description: `Prints the manual page, in the language of man:

  bondc man > /usr/local/share/man/man1/bondc.1`,
		Action: func(ctx *cli.Context) error {
			if err := noArguments(ctx); err != nil {
				return err
			}
			fmt.Fprint(a.stdout, a.surface().manual())
			return nil
		},
	}
}

// manual returns the manual page in the macros of man(7).
func (s *surface) manual() string {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH BONDC 1 \"\" \"bondc %s\" \"User Commands\"\n", roff(bondc.Version))
	b.WriteString(".SH NAME\nbondc \\- compile and lint Linux network bonding configuration\n.SH SYNOPSIS\n")
	for i, c := range s.commands {
		if i > 0 {
			b.WriteString(".br\n")
		}
		fmt.Fprintf(&b, ".B bondc %s\n", roff(c.name))
		if c.args != "" {
			b.WriteString(macro(roff(c.args)) + "\n")
		}
	}
	b.WriteString(".SH DESCRIPTION\n" + paragraphs(manDescription) + ".SH COMMANDS\n")
	for _, c := range s.commands {
		fmt.Fprintf(&b, ".SS bondc %s\n%s\n", roff(c.name), macro(roff(upperFirst(c.usage)+".")))
		if c.text != "" {
			fmt.Fprintf(&b, ".PP\n%s", paragraphs(c.text))
		}
		for i := range c.flags {
			manFlag(&b, &c.flags[i])
		}
	}
	b.WriteString(".SH EXIT STATUS\n")
	for _, status := range [][2]string{
		{"0", "Done, and clean."}, {"1", "Findings at or above \\-\\-fail\\-on, a failed host, or a difference."},
		{"2", "Wrong usage, or a PATH that does not exist."}, {"3", "bondc could not do its job."},
	} {
		fmt.Fprintf(&b, ".TP\n.B %s\n%s\n", status[0], status[1])
	}
	b.WriteString(".SH FILES\n.TP\n.I .bondc.hcl\nSettings of lint: found upwards from each PATH, never inside a host's root.\n")
	b.WriteString(".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nSwitches colours off.\n.TP\n.B COLUMNS\nThe width of pages where the terminal does not tell it.\n")
	return b.String()
}

const manDescription = `A PATH is a file, - for standard input, a folder of configuration files, a
host's root (it holds etc/), or a folder of such roots: a fleet. Flags may stand
before or behind it.

Nothing that bondc reads is ever executed, and nothing is written unless a flag
asks for it.`

func manFlag(b *strings.Builder, f *flagDoc) {
	fmt.Fprintf(b, ".TP\n.B %s", roff(strings.Join(f.names, ", ")))
	if f.value != "" {
		fmt.Fprintf(b, " \\fI%s\\fR", roff(f.value))
	}
	text := upperFirst(f.usage)
	if f.byDefault != "" {
		text += " (default: " + f.byDefault + ")"
	}
	fmt.Fprintf(b, "\n%s\n", macro(roff(text+".")))
}

// paragraphs returns text as paragraphs; indented lines stay as they are.
func paragraphs(text string) string {
	var b strings.Builder
	for i, paragraph := range strings.Split(text, "\n\n") {
		if i > 0 {
			b.WriteString(".PP\n")
		}
		if strings.HasPrefix(paragraph, " ") {
			b.WriteString(".nf\n" + macro(roff(paragraph)) + "\n.fi\n")
			continue
		}
		for line := range strings.SplitSeq(paragraph, "\n") {
			b.WriteString(macro(roff(line)) + "\n")
		}
	}
	return b.String()
}

// roff escapes text: a bare "-" would be a hyphen, which nobody can paste.
func roff(text string) string {
	return strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`).Replace(text)
}

// macro keeps text from being read as a macro.
func macro(text string) string {
	if strings.HasPrefix(text, ".") {
		return `\&` + text
	}
	return text
}

func upperFirst(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
