package modprobe

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir/source"
)

// line is one logical line of a file: what modprobe sees, with the places of
// its bytes in the file.
type line struct {
	file *source.File
	// text is the line with continuations joined and escapes undone.
	text string
	// start is the place of text[0]; offsets are the places of all bytes where
	// they do not simply follow it.
	start   int
	offsets []int
	span    source.Span
	words   []word
}

// word is a part of a line's text; from and to are offsets in it.
type word struct {
	text     string
	from, to int
	span     source.Span
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
	return l.text[l.words[i].from:l.words[len(l.words)-1].to]
}

// at returns the place of a part of the text that is not empty.
func (l *line) at(from, to int) source.Span {
	return l.file.Span(l.offset(from), l.offset(to-1)+1)
}

func (l *line) offset(i int) int {
	if l.offsets == nil {
		return l.start + i
	}
	return l.offsets[i]
}

// isCommand reports whether a word is a command of modprobe.d(5), or one of
// those that modules.conf had.
func isCommand(word string) bool {
	return slices.Contains([]string{
		"alias", "options", "install", "remove", "blacklist", "softdep", "weakdep",
		"include", "config", "above", "below", "pre-install", "post-install",
		"pre-remove", "post-remove", "probe", "path", "keep",
	}, word)
}

// operands returns how many words a command needs behind it; modprobe ignores
// a line that has fewer (libkmod-config.c, kmod_config_parse).
func operands(command string) int {
	switch command {
	case "alias", "options", "install", "remove", "softdep", "weakdep":
		return 2
	case "blacklist":
		return 1
	}
	return 0
}

// split cuts a file into logical lines and comments. A line is a comment only
// if "#" is its very first byte. A backslash at the end of a line joins the
// next line to it, to a comment too, with nothing in between; any other
// backslash vanishes (kmod, freadline_wrapped and kmod_config_parse;
// facts/dialects.md 4.1).
func split(f *source.File) (lines []line, comments []source.Span) {
	for pos := 0; pos < len(f.Text); {
		l, end := logical(f, pos)
		if strings.HasPrefix(l.text, "#") {
			comments = append(comments, f.Span(pos, end))
		} else if l.cut(); len(l.words) > 0 {
			lines = append(lines, l)
		}
		pos = end + 1
	}
	return lines, comments
}

// logical reads the line that starts at an offset and returns it with the
// offset at which it ends.
func logical(f *source.File, start int) (line, int) {
	rest := f.Text[start:]
	l := line{file: f, start: start}
	if n := strings.IndexAny(rest, "\\\n"); n < 0 || rest[n] == '\n' {
		if n < 0 {
			n = len(rest)
		}
		l.text = rest[:n]
		return l, start + n
	}
	var text []byte
	i := 0
	for ; i < len(rest) && rest[i] != '\n'; i++ {
		if rest[i] == '\\' {
			if i++; i == len(rest) || rest[i] == '\n' {
				continue
			}
		}
		text = append(text, rest[i])
		l.offsets = append(l.offsets, start+i)
	}
	l.text = string(text)
	return l, start + min(i, len(rest))
}

// cut finds the words of a line.
func (l *line) cut() {
	for i := 0; i < len(l.text); {
		for i < len(l.text) && blank(l.text[i]) {
			i++
		}
		from := i
		for i < len(l.text) && !blank(l.text[i]) {
			i++
		}
		if from < i {
			l.words = append(l.words, word{l.text[from:i], from, i, l.at(from, i)})
		}
	}
	if n := len(l.words); n > 0 {
		l.span = l.words[0].span.To(l.words[n-1].span)
	}
}

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\v' || c == '\f' }
