package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir/source"
)

// around is how many unchanged lines a unified diff shows around a change.
const around = 3

// Unified returns the difference of two texts of a file in the unified format,
// as "patch -p1" and "git apply" read it, and "" where there is none. The lines
// are those of the file, byte by byte, but for what is secret: lines around a
// change that hold any of it are left out where the patch can do without, and
// masked is how many had to be there and cannot be applied.
func Unified(name, was, now string, secrets []string) (diff string, masked int) {
	a, b := splitLines(was), splitLines(now)
	changes := lineChanges(a, b)
	if len(changes) == 0 {
		return "", 0
	}
	var out patch
	for _, secret := range secrets {
		if len(secret) >= shortestSecret {
			out.secrets = append(out.secrets, secret)
		}
	}
	name = strings.TrimLeft(name, "/")
	fmt.Fprintf(&out, "--- %s\n+++ %s\n", header("a/"+name), header("b/"+name))
	for len(changes) > 0 {
		n := 1
		for n < len(changes) && changes[n].a-changes[n-1].aEnd <= 2*around && !slices.ContainsFunc(a[changes[n-1].aEnd:changes[n].a], out.hides) {
			n++
		}
		out.hunk(a, b, changes[:n])
		changes = changes[n:]
	}
	return out.String(), out.masked
}

// shortestSecret keeps words of the language from being taken for secrets.
const shortestSecret = 3

// patch is a diff under construction.
type patch struct {
	strings.Builder
	secrets []string
	masked  int
}

// hides reports whether a line holds a secret.
func (p *patch) hides(line string) bool {
	return slices.ContainsFunc(p.secrets, func(secret string) bool { return strings.Contains(line, secret) })
}

// shown is a line as people may see it.
func (p *patch) shown(line string) string {
	if !p.hides(line) {
		return line
	}
	p.masked++
	for _, secret := range p.secrets {
		line = strings.ReplaceAll(line, secret, source.Mask)
	}
	return line
}

// before and after return how many of the lines at the end, or start, stand
// beside a change. "git apply" takes a change without a line behind it for one
// at the end of the file.
func (p *patch) before(lines []string) int {
	n := 0
	for n < min(around, len(lines)) && !p.hides(lines[len(lines)-1-n]) {
		n++
	}
	return n
}

func (p *patch) after(lines []string) int {
	n := 0
	for n < min(around, len(lines)) && (n == 0 || !p.hides(lines[n])) {
		n++
	}
	return n
}

// header returns a name as a diff's header has it: in quotes where it holds
// what would end the line, with a tab behind it where it holds blanks.
func header(name string) string {
	switch {
	case strings.ContainsFunc(name, func(c rune) bool { return c < ' ' || c == '"' || c == '\\' || c == 0x7f }):
		var q strings.Builder
		for i := range len(name) {
			switch c := name[i]; {
			case c == '"' || c == '\\':
				q.WriteByte('\\')
				q.WriteByte(c)
			case c < ' ' || c == 0x7f:
				fmt.Fprintf(&q, `\%03o`, c)
			default:
				q.WriteByte(c)
			}
		}
		return `"` + q.String() + `"`
	case strings.Contains(name, " "):
		return name + "\t"
	}
	return name
}

// hunk writes changes that are close together, with the lines around them.
func (p *patch) hunk(a, b []string, changes []change) {
	first, last := changes[0], changes[len(changes)-1]
	before := p.before(a[:first.a])
	after := p.after(a[last.aEnd:])
	fmt.Fprintf(p, "@@ -%s +%s @@\n", extent(first.a-before, last.aEnd+after), extent(first.b-before, last.bEnd+after))
	at := first.a - before
	for _, c := range changes {
		p.signed(" ", a[at:c.a])
		p.signed("-", a[c.a:c.aEnd])
		p.signed("+", b[c.b:c.bEnd])
		at = c.aEnd
	}
	p.signed(" ", a[at:last.aEnd+after])
}

// extent returns lines [from, to), counted from 0, as a hunk's header has them.
func extent(from, to int) string {
	switch n := to - from; n {
	case 0:
		return fmt.Sprintf("%d,0", from)
	case 1:
		return fmt.Sprintf("%d", from+1)
	default:
		return fmt.Sprintf("%d,%d", from+1, n)
	}
}

func (p *patch) signed(sign string, lines []string) {
	for _, l := range lines {
		p.WriteString(sign + p.shown(l))
		if !strings.HasSuffix(l, "\n") {
			p.WriteString("\n\\ No newline at end of file\n")
		}
	}
}
