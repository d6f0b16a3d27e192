package yamltree

import (
	"strings"

	"github.com/bondc/bondc/frontends/internal/ignores"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

// Ignores returns the comments "# bondc:ignore RULE reason" of a file. One on
// a line of its own silences the next line that is more than a comment, one
// behind a value its own line.
func Ignores(f *source.File, root *Node) []ir.Ignore {
	s := ignoreScan{file: f, line: 1}
	for at := 0; ; {
		i := strings.Index(f.Text[at:], ignores.Marker)
		if i < 0 {
			return s.found
		}
		s.line += strings.Count(f.Text[at:at+i], "\n")
		at += i
		if s.texts == nil {
			s.texts = scalars(root, []extent{{}})
		}
		at = s.comment(at)
	}
}

type ignoreScan struct {
	file  *source.File
	texts []extent
	line  int // of the marker
	// content is the first line at or below the last own-line comment that is
	// more than a comment.
	content int
	found   []ir.Ignore
}

type extent struct{ start, end int }

// scalars returns the extents of all scalars, in the order of the text.
func scalars(n *Node, into []extent) []extent {
	if n == nil {
		return into
	}
	if n.Kind == Scalar && n.End > n.Start {
		into = append(into, extent{n.Start, n.End})
	}
	for _, child := range n.Children {
		into = scalars(child, into)
	}
	return into
}

// comment looks at the marker at an offset and returns where to go on.
func (s *ignoreScan) comment(at int) int {
	f, line := s.file, s.line
	start, end := f.LineStart(line), f.LineEnd(line)
	hash := start + len(strings.TrimRight(f.Text[start:at], " \t")) - 1
	if hash < start || !s.isComment(start, hash) {
		return at + len(ignores.Marker)
	}
	rule, reason, ok := ignores.Words(f.Text[hash:end])
	if !ok {
		return at + len(ignores.Marker)
	}
	if strings.TrimLeft(f.Text[start:hash], " \t") == "" {
		line = s.nextContent(line)
	}
	s.found = append(s.found, ir.Ignore{Rule: rule, Reason: reason, Span: f.Span(hash, end), Line: line})
	return end
}

// isComment reports whether a comment starts at hash: a "#" with a blank before
// it that no scalar holds.
func (s *ignoreScan) isComment(line, hash int) bool {
	text := s.file.Text
	if text[hash] != '#' || (hash > line && text[hash-1] != ' ' && text[hash-1] != '\t') {
		return false
	}
	low, high := 0, len(s.texts)
	for low < high {
		if middle := (low + high) / 2; s.texts[middle].end <= hash {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low == len(s.texts) || s.texts[low].start > hash
}

// nextContent returns the first line below that is more than a comment.
func (s *ignoreScan) nextContent(line int) int {
	f := s.file
	if s.content > line {
		return s.content
	}
	for line < f.Lines() {
		line++
		if !IsBlank(f.Text[f.LineStart(line):f.LineEnd(line)]) {
			break
		}
	}
	s.content = line
	return line
}
