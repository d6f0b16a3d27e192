package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/bondc/bondc/cmd/internal/page"
)

// appHelp is the help of the whole command.
const appHelp = `bondc - {{.Usage}}

Usage:
  bondc COMMAND [FLAGS] [PATH...]

Commands:
{{range .VisibleCommands}}  {{printf "%-12s" .Name}}{{.Usage}}
{{end}}
A PATH is a file, "-" for standard input, a folder of configuration files, a
host's root (it holds etc/), or a folder of such roots. Flags may stand before
or behind it. "bondc COMMAND --help" tells more.

Exit status: 0 done and clean, 1 findings (or a failed host, or a difference),
2 wrong usage, 3 bondc could not do its job.
`

// commandHelp is the help of one command.
const commandHelp = `bondc {{.Name}} - {{.Usage}}

Usage:
  bondc {{.Name}} {{.ArgsUsage}}
{{if .Description}}
{{.Description}}
{{end}}`

// asksHelp reports whether the arguments ask for help on a command.
func asksHelp(args []string) bool {
	return slices.ContainsFunc(args, func(arg string) bool { return arg == "--help" || arg == "-help" || arg == "-h" })
}

// flagHelp lists flags, each with its text below it, wrapped.
func flagHelp(flags []cli.Flag, width int) string {
	var b strings.Builder
	b.WriteString("\nFlags:\n")
	for _, f := range append(flags, helpFlag()) {
		def, ok := f.(*flagDef)
		if !ok {
			continue
		}
		d := docOf(def)
		text := d.usage
		if d.byDefault != "" {
			text += " (default: " + d.byDefault + ")"
		}
		fmt.Fprintf(&b, "  %s\n%s", strings.TrimSpace(strings.Join(d.names, ", ")+" "+d.value), page.Wrap("      ", text, width))
	}
	return b.String()
}
