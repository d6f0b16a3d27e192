package ifupdown

import (
	"net/netip"
	"strings"

	"github.com/bondc/bondc/ir"
)

// document is the file under construction.
type document struct {
	stanzas []*stanza
}

// stanza is an "iface" stanza with the lines that stand before it.
type stanza struct {
	before []string
	head   string
	lines  []string
	// network is that of the address that the stanza adds.
	network netip.Prefix
}

// iface appends a stanza.
func (d *document) iface(name, family, method string) *stanza {
	s := &stanza{head: "iface " + name + " " + family + " " + method}
	d.stanzas = append(d.stanzas, s)
	return s
}

// name is the link or alias that the stanza is about.
func (s *stanza) name() string { return strings.Fields(s.head)[1] }

// set appends a line. Values are checked where they come from; what could still
// end the line or join it to the next (interfaces(5), FILE FORMAT) is taken out
// here, so that no value ever becomes a second line.
func (s *stanza) set(key, value string) {
	s.lines = append(s.lines, key+" "+clean(value))
}

func clean(value string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == '\\' {
			return -1
		}
		return r
	}, value))
}

// print returns the file's bytes.
func (d *document) print() []byte {
	var b strings.Builder
	b.WriteString("# " + ir.Marker + ". Change what it was written from, not this file.\n")
	for _, s := range d.stanzas {
		b.WriteString("\n")
		for _, line := range s.before {
			b.WriteString(line + "\n")
		}
		b.WriteString(s.head + "\n")
		for _, line := range s.lines {
			b.WriteString("    " + line + "\n")
		}
	}
	return []byte(b.String())
}
