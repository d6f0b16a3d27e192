package netplan

import (
	"strings"

	"github.com/bondc/bondc/ir/diag"
)

// laterDocuments reports text behind the first document: netplan does not read
// it (seen with netplan 1.1.2, and parse.c load_yaml loads one document).
func (b *builder) laterDocuments(end int) {
	line, _ := b.file.Position(end)
	marker := 0
	for line++; line <= b.file.Lines(); line++ {
		text := b.text[b.file.LineStart(line):b.file.LineEnd(line)]
		content := text
		if isMarker(text) {
			if marker == 0 {
				marker = line
			}
			content = text[3:]
		}
		if marker > 0 && !isBlank(content) {
			b.diags.Add(diag.Diagnostic{
				Code: diag.Syntax, Severity: diag.Warning, Span: b.file.LineSpan(marker),
				Message: "netplan reads only the first document of a file, and a second one starts here",
				Detail:  "Nothing below this line takes effect, and netplan does not say so. Move it to a file of its own, or remove the line.",
			})
			return
		}
	}
}

// isMarker reports whether the line starts or ends a document.
func isMarker(line string) bool {
	return (strings.HasPrefix(line, "---") || strings.HasPrefix(line, "...")) &&
		(len(line) == 3 || line[3] == ' ' || line[3] == '\t')
}

// isBlank reports whether the line holds nothing but blanks and a comment.
func isBlank(line string) bool {
	line = strings.TrimLeft(line, " \t\r")
	return line == "" || line[0] == '#'
}
