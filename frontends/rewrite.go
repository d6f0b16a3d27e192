package frontends

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// Edit is Editor.Edit with an editor that serves all hosts of the tree.
func (t *Tree) Edit(h *ir.Host, changes []ir.Change) []diag.Edit { return t.editor.Edit(h, changes) }

// Hold makes every later Read return these files as they are, without looking
// at the disk again. Files of the tree that are not among them are read.
func (t *Tree) Hold(files []*source.File) {
	if t.held == nil {
		t.held = map[string]*source.File{}
	}
	for _, f := range files {
		t.held[f.Name] = f
		if t.stdin != nil && f.Name == t.stdin.Name {
			t.stdin = f
		}
	}
}

// Stdin returns the text of standard input where the tree is that, else "".
func (t *Tree) Stdin() string {
	if t.stdin == nil {
		return ""
	}
	return t.stdin.Raw
}

// Place returns the path that opens a file of the tree and the folder that
// what is written must not leave: that of the PATH that the file was found by,
// or the file's own where that is a file. It is "" for standard input.
func (t *Tree) Place(name string) (full, top string) {
	i := slices.IndexFunc(t.members, func(m member) bool { return m.name == name && m.err == nil })
	if i < 0 {
		return "", ""
	}
	full = t.members[i].full
	top = realPath(filepath.ToSlash(filepath.Dir(full)), true)
	for _, folder := range append(slices.Clone(t.folders), t.Argument) {
		abs, err := filepath.Abs(folder)
		if err != nil || !isDir(abs) {
			continue
		}
		if real := realPath(abs, true); real == top || strings.HasPrefix(top, strings.TrimSuffix(real, "/")+"/") {
			return full, real
		}
	}
	return full, top
}
