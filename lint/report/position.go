package report

import (
	"unicode/utf8"

	"github.com/bondc/bondc/ir/source"
)

// cursor turns offsets into lines and columns. It goes on from the last offset
// that was asked for, so that a line with very many findings, which come in
// order, is counted once and not once for each of them.
type cursor struct {
	file                 *source.File
	offset, line, column int
}

// position returns the 1-based line and column, in code points, of an offset.
func (c *cursor) position(f *source.File, offset int) (line, column int) {
	offset = min(max(offset, 0), len(f.Raw))
	line = f.LineOf(offset)
	if c.file != f || c.line != line || offset < c.offset {
		*c = cursor{f, f.LineStart(line), line, 1}
	}
	if c.offset <= offset {
		c.column += utf8.RuneCountInString(f.Raw[c.offset:offset])
		c.offset = offset
	}
	return line, c.column
}
