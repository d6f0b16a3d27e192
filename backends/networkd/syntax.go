package networkd

import (
	"strings"

	"github.com/bondc/bondc/ir"
)

// unit is one file under construction: sections of lines, in order.
type unit struct {
	suffix   string
	sections []*section
}

type section struct {
	name  string
	lines []string
}

// section returns the section of a name, made at the end where there is none.
func (u *unit) section(name string) *section {
	for _, s := range u.sections {
		if s.name == name {
			return s
		}
	}
	return u.fresh(name)
}

// fresh appends a section even if there is one of the name: addresses, routes
// and rules have one each.
func (u *unit) fresh(name string) *section {
	s := &section{name: name}
	u.sections = append(u.sections, s)
	return s
}

// set appends an assignment. Values are checked where they come from; what
// could still end the line or continue it (systemd.syntax(7)) is taken out
// here, so that no value ever becomes a second assignment.
func (s *section) set(key, value string) {
	value = strings.Map(func(r rune) rune {
		if unwritten(r) {
			return -1
		}
		return r
	}, value)
	s.lines = append(s.lines, key+"="+value)
}

// unwritten reports whether a character never stands in a value: one of control,
// or a backslash, which may go on with the next line.
func unwritten(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }

// print returns the file's bytes; sections without lines are left out.
func (u *unit) print() []byte {
	var b strings.Builder
	b.WriteString("# " + ir.Marker + ". Change what it was written from, not this file.\n")
	for _, s := range u.sections {
		if len(s.lines) == 0 {
			continue
		}
		b.WriteString("\n[" + s.name + "]\n")
		for _, line := range s.lines {
			b.WriteString(line + "\n")
		}
	}
	return []byte(b.String())
}
