package netplan

import (
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

// marker starts a comment that silences a finding.
const marker = "bondc:ignore"

// ignores returns the comments "# bondc:ignore RULE reason" of a file. One on
// a line of its own silences the next line that is more than a comment, one
// behind a value its own line.
func ignores(f *source.File, root *node) []ir.Ignore {
	var found []ir.Ignore
	var texts []extent
	for at := 0; ; {
		i := strings.Index(f.Text[at:], marker)
		if i < 0 {
			return found
		}
		at += i
		line, _ := f.Position(at)
		start, end := f.LineStart(line), f.LineEnd(line)
		hash := strings.LastIndexByte(f.Text[start:at], '#')
		if texts == nil {
			texts = scalars(root, []extent{{}})
		}
		if hash >= 0 && isComment(f.Text, start, start+hash, at, texts) {
			found = append(found, ignore(f, line, start+hash, at, end))
		}
		at += len(marker)
	}
}

type extent struct{ start, end int }

// scalars returns the extents of all scalars, in the order of the text.
func scalars(n *node, into []extent) []extent {
	if n == nil {
		return into
	}
	if n.kind == scalar && n.end > n.start {
		into = append(into, extent{n.start, n.end})
	}
	for _, child := range n.children {
		into = scalars(child, into)
	}
	return into
}

// isComment reports whether the "#" at hash starts a comment that starts with
// the marker: a blank stands before it, and no scalar holds it.
func isComment(text string, line, hash, marker int, texts []extent) bool {
	if strings.TrimLeft(text[hash+1:marker], " \t") != "" {
		return false
	}
	if hash > line && text[hash-1] != ' ' && text[hash-1] != '\t' {
		return false
	}
	low, high := 0, len(texts)
	for low < high {
		if middle := (low + high) / 2; texts[middle].end <= hash {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low == len(texts) || texts[low].start > hash
}

func ignore(f *source.File, line, hash, at, end int) ir.Ignore {
	words := strings.TrimSpace(f.Text[at+len(marker) : end])
	rule, reason, _ := strings.Cut(words, " ")
	own := strings.TrimLeft(f.Text[f.LineStart(line):hash], " \t") == ""
	for own && line < f.Lines() {
		line++
		if !isBlank(f.Text[f.LineStart(line):f.LineEnd(line)]) {
			break
		}
	}
	return ir.Ignore{Rule: rule, Reason: strings.TrimSpace(reason), Span: f.Span(hash, end), Line: line}
}
