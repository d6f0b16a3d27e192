package modprobe

import (
	"strings"

	"github.com/bondc/bondc/ir"
)

// printed returns the file's bytes. modprobe takes "#" for a comment only as
// the first byte of a line.
func printed(lines []string) []byte {
	var b strings.Builder
	b.WriteString("# " + ir.Marker + ". Change what it was written from, not this file.\n")
	for _, line := range lines {
		b.WriteString(line + "\n")
	}
	return []byte(b.String())
}

// word reports whether a text stays one word of a line: kmod drops backslashes,
// and the kernel takes double quotes off parameters (kernel/params.c,
// next_arg). An alias may be a pattern.
func word(text string) bool {
	return text != "" && text[0] != '#' && !strings.ContainsFunc(text, func(r rune) bool {
		return r <= ' ' || r == 0x7f || r == '\u0085' || r == '\u2028' || r == '\u2029' || strings.ContainsRune("\\\"*?[]", r)
	})
}

// whole reports whether a line of the input can stand in the output as it is.
func whole(line string) bool {
	return line != "" && line[0] != '#' && !strings.ContainsFunc(line, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f || r == '\\' })
}
