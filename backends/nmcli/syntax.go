package nmcli

import (
	"strings"

	"github.com/bondc/bondc/backends/internal/nmprofile"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/target"
)

// quote returns the value as one word of any POSIX shell.
func quote(value string) string { return "'" + strings.ReplaceAll(value, "'", `'\''`) + "'" }

// script is the whole script: profiles in the order in which they are made.
type script struct {
	profiles []*nmprofile.Profile
	words    nmprofile.Words
	nm       target.Version
}

func (s *script) render() []byte {
	var b strings.Builder
	b.WriteString("#!/bin/sh\n# " + ir.Marker + ": makes NetworkManager profiles and starts them.\n")
	b.WriteString("# Run it as root. It may be run again: profiles that exist are changed.\n")
	b.WriteString(s.functions())
	for _, p := range s.profiles {
		b.WriteString("\n")
		render(p, &b)
	}
	b.WriteString("\nclaim" + s.known() + "\n")
	for _, p := range nmprofile.Starts(s.profiles) {
		b.WriteString("up " + quote(p.Name) + "\n")
	}
	b.WriteString("exit \"$failed\"\n")
	return []byte(b.String())
}

// known returns the names of matched devices as words of a command.
func (s *script) known() string {
	var b strings.Builder
	for _, p := range s.profiles {
		if p.Known != "" {
			b.WriteString(" " + quote(p.Known))
		}
	}
	return b.String()
}

func render(p *nmprofile.Profile, b *strings.Builder) {
	b.WriteString("save con-name " + quote(p.Name) + " type " + p.Kind + " ifname " + quote(p.Device))
	for _, q := range p.Props {
		b.WriteString(" \\\n\t" + q.Key + " " + word(&q))
	}
	b.WriteString("\n")
}

// word returns the value of a property as a word. UUIDs are made on the host,
// where the function of the script asks for them.
func word(q *nmprofile.Prop) string {
	if q.Of != nil {
		return `"$(known ` + quote(q.Of.Name) + `)"`
	}
	return quote(q.Value)
}
