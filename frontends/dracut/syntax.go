package dracut

import (
	"strings"

	"github.com/bondc/bondc/ir/source"
)

// word is "key=value" on a command line.
type word struct {
	file       *source.File
	key, value string
	// bare means that there is no "=".
	bare bool
	// start is the offset of the word, at that of its value.
	start, at int
}

func (w *word) span() source.Span    { return w.file.Span(w.start, w.at+len(w.value)) }
func (w *word) keySpan() source.Span { return w.file.Span(w.start, w.start+len(w.key)) }

// field is a piece of a word's value.
type field struct {
	text string
	at   int
	file *source.File
}

func (f field) span() source.Span { return f.file.Span(f.at, f.at+len(f.text)) }

// whole is the value as one field.
func (w *word) whole() field { return field{w.value, w.at, w.file} }

// split splits a field at a separator that no brackets hold, as IPv6 addresses
// stand in them.
func (f field) split(separator byte) []field {
	var parts []field
	depth, from := 0, 0
	for i := 0; i <= len(f.text); i++ {
		if i == len(f.text) || f.text[i] == separator && depth == 0 {
			parts = append(parts, field{f.text[from:i], f.at + from, f.file})
			from = i + 1
			continue
		}
		switch f.text[i] {
		case '[':
			depth++
		case ']':
			depth = max(0, depth-1)
		}
	}
	return parts
}

// words returns the words of the command line in a file that have a "=" or mean
// something without. Where the
// file is a shell's, as that of GRUB is, only the variables are read that end up
// on the line; a word that a shell would complete is left out.
func words(f *source.File) []*word {
	shell := strings.Contains(f.Text, "GRUB_CMDLINE_LINUX")
	var list []*word
	at := 0
	for line := range strings.Lines(f.Text) {
		if from := lineStart(line, shell); from >= 0 {
			list = append(list, lineWords(f, at+from, at+len(line))...)
		}
		at += len(line)
	}
	return list
}

// lineStart returns where the command line begins in a line of a file, -1 where
// the line holds none.
func lineStart(line string, shell bool) int {
	text := strings.TrimLeft(line, " \t")
	start := len(line) - len(text)
	switch {
	case strings.HasPrefix(text, "#"):
		return -1
	case !shell:
		return start
	}
	key, value, ok := strings.Cut(text, "=")
	if !ok || !strings.HasPrefix(key, "GRUB_CMDLINE_LINUX") {
		return -1
	}
	return len(line) - len(value)
}

func lineWords(f *source.File, from, to int) []*word {
	var list []*word
	for at := from; at < to; {
		n := strings.IndexAny(f.Text[at:to], " \t\r\n\"'")
		if n < 0 {
			n = to - at
		}
		text := f.Text[at : at+n]
		key, value, ok := strings.Cut(text, "=")
		switch {
		case ok && key != "" && !strings.ContainsAny(text, "$`\\"):
			list = append(list, &word{file: f, key: key, value: value, start: at, at: at + len(key) + 1})
		case text == "bond" || text == "bridge":
			list = append(list, &word{file: f, key: text, bare: true, start: at, at: at + n})
		}
		at += n + 1
	}
	return list
}
