package rules

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/bondc/bondc/ir/diag"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestEditsMend applies the edits of safe fixes to every fixture and lints the
// result: it can be read, and the findings with edits are gone.
func TestEditsMend(t *testing.T) {
	edited := 0
	for _, rule := range All() {
		paths, _ := filepath.Glob(filepath.Join("testdata", rule.ID, "fires-*.txtar"))
		for _, path := range paths {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			all, _ := lintArchive(t, archive, argsOf(t, archive))
			before := only(rule.ID, all)
			mended := slices.DeleteFunc(slices.Clone(before), func(d diag.Diagnostic) bool {
				return d.Fix == nil || !d.Fix.Safe || len(d.Fix.Edits) == 0
			})
			if len(mended) == 0 {
				continue
			}
			edited += len(mended)
			apply(archive, mended)
			all, _ = lintArchive(t, archive, argsOf(t, archive))
			if after := only(rule.ID, all); len(after) != len(before)-len(mended) {
				t.Errorf("%s: %d findings before, %d with edits, %d after", path, len(before), len(mended), len(after))
			}
		}
	}
	if edited < 5 {
		t.Errorf("only %d findings have edits", edited)
	}
}

// apply edits the files of an archive, from the end of each file backwards.
func apply(archive *txtar.Archive, findings diag.List) {
	var edits []diag.Edit
	for _, d := range findings {
		edits = append(edits, d.Fix.Edits...)
	}
	slices.SortFunc(edits, func(a, b diag.Edit) int { return b.Start - a.Start })
	for i := range archive.Files {
		f := &archive.Files[i]
		for _, e := range edits {
			if e.File.Name == f.Name {
				f.Data = slices.Concat(f.Data[:e.Start], []byte(e.Text), f.Data[e.End:])
			}
		}
	}
}
