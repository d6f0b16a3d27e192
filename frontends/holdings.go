package frontends

import (
	"io/fs"
	"os"
	"slices"
	"strings"
)

// holdings are the names in the top folder of a host's root and in its etc.
// Most files that may be in a root are not, and two listings tell so at less
// cost than asking for each.
type holdings struct {
	root string
	// top and etc are nil where the folder was not or cannot be listed; what
	// it holds is then not known.
	top, etc *[]string
	// listed means that etc was tried.
	listed bool
}

// newHoldings returns what the root holds; entries are those of its top
// folder, where they have been read.
func newHoldings(root string, entries []fs.DirEntry) *holdings {
	h := &holdings{root: root}
	if entries == nil {
		var err error
		if entries, err = os.ReadDir(root); err != nil {
			return h
		}
	}
	h.top = entryNames(entries)
	return h
}

// may reports whether a path below the root may be there: no is certain, yes
// is not.
func (h *holdings) may(rel string) bool {
	first, rest, deeper := strings.Cut(rel, "/")
	if h.top == nil {
		return true
	}
	if !slices.Contains(*h.top, first) {
		return false
	}
	if first != "etc" || !deeper {
		return true
	}
	if !h.listed {
		h.listed = true
		h.listEtc()
	}
	second, _, _ := strings.Cut(rest, "/")
	return h.etc == nil || slices.Contains(*h.etc, second)
}

// listEtc lists the root's own etc. A link is left to those who know where
// links may lead.
func (h *holdings) listEtc() {
	info, err := os.Lstat(h.root + "/etc")
	if err != nil || !info.IsDir() {
		return
	}
	if entries, err := os.ReadDir(h.root + "/etc"); err == nil {
		h.etc = entryNames(entries)
	}
}

func entryNames(entries []fs.DirEntry) *[]string {
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return &names
}
