package nmcli

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/target"
)

// profile is one NetworkManager profile: the arguments of "nmcli connection
// add".
type profile struct {
	name, kind string
	// device is the interface it is for, "*" for whichever matches.
	device string
	props  []prop
	// known is the name that the device has had so far, where device is "*":
	// older profiles may be bound to it.
	known string
	// up says that the script starts it; depth is how much stands below it.
	up    bool
	depth int
}

type prop struct{ key, value string }

// set gives a property a value and reports whether it could: a property has
// one value, and line breaks and other control characters have none.
func (p *profile) set(key, value string) bool {
	if !plain(value) {
		return false
	}
	for _, q := range p.props {
		if q.key == key {
			return false
		}
	}
	p.props = append(p.props, prop{key, value})
	return true
}

// plain reports whether a value is text that a script can hold on one line.
func plain(value string) bool {
	return utf8.ValidString(value) && !strings.ContainsFunc(value, unicode.IsControl)
}

// quote returns the value as one word of any POSIX shell.
func quote(value string) string { return "'" + strings.ReplaceAll(value, "'", `'\''`) + "'" }

// script is the whole script: profiles in the order in which they are made.
type script struct {
	profiles []*profile
	// starts are the profiles to be started, in order.
	starts []*profile
	words  words
	nm     target.Version
}

// words are the names of properties that changed with NetworkManager 1.46.
type words struct{ controller, portType, autoconnectPorts string }

func (s *script) render() []byte {
	var b strings.Builder
	b.WriteString("#!/bin/sh\n# " + ir.Marker + ": makes NetworkManager profiles and starts them.\n")
	b.WriteString("# Run it as root. It may be run again: profiles that exist are changed.\n")
	b.WriteString(s.functions())
	for _, p := range s.profiles {
		b.WriteString("\n")
		p.render(&b)
	}
	b.WriteString("\nclaim" + s.known() + "\n")
	for _, p := range s.starts {
		b.WriteString("up " + quote(p.name) + "\n")
	}
	b.WriteString("exit \"$failed\"\n")
	return []byte(b.String())
}

// known returns the names of matched devices as words of a command.
func (s *script) known() string {
	var b strings.Builder
	for _, p := range s.profiles {
		if p.known != "" {
			b.WriteString(" " + quote(p.known))
		}
	}
	return b.String()
}

func (p *profile) render(b *strings.Builder) {
	b.WriteString("save con-name " + quote(p.name) + " type " + p.kind + " ifname " + quote(p.device))
	for _, q := range p.props {
		b.WriteString(" \\\n\t" + q.key + " " + quote(q.value))
	}
	b.WriteString("\n")
}
