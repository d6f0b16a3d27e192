package frontends

import (
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// Editor turns changes of hosts into edits of the text of their files. It reads
// each file once, so that it serves all hosts of one tree; it is not safe for
// concurrent use.
type Editor struct {
	files map[*source.File]ir.Editor
}

// Edit returns the edits that make all changes, or nil where they cannot all
// be made with small and safe ones: then what they are for is advice in words.
func (e *Editor) Edit(h *ir.Host, changes []ir.Change) []diag.Edit {
	var order []*source.File
	byFile := map[*source.File][]ir.Change{}
	for _, c := range changes {
		f := c.File(h)
		if f == nil || f.Fatal() {
			return nil
		}
		if byFile[f] == nil {
			order = append(order, f)
		}
		byFile[f] = append(byFile[f], c)
	}
	var edits []diag.Edit
	for _, f := range order {
		edit := e.of(h, f)
		if edit == nil {
			return nil
		}
		made := edit(h, byFile[f])
		if made == nil {
			return nil
		}
		edits = append(edits, made...)
	}
	return edits
}

// of returns the editor of a file, nil for a dialect without one.
func (e *Editor) of(h *ir.Host, f *source.File) ir.Editor {
	edit, known := e.files[f]
	if known {
		return edit
	}
	if front, ok := Named(dialectIn(h, f)); ok && front.Edit != nil {
		edit = front.Edit(f)
	}
	if e.files == nil {
		e.files = map[*source.File]ir.Editor{}
	}
	e.files[f] = edit
	return edit
}

// dialectIn returns the dialect in which a host's file is written.
func dialectIn(h *ir.Host, f *source.File) string {
	for _, e := range h.Entries {
		if e.File == f {
			return e.Dialect
		}
	}
	return h.Dialect()
}
