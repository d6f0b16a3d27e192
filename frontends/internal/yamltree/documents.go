package yamltree

import "strings"

// laterDocuments reports text behind the first document.
func (b *builder) laterDocuments(end int, tool Tool) {
	line, _ := b.file.Position(end)
	marker := 0
	for line++; line <= b.file.Lines(); line++ {
		text := b.text[b.file.LineStart(line):b.file.LineEnd(line)]
		content := text
		if IsMarker(text) {
			if marker == 0 {
				marker = line
			}
			content = text[3:]
		}
		if marker > 0 && !IsBlank(content) {
			b.diags.Add(tool.second(b.file.LineSpan(marker)))
			return
		}
	}
}

// IsMarker reports whether the line starts or ends a document.
func IsMarker(line string) bool {
	return (strings.HasPrefix(line, "---") || strings.HasPrefix(line, "...")) &&
		(len(line) == 3 || line[3] == ' ' || line[3] == '\t')
}

// IsBlank reports whether the line holds nothing but blanks and a comment.
func IsBlank(line string) bool {
	line = strings.TrimLeft(line, " \t\r")
	return line == "" || line[0] == '#'
}
