package hcl

import (
	"bytes"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// Format returns the file in the canonical layout of HCL, or why it cannot be
// read. Only blanks and line breaks change, and a byte order mark goes.
//
// The layout is that of hclwrite.Format, which the tests compare with. The
// command does not link hclwrite: it brings along a library for comparing
// values whose start-up alone costs every run a third of an empty Go program.
func Format(f *source.File) ([]byte, diag.List) {
	if f.Fatal() {
		return nil, diag.List{{
			Code: diag.Syntax, Severity: diag.Error, Span: f.Span(0, 0),
			Message: "the file cannot be read and is not formatted",
		}}
	}
	if _, diags := parse(f); diags.Has(diag.Error) {
		return nil, diags
	}
	return format([]byte(f.Raw[f.BOM():])), nil
}

// format gives a text back as it is where the scanner fails on it.
func format(text []byte) (formatted []byte) {
	defer func() {
		if recover() != nil {
			formatted = text
		}
	}()
	tokens, _ := hclsyntax.LexConfig(text, "", hcl.InitialPos)
	lines := layoutLines(tokens)
	indent(lines)
	for _, l := range lines {
		spread(l.head)
		spread(l.assign)
	}
	align(lines, func(l layoutLine) ([]gapped, int) { return l.assign, width(l.head) })
	align(lines, func(l layoutLine) ([]gapped, int) { return l.comment, width(l.head) + width(l.assign) })

	var out bytes.Buffer
	for _, l := range lines {
		for _, cell := range [][]gapped{l.head, l.assign, l.comment} {
			for _, t := range cell {
				out.Write(bytes.Repeat([]byte{' '}, t.gap))
				out.Write(t.Bytes)
			}
		}
	}
	return out.Bytes()
}

// gapped is a token and the number of blanks before it.
type gapped struct {
	hclsyntax.Token
	gap int
}

// layoutLine is one line, cut where the layout aligns it with its neighbours.
type layoutLine struct {
	head    []gapped // all up to the other two
	assign  []gapped // from the equals sign of an attribute whose value ends on the line
	comment []gapped // a comment behind something else
}

// layoutLines cuts tokens into lines. What a heredoc holds belongs to the line
// that opens it.
func layoutLines(tokens hclsyntax.Tokens) []layoutLine {
	var lines []layoutLine
	var line []gapped
	end := 0
	for _, t := range tokens {
		g := gapped{Token: t}
		if t.Type == hclsyntax.TokenEOF {
			g.gap = t.Range.Start.Byte - end
		}
		end = t.Range.End.Byte
		line = append(line, g)
		if t.Type == hclsyntax.TokenEOF || endsLine(t) {
			lines = append(lines, cells(line))
			line = nil
		}
	}
	return lines
}

// endsLine reports whether a line is over behind a token: comments of one line
// hold their line's end.
func endsLine(t hclsyntax.Token) bool {
	return t.Type == hclsyntax.TokenNewline || t.Type == hclsyntax.TokenComment && bytes.HasSuffix(t.Bytes, []byte("\n"))
}

func cells(line []gapped) layoutLine {
	l := layoutLine{head: line}
	if line[0].Type == hclsyntax.TokenEOF {
		return l
	}
	last := len(line) - 1
	if line[last].Type == hclsyntax.TokenEOF { // a file without a final line end
		last--
	}
	if last > 0 && line[last].Type == hclsyntax.TokenComment {
		l.head, l.comment = line[:last], line[last:]
	}
	for i, t := range l.head {
		if i > 0 && t.Type == hclsyntax.TokenEqual {
			if depth(l.head[i:]) == 0 {
				l.head, l.assign = l.head[:i], l.head[i:]
			}
			break
		}
	}
	return l
}

// indent sets the blanks at the start of each line: two for each earlier line
// that opened more brackets than it closed, until these are closed.
func indent(lines []layoutLine) {
	var open []int
	for _, l := range lines {
		first := &l.head[0]
		switch first.Type {
		case hclsyntax.TokenNewline:
			first.gap = 0
			continue
		case hclsyntax.TokenEOF:
			continue
		}
		net := depth(untilHeredoc(l.head)) + depth(l.assign)
		for closed := -net; closed > 0 && len(open) > 0; {
			last := &open[len(open)-1]
			n := min(closed, *last)
			closed -= n
			if *last -= n; *last == 0 {
				open = open[:len(open)-1]
			}
		}
		first.gap = 2 * len(open)
		if net > 0 {
			open = append(open, net)
		}
	}
}

func untilHeredoc(tokens []gapped) []gapped {
	for i, t := range tokens {
		if t.Type == hclsyntax.TokenOHeredoc {
			return tokens[:i]
		}
	}
	return tokens
}

// spread sets the blanks between the tokens of one cell.
func spread(cell []gapped) {
	before := hclsyntax.TokenNil
	for i := 1; i < len(cell); i++ {
		if cell[i].Type == hclsyntax.TokenEOF {
			return
		}
		cell[i].gap = 0
		if apart(before, cell[i-1].Token, cell[i].Type) {
			cell[i].gap = 1
		}
		before = cell[i-1].Type
	}
}

// align puts a cell of neighbouring lines into one column, a blank behind the
// longest of what stands before it.
func align(lines []layoutLine, cell func(layoutLine) ([]gapped, int)) {
	for start := 0; start < len(lines); {
		end, column := start, 0
		for ; end < len(lines); end++ {
			tokens, before := cell(lines[end])
			if len(tokens) == 0 {
				break
			}
			column = max(column, before)
		}
		for _, l := range lines[start:end] {
			tokens, before := cell(l)
			tokens[0].gap = column - before + 1
		}
		start = end + 1
	}
}

// width counts the columns of a cell.
func width(cell []gapped) int {
	n := 0
	for _, t := range cell {
		n += t.gap
		if t.Range.Start.Line == t.Range.End.Line {
			n += t.Range.End.Column - t.Range.Start.Column
		} else {
			n += utf8.RuneCount(t.Bytes)
		}
	}
	return n
}

// depth counts brackets that are open behind tokens, less those closed.
func depth(tokens []gapped) int {
	n := 0
	for _, t := range tokens {
		n += bracket(t.Type)
	}
	return n
}
