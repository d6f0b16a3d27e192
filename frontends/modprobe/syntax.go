package modprobe

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir/source"
)

// line is one logical line, continuation lines joined, as words with places.
type line struct {
	file  *source.File
	span  source.Span
	words []word
}

type word struct {
	text string
	span source.Span
}

func (l *line) word(i int) string {
	if i >= len(l.words) {
		return ""
	}
	return l.words[i].text
}

// rest returns the text from the i-th word to the end of the line.
func (l *line) rest(i int) string {
	if i >= len(l.words) {
		return ""
	}
	return l.file.Text[l.words[i].span.Start:l.span.End]
}

// isCommand reports whether a word is a command of modprobe.d(5), or one of
// those that older module-init-tools had.
func isCommand(word string) bool {
	return slices.Contains([]string{
		"alias", "options", "install", "remove", "blacklist", "softdep", "weakdep",
		"include", "config", "above", "below", "pre-install", "post-install",
		"pre-remove", "post-remove", "probe", "path", "keep",
	}, word)
}

// split cuts a file into logical lines. A line is a comment only if "#" is its
// very first character, and a backslash before the line break joins lines
// (libkmod-util.c, freadline_wrapped).
func split(f *source.File) []line {
	var lines []line
	for pos := 0; pos < len(f.Text); {
		start := pos
		end := lineEnd(f.Text, pos)
		for end < len(f.Text) && end > pos && f.Text[end-1] == '\\' && f.Text[start] != '#' {
			pos = end + 1
			end = lineEnd(f.Text, pos)
		}
		if f.Text[start] != '#' {
			if l := newLine(f, start, end); len(l.words) > 0 {
				lines = append(lines, l)
			}
		}
		pos = end + 1
	}
	return lines
}

func lineEnd(text string, from int) int {
	if i := strings.IndexByte(text[from:], '\n'); i >= 0 {
		return from + i
	}
	return len(text)
}

func newLine(f *source.File, start, end int) line {
	l := line{file: f}
	for i := start; i < end; {
		for i < end && blank(f.Text, i) {
			i++
		}
		from := i
		for i < end && !blank(f.Text, i) {
			i++
		}
		if from < i {
			l.words = append(l.words, word{f.Text[from:i], f.Span(from, i)})
		}
	}
	if len(l.words) > 0 {
		l.span = l.words[0].span.To(l.words[len(l.words)-1].span)
	}
	return l
}

// blank reports whether the byte separates words; the backslash of a joined
// line does, any other is part of a word.
func blank(text string, i int) bool {
	switch text[i] {
	case ' ', '\t', '\n', '\v', '\f':
		return true
	case '\\':
		return i+1 < len(text) && text[i+1] == '\n'
	}
	return false
}
