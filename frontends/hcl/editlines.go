package hcl

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/bondc/bondc/ir/option"
)

// dropAttribute removes an attribute with its line, or with the blanks before
// it in a block of one line.
func (e *editor) dropAttribute(attr *hclsyntax.Attribute) {
	if attr == nil {
		e.Fail()
		return
	}
	start, end := attr.SrcRange.Start.Byte, attr.SrcRange.End.Byte
	before := strings.TrimRight(e.File.Text[e.File.LineStart(e.File.LineOf(start)):start], " \t")
	if strings.HasSuffix(before, "{") {
		from := e.File.LineStart(e.File.LineOf(start)) + len(before)
		e.Replace(from, end, "")
		return
	}
	e.DropLines(start, end, "#", "//")
}

// addAttribute writes a new attribute behind the last one of a block, with its
// sign below that one's where there is room.
func (e *editor) addAttribute(block *hclsyntax.Block, key, text string) {
	open := block.OpenBraceRange
	if open.End.Line == block.CloseBraceRange.Start.Line {
		e.Fail()
		return
	}
	var last *hclsyntax.Attribute
	for _, attr := range block.Body.Attributes {
		if last == nil || attr.SrcRange.Start.Byte > last.SrcRange.Start.Byte {
			last = attr
		}
	}
	if last == nil {
		e.NewLine(open.Start.Byte, e.indent(block.TypeRange.Start.Byte)+"  "+key+" = "+text)
		return
	}
	gap := last.EqualsRange.Start.Byte - last.NameRange.Start.Byte - len(key)
	e.NewLine(last.SrcRange.End.Byte, e.indent(last.SrcRange.Start.Byte)+key+strings.Repeat(" ", max(gap, 1))+"= "+text)
}

// addPort writes a new block for a port at the end of a bond's.
func (e *editor) addPort(bond *hclsyntax.Block, name, key, text string) {
	last := bond.OpenBraceRange.Start.Byte
	for _, it := range items(bond.Body) {
		if it.attr != nil {
			last = max(last, it.attr.SrcRange.End.Byte)
		} else {
			last = max(last, it.block.CloseBraceRange.Start.Byte)
		}
	}
	if bond.OpenBraceRange.End.Line == bond.CloseBraceRange.Start.Line {
		e.Fail()
		return
	}
	indent := e.indent(bond.TypeRange.Start.Byte) + "  "
	e.NewLine(last, indent+"port "+e.quoted(name)+" {\n"+indent+"  "+key+" = "+text+"\n"+indent+"}")
}

// indent returns the blanks at the start of an offset's line.
func (e *editor) indent(at int) string {
	line := e.File.LineSpan(e.File.LineOf(at)).Text()
	return line[:len(line)-len(strings.TrimLeft(line, " \t"))]
}

// literal returns a canonical value of an option in HCL's syntax.
func (e *editor) literal(row *option.Row, value string) string {
	switch row.Kind {
	case option.IPv4List, option.IPv6List:
		words := strings.Split(value, ",")
		for i := range words {
			words[i] = e.quoted(words[i])
		}
		return "[" + strings.Join(words, ", ") + "]"
	case option.Int:
		if _, err := strconv.ParseInt(value, 10, 64); err == nil {
			return value
		}
	case option.Bool:
		if i := slices.IndexFunc(row.Values, func(v option.Value) bool { return v.Word == value }); i >= 0 && len(row.Values) == 2 {
			return strconv.FormatBool(i == 1)
		}
	}
	return e.quoted(value)
}

// scalarText returns a value of a key: numbers and truths bare, all else
// quoted.
func (e *editor) scalarText(value string) string {
	if _, err := strconv.ParseInt(value, 10, 64); err == nil || value == "true" || value == "false" {
		return value
	}
	return e.quoted(value)
}

// quoted returns a name or a value as HCL's text. What would need an escape is
// no name and no value that an edit brings, and fails.
func (e *editor) quoted(text string) string {
	if strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) || r == utf8.RuneError }) ||
		strings.ContainsAny(text, "\"\\$%") {
		e.Fail()
	}
	return `"` + text + `"`
}
