package shellkv

import (
	"fmt"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// Read returns the items of the file in the order of the text, and what could
// not be read or would have to be evaluated.
func Read(f *source.File) ([]Item, diag.List) { return read(f, true) }

func read(f *source.File, fast bool) ([]Item, diag.List) {
	r := &reader{file: f, text: Text(f), fast: fast}
	r.items = make([]Item, 0, min(1+strings.Count(r.text, "\n"), maxItems))
	for r.off < len(r.text) {
		r.line()
		if len(r.items) > maxItems && r.off < len(r.text) {
			r.stop("the file holds too many lines; the rest of it is not read", fmt.Sprintf("bondc reads %d assignments of one file.", maxItems))
		}
	}
	return r.items, r.diags
}

type reader struct {
	file  *source.File
	text  string
	off   int
	fast  bool
	items []Item
	diags diag.List

	parser *syntax.Parser    // made for the first line that needs it
	misses int               // look-aheads that led to nothing
	bad    int               // commands and broken lines
	vars   map[string]string // values that are known; nil for a file of assignments
	filled int               // bytes that they came to
}

// Text returns the text of the file with the continuation lines of a file with
// CR LF made such: the scan has masked the carriage return by a blank, which
// would stand between the backslash and the line feed.
func Text(f *source.File) string {
	if !strings.Contains(f.Raw, "\\\r\n") || len(f.Raw) != len(f.Text) {
		return f.Text
	}
	text := []byte(f.Text)
	for i := 0; i+2 < len(text); i++ {
		if f.Raw[i:i+3] == "\\\r\n" {
			text[i], text[i+1] = ' ', '\\'
		}
	}
	return string(text)
}

func (r *reader) span(start, end int) source.Span { return r.file.Span(start, end) }

func (r *reader) add(it Item) { r.items = append(r.items, it) }

func (r *reader) report(code string, span source.Span, message, detail string) {
	entry, _ := diag.CodeOf(code)
	r.diags.Add(diag.Diagnostic{Code: code, Severity: entry.Severity, Message: message, Detail: detail, Span: span})
}

// line reads the next logical line.
func (r *reader) line() {
	for r.off < len(r.text) && isSpace(r.text[r.off]) {
		r.off++
	}
	switch {
	case r.off == len(r.text):
	case r.text[r.off] == '#':
		r.comment(false)
	case r.fast && r.plain(r.off):
	default:
		r.parsed()
	}
}

// comment reads the comment at the offset up to the end of its line.
func (r *reader) comment(trailing bool) {
	start, end := r.off, endOfLine(r.text, r.off)
	r.off = end
	r.addComment(start, end, trailing)
}

func (r *reader) addComment(start, end int, trailing bool) {
	for end > start && isBlank(r.text[end-1]) {
		end--
	}
	span := r.span(start, end)
	r.add(Item{Kind: Comment, Value: r.text[start:end], KeySpan: span, Word: span, Span: span, Trailing: trailing, base: start})
}

func endOfLine(text string, from int) int {
	if i := strings.IndexByte(text[from:], '\n'); i >= 0 {
		return from + i
	}
	return len(text)
}

// giveUp counts what is no assignment and stops where a file holds little else.
func (r *reader) giveUp() {
	if r.bad++; r.bad > maxBad && r.off < len(r.text) {
		r.stop("the file holds hardly any assignments; the rest of it is not read", fmt.Sprintf("More than %d places are commands or cannot be parsed.", maxBad))
	}
}

// stop leaves the rest of the file unread.
func (r *reader) stop(message, detail string) {
	r.report(diag.Syntax, r.span(r.off, endOfLine(r.text, r.off)), message, detail)
	r.off = len(r.text)
}

// broken keeps the lines [start, end) that no shell can parse and reports why.
func (r *reader) broken(start, end, at int, why string) {
	end = max(end, start)
	it := Item{Kind: Broken, Value: strings.TrimRight(r.text[start:end], " \t\n"), base: start, Unknown: "a syntax error"}
	it.Span = r.span(start, start+len(it.Value))
	it.Word, it.KeySpan = it.Span, it.Span
	if n := nameLen(it.Value); n > 0 && n < len(it.Value) && it.Value[n] == '=' {
		it.Key, it.KeySpan, it.Word = it.Value[:n], it.Span.Sub(0, n), it.Span.Sub(n+1, len(it.Value))
	}
	r.add(it)
	defer r.giveUp()
	r.report(diag.Syntax, r.span(at, min(at+1, end)), "a shell cannot read this line: "+why,
		"When the file is sourced, bash stops at this place: this line and all that follow it do not count. "+
			"bondc goes on with the next line to find what else is wrong.")
}

// command keeps what a shell would run and reports it.
func (r *reader) command(start, end int, key string) {
	it := Item{Kind: Command, Key: key, Value: r.text[start:end], Unknown: "a command", base: start}
	it.Span = r.span(start, end)
	it.Word, it.KeySpan = it.Span, it.Span
	if key != "" {
		it.KeySpan = r.span(start, min(start+len(key), end))
	}
	r.add(it)
	defer r.giveUp()
	message := "this is not an assignment: a shell would run it, as root"
	detail := "bondc treats the file as data and runs nothing, so it cannot know what this changes. " +
		"Write KEY=value, without blanks around the sign, and quote a value that holds blanks."
	switch name := r.spaced(start, end); {
	case name != "":
		message = fmt.Sprintf("blanks around the equals sign: %q is not set, and a shell would run %s as a command, as root", name, word(key))
		detail = fmt.Sprintf("A shell takes a word with a blank behind it for a command. Write %s=VALUE without blanks, and quote a value that holds some.", name)
	case key != "":
		message = fmt.Sprintf("%q is not an assignment: a shell would run it as a command, as root", key)
	}
	r.report(diag.NotEvaluated, it.Span, message, detail)
}

// word quotes a command for a message.
func word(key string) string {
	if key == "" {
		return "the rest"
	}
	return fmt.Sprintf("%q", key)
}

// spaced tells an assignment with blanks around its equals sign, DEVICE = eth0
// or DEVICE= eth0, from what is meant as a command, and returns its name, else
// "".
func (r *reader) spaced(start, end int) string {
	line := r.text[start:end]
	n := nameLen(line)
	if rest := strings.TrimLeft(line[n:], " \t"); n > 0 && len(rest) < len(line)-n && strings.HasPrefix(rest, "=") {
		return line[:n]
	}
	before := strings.TrimRight(r.text[strings.LastIndexByte(r.text[:start], '\n')+1:start], " \t")
	if n := nameLen(before); n > 0 && before[n:] == "=" && isBlank(r.text[start-1]) {
		return before[:n]
	}
	return ""
}
