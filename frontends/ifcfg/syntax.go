package ifcfg

import (
	"strings"

	"github.com/bondc/bondc/frontends/internal/shellkv"
	"github.com/bondc/bondc/ir/source"
)

// The syntax of the two kinds of files: assignments, which shellkv reads, and
// lists of words, one command line of ip(8) a line.

// line is one line of a list of words.
type line struct {
	span  source.Span
	text  string
	words []word
}

// word is one word of a line.
type word struct {
	text string
	span source.Span
}

// readLines splits a route or rule file as "while read line" does
// (ifup-routes, handle_ip_file): a backslash joins lines, comments are whole
// lines, and quotes mean nothing.
//
// A file of more than maxLines lines is cut off: rest is then the place of what
// is not read.
func readLines(f *source.File) (lines []line, comments []shellkv.Item, rest source.Span) {
	text := shellkv.Text(f)
	for start := 0; start < len(text); {
		if len(lines)+len(comments) == maxLines {
			return lines, comments, f.Span(start, endOfLine(text, start))
		}
		end := lineEnd(text, start)
		l := line{span: f.Span(start, end)}
		l.words = splitWords(f, text, start, end)
		switch {
		case len(l.words) == 0:
		case strings.HasPrefix(l.words[0].text, "#"):
			span := f.Span(l.words[0].span.Start, end)
			comments = append(comments, shellkv.Item{Kind: shellkv.Comment, Value: strings.TrimRight(text[span.Start:end], " \t"), Span: span})
		default:
			l.span = l.words[0].span.To(l.words[len(l.words)-1].span)
			l.text = joinWords(l.words)
			lines = append(lines, l)
		}
		start = end + 1
	}
	return lines, comments, source.Span{}
}

// maxLines bounds the lines of one route or rule file.
const maxLines = 1 << 16

// lineEnd returns the end of the line at start with those that continue it.
func lineEnd(text string, start int) int {
	for {
		end := endOfLine(text, start)
		if end == len(text) || end == start || text[end-1] != '\\' {
			return end
		}
		start = end + 1
	}
}

func endOfLine(text string, start int) int {
	if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
		return start + i
	}
	return len(text)
}

func splitWords(f *source.File, text string, start, end int) []word {
	var words []word
	for i := start; i < end; {
		if separates(text, i, end) {
			i++
			continue
		}
		from := i
		for i < end && !separates(text, i, end) {
			i++
		}
		words = append(words, word{text[from:i], f.Span(from, i)})
	}
	return words
}

// separates reports whether the byte stands between words: a blank, a joined
// line break or its backslash.
func separates(text string, i, end int) bool {
	switch text[i] {
	case ' ', '\t', '\n':
		return true
	case '\\':
		return i+1 < end && text[i+1] == '\n'
	}
	return false
}

func joinWords(words []word) string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = w.text
	}
	return strings.Join(list, " ")
}

// keyed reports whether a route file is in the syntax of ADDRESSn=, which is
// decided for the whole file (ifup-routes; facts/dialects.md 2.3).
func keyed(text string) bool {
	for text != "" {
		l, rest, _ := strings.Cut(text, "\n")
		if name, ok := strings.CutPrefix(strings.TrimLeft(l, " \t"), "ADDRESS"); ok {
			if digits := strings.TrimLeft(name, "0123456789"); digits != name && strings.HasPrefix(digits, "=") {
				return true
			}
		}
		text = rest
	}
	return false
}

// wrongDialect names the dialect that the first line with any content shows,
// where it cannot be shell assignments, or "".
func wrongDialect(f *source.File) string {
	first, _ := firstLine(f)
	switch {
	case first == "":
		return ""
	case strings.HasPrefix(first, "[") && strings.HasSuffix(first, "]"):
		return "an INI file, such as a keyfile or a systemd unit"
	case first == "---" || yamlKey(first):
		return "YAML, such as netplan's"
	case strings.HasPrefix(first, "{"):
		return "JSON"
	case strings.HasPrefix(first, "<"):
		return "XML"
	case strings.HasSuffix(first, "{") && !strings.Contains(first, "("):
		return "HCL"
	}
	switch keyword, _, _ := strings.Cut(first, " "); keyword {
	case "auto", "iface", "allow-hotplug", "allow-auto", "mapping":
		return "interfaces(5)"
	case "options", "install", "blacklist", "softdep":
		return "modprobe.d(5)"
	case "nmcli":
		return "an nmcli script"
	}
	return ""
}

// firstLine returns the first line that is neither blank nor a comment, and
// its offset.
func firstLine(f *source.File) (string, int) {
	for start := 0; start < len(f.Text); {
		end := endOfLine(f.Text, start)
		l := strings.TrimSpace(f.Text[start:end])
		if l != "" && l[0] != '#' && l[0] != ';' {
			return l, start + strings.Index(f.Text[start:end], l)
		}
		start = end + 1
	}
	return "", 0
}

// yamlKey reports whether the line is "key:" or "key: value".
func yamlKey(l string) bool {
	key, value, found := strings.Cut(l, ":")
	return found && key != "" && !strings.ContainsAny(key, " =\"'$/.") && (value == "" || value[0] == ' ')
}
