package ir

import "strings"

// Line is the entry on one line, as people know it from the file: its text, or
// its key where the text spans lines, or the first line where it has no key. An
// item of a list stands behind the key of the list, which its own text lacks.
// Secrets are masked.
func (e *Entry) Line() string {
	text := strings.TrimSpace(e.Span.Shown())
	first, _, more := strings.Cut(text, "\n")
	switch {
	case more && e.Key == "":
		return strings.TrimSpace(first) + " ..."
	case more || text == "":
		return e.Key
	case e.Form == ItemForm:
		list, _, _ := strings.Cut(e.Key, "[")
		return list + ": " + text
	}
	return text
}

// Brief is Line, cut so that a message which quotes it stays short.
func (e *Entry) Brief() string {
	const most = 60
	text := e.Line()
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return text
}
