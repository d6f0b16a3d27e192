package report

import (
	"fmt"
	"strings"
)

// around is how many unchanged lines a unified diff shows around a change.
const around = 3

// Unified returns the difference of two texts of a file in the unified format,
// as "patch -p1" and "git apply" read it, and "" where there is none. The lines
// are those of the file, byte by byte.
func Unified(name, was, now string) string {
	a, b := splitLines(was), splitLines(now)
	changes := lineChanges(a, b)
	if len(changes) == 0 {
		return ""
	}
	var out strings.Builder
	name = strings.TrimLeft(name, "/")
	fmt.Fprintf(&out, "--- %s\n+++ %s\n", header("a/"+name), header("b/"+name))
	for len(changes) > 0 {
		n := 1
		for n < len(changes) && changes[n].a-changes[n-1].aEnd <= 2*around {
			n++
		}
		hunk(&out, a, b, changes[:n])
		changes = changes[n:]
	}
	return out.String()
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
func hunk(out *strings.Builder, a, b []string, changes []change) {
	first, last := changes[0], changes[len(changes)-1]
	before := min(around, first.a)
	after := min(around, len(a)-last.aEnd)
	fmt.Fprintf(out, "@@ -%s +%s @@\n", extent(first.a-before, last.aEnd+after), extent(first.b-before, last.bEnd+after))
	at := first.a - before
	for _, c := range changes {
		signed(out, " ", a[at:c.a])
		signed(out, "-", a[c.a:c.aEnd])
		signed(out, "+", b[c.b:c.bEnd])
		at = c.aEnd
	}
	signed(out, " ", a[at:last.aEnd+after])
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

func signed(out *strings.Builder, sign string, lines []string) {
	for _, l := range lines {
		out.WriteString(sign + l)
		if !strings.HasSuffix(l, "\n") {
			out.WriteString("\n\\ No newline at end of file\n")
		}
	}
}
