package option

import (
	"slices"
	"strings"
	"testing"
)

func TestRowsAreComplete(t *testing.T) {
	names := map[string]ID{}
	for id := Unknown + 1; id < NumOptions; id++ {
		row := Get(id)
		if row.ID != id {
			t.Errorf("row %d says that it is %d", id, row.ID)
		}
		if row.Kernel == "" || names[row.Kernel] != 0 {
			t.Errorf("row %d: kernel name %q is missing or taken", id, row.Kernel)
		}
		names[row.Kernel] = id
		if row.Scope == 0 || row.Kind == 0 {
			t.Errorf("%s: no scope or no kind", row.Kernel)
		}
		if !strings.HasSuffix(row.Doc, ".") || len(row.Sources) == 0 || row.Sources[0] == "" {
			t.Errorf("%s: no sentence or no source", row.Kernel)
		}
		if row.Scope.Configurable() && (row.Accepted == 0 || row.Effective == 0) {
			t.Errorf("%s: no modes", row.Kernel)
		}
		if row.Effective&^row.Accepted != 0 && row.Accepted != AllModes {
			t.Errorf("%s: effective in modes that the kernel refuses", row.Kernel)
		}
		if row.Kind == Int && row.Min >= row.Max {
			t.Errorf("%s: empty range", row.Kernel)
		}
		if (row.Kind == Enum || row.Kind == Bool) != (len(row.Values) > 0) {
			t.Errorf("%s: words and kind do not fit", row.Kernel)
		}
		if row.Default != "" {
			if p := Check(id, row.Default); p.Kind != NoProblem {
				t.Errorf("%s: default: %s", row.Kernel, p.Text)
			}
		}
	}
}

func TestSinceSaysOnlySinceWhen(t *testing.T) {
	for _, row := range Rows() {
		switch row.SinceNote {
		case "", "2.6.32 or older", "after 2.6.32, by 3.14":
		default:
			t.Errorf("%s: %q does not say since when", row.Kernel, row.SinceNote)
		}
		if row.Since != "" && row.SinceNote != "" {
			t.Errorf("%s: an exact version and an inexact one", row.Kernel)
		}
	}
}

func TestNobodyLeftACellEmpty(t *testing.T) {
	for d := Dialect(0); d < NumDialects; d++ {
		keys := map[string]ID{}
		for id := Unknown + 1; id < NumOptions; id++ {
			cell, name := Spell(id, d), Get(id).Kernel
			switch {
			case cell.Source == "":
				t.Errorf("%s, %s: no source: nobody has looked", d, name)
			case cell.Supported() == (cell.Unsupported != ""):
				t.Errorf("%s, %s: a key, or the reason why there is none", d, name)
			case cell.Supported() && cell.Codec == 0:
				t.Errorf("%s, %s: no codec", d, name)
			}
			for _, key := range cell.keys() {
				if keys[key] != 0 {
					t.Errorf("%s: key %q belongs to %s and %s", d, key, name, Get(keys[key]).Kernel)
				}
				keys[key] = id
			}
		}
	}
}

func (s *Spelling) keys() []string {
	if !s.Supported() {
		return nil
	}
	keys := []string{s.Key}
	for _, a := range s.Aliases {
		keys = append(keys, a.Key)
	}
	return keys
}

// demand: G10
func TestEachConfigurableOptionHasADialect(t *testing.T) {
	for _, row := range Rows() {
		if row.Scope.Configurable() && !Spell(row.ID, HCL).Supported() {
			t.Errorf("%s: HCL must be able to say every option", row.Kernel)
		}
	}
}

func TestRelationsHold(t *testing.T) {
	for _, row := range Rows() {
		for _, other := range row.Excludes {
			if !slices.Contains(Get(other).Excludes, row.ID) {
				t.Errorf("%s excludes %s, but not the other way round", row.Kernel, Get(other).Kernel)
			}
		}
		if cyclic(row.ID, row.ID, 0) {
			t.Errorf("%s needs itself", row.Kernel)
		}
	}
}

func cyclic(start, id ID, depth int) bool {
	for _, need := range Get(id).Needs {
		if need == start || (depth < int(NumOptions) && cyclic(start, need, depth+1)) {
			return true
		}
	}
	return false
}
