package cli

// appHelp is the help of the whole command.
const appHelp = `bondc - {{.Usage}}

Usage:
  bondc COMMAND [FLAGS] [PATH...]

Commands:
{{range .VisibleCommands}}  {{printf "%-10s" .Name}}{{.Usage}}
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
{{end}}{{if .VisibleFlags}}
Flags:
{{range .VisibleFlags}}  {{.}}
{{end}}{{end}}`
