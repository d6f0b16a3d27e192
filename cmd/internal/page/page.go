// Package page lays out the Markdown of bondc's own pages for a terminal:
// headings, wrapped paragraphs and lists, indented code, aligned tables. It
// knows the Markdown that the pages use and nothing more.
package page

import (
	"strings"
	"unicode/utf8"
)

// Options say how to lay out.
type Options struct {
	// Width is the number of columns; under 20 counts as 20.
	Width int
	// Color asks for bold headings and words.
	Color bool
}

// Render returns the page as text. Lines of code are never broken, nor are
// words that are wider than the page.
func Render(markdown string, opt Options) string {
	opt.Width = max(opt.Width, 20)
	r := renderer{opt: opt}
	lines := strings.Split(strings.TrimRight(markdown, "\n"), "\n")
	for i := 0; i < len(lines); {
		i += r.block(lines[i:])
	}
	return strings.TrimRight(r.out.String(), "\n") + "\n"
}

// Wrap returns text, which is no Markdown, in lines of at most so many columns,
// each behind the indent.
func Wrap(indent, text string, width int) string {
	r := renderer{opt: Options{Width: width}}
	r.fill(indent, indent, text)
	return r.out.String()
}

type renderer struct {
	opt Options
	out strings.Builder
}

// block renders the block that the lines start with and returns its length.
func (r *renderer) block(lines []string) int {
	first := lines[0]
	switch {
	case strings.TrimSpace(first) == "":
		return 1
	case strings.HasPrefix(first, "```"):
		return r.code(lines)
	case strings.HasPrefix(first, "#"):
		r.heading(strings.TrimSpace(strings.TrimLeft(first, "#")))
		return 1
	case strings.HasPrefix(first, "|"):
		return r.table(lines)
	case strings.HasPrefix(first, "- "):
		return r.item(lines)
	}
	n := 1
	for n < len(lines) && !starts(lines[n]) {
		n++
	}
	r.wrap("", "", strings.Join(lines[:n], " "))
	r.out.WriteString("\n")
	return n
}

// starts reports whether a line ends the paragraph before it.
func starts(line string) bool {
	return strings.TrimSpace(line) == "" || strings.HasPrefix(line, "```") || strings.HasPrefix(line, "#") ||
		strings.HasPrefix(line, "|") || strings.HasPrefix(line, "- ")
}

func (r *renderer) heading(text string) {
	text = plain(text)
	if r.opt.Color {
		r.out.WriteString("\x1b[1m" + text + "\x1b[0m\n\n")
		return
	}
	r.out.WriteString(text + "\n" + strings.Repeat("-", min(utf8.RuneCountInString(text), r.opt.Width)) + "\n\n")
}

func (r *renderer) code(lines []string) int {
	n := 1
	for ; n < len(lines) && !strings.HasPrefix(lines[n], "```"); n++ {
		r.out.WriteString(strings.TrimRight("    "+lines[n], " ") + "\n")
	}
	r.out.WriteString("\n")
	return min(n+1, len(lines))
}

func (r *renderer) item(lines []string) int {
	n := 1
	for n < len(lines) && strings.HasPrefix(lines[n], "  ") {
		n++
	}
	r.wrap("- ", "  ", strings.TrimPrefix(strings.Join(lines[:n], " "), "- "))
	if n == len(lines) || !strings.HasPrefix(lines[n], "- ") {
		r.out.WriteString("\n")
	}
	return n
}

// wrap writes a paragraph: first stands before its first line, rest before the
// others.
func (r *renderer) wrap(first, rest, text string) { r.fill(first, rest, plain(text)) }

// fill is wrap for text without marks.
func (r *renderer) fill(first, rest, text string) {
	line, used := first, 0
	for _, word := range strings.Fields(text) {
		if used > 0 && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > r.opt.Width {
			r.out.WriteString(line + "\n")
			line, used = rest, 0
		}
		if used > 0 {
			line += " "
		}
		line += word
		used++
	}
	r.out.WriteString(strings.TrimRight(line, " ") + "\n")
}

// plain takes the marks of Markdown out of a line of text; a link is followed
// by its address.
func plain(text string) string {
	var b strings.Builder
	code := false
	for i := 0; i < len(text); {
		switch {
		case text[i] == '`':
			code = !code
			i++
		case code:
			b.WriteByte(text[i])
			i++
		case strings.HasPrefix(text[i:], "**"):
			i += 2
		case text[i] == '\\' && i+1 < len(text) && text[i+1] == '|':
			i++
		case text[i] == '[':
			if name, url, n := link(text[i:]); n > 0 {
				b.WriteString(plain(name) + " <" + url + ">")
				i += n
				continue
			}
			fallthrough
		default:
			b.WriteByte(text[i])
			i++
		}
	}
	return b.String()
}

// link reads "[name](url)" and returns its length, 0 if there is none.
func link(text string) (name, url string, n int) {
	mid := strings.Index(text, "](")
	if mid < 0 {
		return "", "", 0
	}
	end := strings.Index(text[mid:], ")")
	if end < 0 {
		return "", "", 0
	}
	return text[1:mid], text[mid+2 : mid+end], mid + end + 1
}
