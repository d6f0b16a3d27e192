package hcl

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
)

// text builds a file. Layout is left to hclwrite; what matters here is that
// nothing leaves its quotes or its comment.
type text struct{ b []byte }

// bytes returns the formatted file.
func (t *text) bytes() []byte { return hclwrite.Format(t.b) }

func (t *text) write(s string) { t.b = append(t.b, s...) }

// block writes a block, with a blank line before it unless it opens its
// parent.
func (t *text) block(kind, label string, inside func()) {
	if len(t.b) > 0 && !bytes.HasSuffix(t.b, []byte("{\n")) {
		t.blank()
	}
	t.write(kind)
	if label != "" {
		t.write(" " + quote(label))
	}
	t.write(" {")
	start := len(t.b)
	t.write("\n")
	if inside(); len(t.b) == start+1 {
		t.b = t.b[:start]
	}
	t.write("}\n")
}

// filled writes a block only if something is in it.
func (t *text) filled(kind, label string, inside func()) {
	start := len(t.b)
	t.block(kind, label, inside)
	if bytes.HasSuffix(t.b, []byte(" {}\n")) {
		t.b = t.b[:start]
	}
}

// attr writes an attribute whose value is already in HCL's syntax.
func (t *text) attr(name, value string) { t.write(name + " = " + value + "\n") }

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
func (t *text) comment(line string) { t.write("# " + oneLine(line) + "\n") }

// blank writes an empty line.
func (t *text) blank() { t.write("\n") }

// quote returns a string in HCL's syntax.
func quote(s string) string {
	return string(hclwrite.TokensForValue(cty.StringVal(strings.ToValidUTF8(s, "\ufffd"))).Bytes())
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
		if !hclsyntax.ValidIdentifier(key) {
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
