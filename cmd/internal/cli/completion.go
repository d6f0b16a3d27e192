package cli

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"
)

func shells() []string { return []string{"bash", "zsh", "fish"} }

func (a *app) completionCommand() *cli.Command {
	return &cli.Command{
		ArgsUsage: "bash|zsh|fish",
		Description: `Prints a script that teaches the shell to complete bondc's commands and flags:

  bash  bondc completion bash > /etc/bash_completion.d/bondc
  zsh   bondc completion zsh > "${fpath[1]}/_bondc"
  fish  bondc completion fish > ~/.config/fish/completions/bondc.fish`,
		Action: func(ctx *cli.Context) error {
			if ctx.NArg() != 1 {
				return usagef("completion takes one shell: %s", strings.Join(shells(), ", "))
			}
			var b strings.Builder
			switch s := a.surface(); ctx.Args().First() {
			case "bash":
				bash(&b, s)
			case "zsh":
				zsh(&b, s)
			case "fish":
				fish(&b, s)
			default:
				return usagef("completion %q: the shells are %s", ctx.Args().First(), strings.Join(shells(), ", "))
			}
			fmt.Fprint(a.stdout, b.String())
			return nil
		},
	}
}

// bash writes a script that needs no other script. "=" breaks words in bash,
// so that --format=json comes as three of them. Where the function offers
// nothing, bash completes names of files.
func bash(b *strings.Builder, s *surface) {
	b.WriteString(`# bash completion for bondc, printed by "bondc completion bash".
_bondc() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} offer=
    if [[ $cur == = ]]; then
        cur=
    elif [[ $prev == = && COMP_CWORD -gt 2 ]]; then
        prev=${COMP_WORDS[COMP_CWORD-2]}
    fi
    COMPREPLY=()
    if [[ COMP_CWORD -eq 1 ]]; then
`)
	fmt.Fprintf(b, "        COMPREPLY=($(compgen -W %s -- \"$cur\"))\n        return\n    fi\n", quote(strings.Join(s.names(), " ")+" help"))
	b.WriteString("    case ${COMP_WORDS[1]} in\n")
	fmt.Fprintf(b, "    help) offer=%s ;;\n", quote(strings.Join(s.names(), " ")))
	for i := range s.commands {
		bashCommand(b, &s.commands[i])
	}
	b.WriteString(`    esac
    if [[ -n $offer ]]; then
        COMPREPLY=($(compgen -W "$offer" -- "$cur"))
    fi
}
complete -o default -F _bondc bondc
`)
}

func bashCommand(b *strings.Builder, c *commandDoc) {
	fmt.Fprintf(b, "    %s)\n        case $prev in\n", c.name)
	for i := range c.flags {
		if f := &c.flags[i]; len(f.words) > 0 {
			fmt.Fprintf(b, "        %s) offer=%s ;;\n", strings.Join(f.names, "|"), quote(strings.Join(f.words, " ")))
		}
	}
	if free := c.takes(func(f *flagDoc) bool { return len(f.words) == 0 }); len(free) > 0 {
		fmt.Fprintf(b, "        %s) ;;\n", strings.Join(free, "|"))
	}
	fmt.Fprintf(b, "        *)\n            if [[ $cur == -* ]]; then\n                offer=%s\n", quote(strings.Join(c.all(), " ")))
	if len(c.words) > 0 {
		fmt.Fprintf(b, "            else\n                offer=%s\n", quote(strings.Join(c.words, " ")))
	}
	if len(c.first) > 0 {
		fmt.Fprintf(b, "            elif [[ COMP_CWORD -eq 2 ]]; then\n                offer=%s\n", quote(strings.Join(c.first, " ")))
	}
	b.WriteString("            fi ;;\n        esac ;;\n")
}

// zsh writes a function for the folder of completions.
func zsh(b *strings.Builder, s *surface) {
	b.WriteString("#compdef bondc\n# zsh completion for bondc, printed by \"bondc completion zsh\".\n_bondc() {\n  local -a commands\n  if (( CURRENT == 2 )); then\n    commands=(\n")
	for _, c := range s.commands {
		fmt.Fprintf(b, "      %s\n", quote(c.name+":"+c.usage))
	}
	b.WriteString("    )\n    _describe command commands\n    return\n  fi\n  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n")
	for _, c := range s.commands {
		fmt.Fprintf(b, "  %s)\n    _arguments -s", c.name)
		for i := range c.flags {
			zshFlag(b, &c.flags[i])
		}
		rest := "*:path:_files"
		if len(c.words) > 0 {
			rest = "*:name:(" + strings.Join(c.words, " ") + ")"
		}
		if len(c.first) > 0 {
			fmt.Fprintf(b, " \\\n      %s", quote("1:word:("+strings.Join(c.first, " ")+")"))
		}
		fmt.Fprintf(b, " \\\n      %s ;;\n", quote(rest))
	}
	b.WriteString("  esac\n}\nif [[ $funcstack[1] == _bondc ]]; then\n  _bondc \"$@\"\nelse\n  compdef _bondc bondc\nfi\n")
}

func zshFlag(b *strings.Builder, f *flagDoc) {
	escape := strings.NewReplacer("[", `\[`, "]", `\]`, ":", `\:`)
	for _, name := range f.names {
		spec := "*" + name
		if f.value != "" && strings.HasPrefix(name, "--") {
			spec += "="
		}
		spec += "[" + escape.Replace(f.brief()) + "]"
		switch {
		case len(f.words) > 0:
			spec += ":" + escape.Replace(f.value) + ":(" + strings.Join(f.words, " ") + ")"
		case f.value != "":
			spec += ":" + escape.Replace(f.value) + ":_files"
		}
		fmt.Fprintf(b, " \\\n      %s", quote(spec))
	}
}

// fish writes a line a command and a flag.
func fish(b *strings.Builder, s *surface) {
	b.WriteString("# fish completion for bondc, printed by \"bondc completion fish\".\n")
	for _, c := range s.commands {
		fmt.Fprintf(b, "complete -c bondc -n __fish_use_subcommand -f -a %s -d %s\n", c.name, fishQuote(c.usage))
		behind := "-n '__fish_seen_subcommand_from " + c.name + "'"
		for i := range c.flags {
			f := &c.flags[i]
			line := "complete -c bondc " + behind
			for _, name := range f.names {
				if long, ok := strings.CutPrefix(name, "--"); ok {
					line += " -l " + long
				} else {
					line += " -s " + strings.TrimPrefix(name, "-")
				}
			}
			switch {
			case len(f.words) > 0:
				line += " -x -a " + fishQuote(strings.Join(f.words, " "))
			case f.value != "":
				line += " -r"
			}
			fmt.Fprintf(b, "%s -d %s\n", line, fishQuote(f.brief()))
		}
		if len(c.first) > 0 {
			words := strings.Join(c.first, " ")
			fmt.Fprintf(b, "complete -c bondc -n '__fish_seen_subcommand_from %s; and not __fish_seen_subcommand_from %s' -f -a %s\n", c.name, words, fishQuote(words))
		}
		if len(c.words) > 0 {
			fmt.Fprintf(b, "complete -c bondc %s -f -a %s\n", behind, fishQuote(strings.Join(c.words, " ")))
		}
	}
}

// quote quotes for a POSIX shell.
func quote(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// fishQuote quotes for fish, where a backslash means something inside of
// single quotes.
func fishQuote(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(text) + "'"
}
