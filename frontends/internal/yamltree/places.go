package yamltree

import (
	"unicode/utf8"

	"github.com/bondc/bondc/ir/source"
)

// places turns the lines and columns of the YAML parser, which count the code
// points of the masked text behind a byte order mark, into offsets. A cursor
// keeps that linear on long lines, as nodes come in the order of the text.
type places struct {
	file  *source.File
	text  string
	bom   int
	ascii bool

	line, column, at int
}

func newPlaces(f *source.File) *places {
	p := &places{file: f, text: f.Text, bom: min(f.BOM(), len(f.Text)), ascii: true}
	for i := 0; i < len(p.text) && p.ascii; i++ {
		p.ascii = p.text[i] < utf8.RuneSelf
	}
	return p
}

// offset returns the byte offset of a 1-based line and column, within the text.
func (p *places) offset(line, column int) int {
	if line != p.line || column < p.column {
		p.line, p.column, p.at = line, 1, p.file.LineStart(line)
		if line == 1 {
			p.at = p.bom
		}
	}
	if p.ascii {
		p.at += column - p.column
		p.column = column
		return p.clamp(p.at)
	}
	for p.column < column && p.at < len(p.text) {
		_, n := utf8.DecodeRuneInString(p.text[p.at:])
		p.at += n
		p.column++
	}
	return p.clamp(p.at)
}

func (p *places) clamp(offset int) int { return min(max(offset, 0), len(p.text)) }
