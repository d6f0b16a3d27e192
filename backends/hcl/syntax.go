package hcl

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// text builds a file in the canonical layout, the one that "bondc fmt" gives;
// the tests compare with hclwrite, which the command does without (see
// Format in frontends/hcl). Nothing leaves its quotes or its comment.
type text struct {
	b     []byte
	depth int
	// run holds the attributes of the lines being written, which share the
	// column of their equals signs.
	run []attribute
}

type attribute struct{ name, value string }

// bytes returns the file.
func (t *text) bytes() []byte {
	t.align()
	return t.b
}

// line writes a line at the depth of the block it stands in.
func (t *text) line(s string) {
	t.align()
	t.b = append(t.b, strings.Repeat("  ", t.depth)+s+"\n"...)
}

// align writes the attributes that wait.
func (t *text) align() {
	longest := 0
	for _, a := range t.run {
		longest = max(longest, len(a.name))
	}
	run := t.run
	t.run = nil
	for _, a := range run {
		t.line(a.name + strings.Repeat(" ", longest-len(a.name)) + " = " + a.value)
	}
}

// block writes a block, with a blank line before it unless it opens its
// parent.
func (t *text) block(kind, label string, inside func()) {
	if t.align(); len(t.b) > 0 && !bytes.HasSuffix(t.b, []byte("{\n")) {
		t.blank()
	}
	if label != "" {
		kind += " " + quote(label)
	}
	t.line(kind + " {")
	start := len(t.b)
	t.depth++
	inside()
	t.align()
	t.depth--
	if len(t.b) == start {
		t.b = append(t.b[:start-1], "}\n"...)
		return
	}
	t.line("}")
}

// filled writes a block only if something is in it.
func (t *text) filled(kind, label string, inside func()) {
	t.align()
	start := len(t.b)
	t.block(kind, label, inside)
	if bytes.HasSuffix(t.b, []byte(" {}\n")) {
		t.b = t.b[:start]
	}
}

// attr writes an attribute whose value is one line in HCL's syntax.
func (t *text) attr(name, value string) { t.run = append(t.run, attribute{name, value}) }

// lines writes a list with a line for each item, which is in HCL's syntax.
func (t *text) lines(name string, items []string) {
	t.line(name + " = [")
	t.depth++
	for _, item := range items {
		t.line(item + ",")
	}
	t.depth--
	t.line("]")
}

// word writes a string unless it is empty.
func (t *text) word(name, value string) {
	if value != "" {
		t.attr(name, quote(value))
	}
}

// list writes a list unless it is empty.
func (t *text) list(name string, items []string) {
	if len(items) > 0 {
		t.attr(name, list(items))
	}
}

// comment writes one line of comment.
func (t *text) comment(line string) { t.line("# " + oneLine(line)) }

// blank writes an empty line.
func (t *text) blank() {
	t.align()
	t.b = append(t.b, '\n')
}

// quote returns a string in HCL's syntax: "${" and "%{" would open a
// template, and what does not print is written by its number.
func quote(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	var b strings.Builder
	b.WriteByte('"')
	for i, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case (r == '$' || r == '%') && strings.HasPrefix(s[i+1:], "{"):
			b.WriteRune(r)
			b.WriteRune(r)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		case strings.ContainsRune("\n\r\t", r):
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		case r < 1<<16:
			fmt.Fprintf(&b, "\\u%04x", r)
		default:
			fmt.Fprintf(&b, "\\U%08x", r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func list(items []string) string {
	quoted := make([]string, len(items))
	for i, item := range items {
		quoted[i] = quote(item)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// object returns an object on one line.
func object(keys, values []string) string {
	pairs := make([]string, len(keys))
	for i, key := range keys {
		// A byte order mark may stand in an identifier, but not in a file.
		if !hclsyntax.ValidIdentifier(key) || strings.Contains(key, "\ufeff") {
			key = quote(key)
		}
		pairs[i] = key + " = " + values[i]
	}
	return "{ " + strings.Join(pairs, ", ") + " }"
}

// oneLine makes a text harmless in a comment: what does not print is escaped.
func oneLine(s string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "\ufffd") {
		if unicode.IsPrint(r) {
			b.WriteRune(r)
		} else {
			quoted := strconv.QuoteRuneToASCII(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		}
	}
	return b.String()
}
