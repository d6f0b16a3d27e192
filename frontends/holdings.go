package frontends

import (
	"io/fs"
	"os"
	"slices"
	"strings"
)

// holdings are what lies in the top folder of a host's root and in its etc.
// Most files that may be in a root are not, and two listings tell so at less
// cost than asking for each.
type holdings struct {
	root     string
	top, etc listing
	// looked are the places that were asked for one by one.
	looked []look
}

// listing is what a folder holds; known is false where it was not or cannot be
// listed.
type listing struct {
	entries []fs.DirEntry
	known   bool
	// tried means that it was listed, with or without success.
	tried bool
}

// look is what was seen at a path below the root, of a link the link itself.
type look struct {
	rel  string
	info fs.FileInfo
	err  error
}

// newHoldings returns what the root holds; entries are those of its top
// folder, where they have been read.
func newHoldings(root string, entries []fs.DirEntry) *holdings {
	h := &holdings{root: root}
	if entries != nil {
		h.top = listing{entries, true, true}
	} else {
		h.top.list(root)
	}
	return h
}

func (l *listing) list(dir string) {
	entries, err := os.ReadDir(dir)
	*l = listing{entries, err == nil, true}
}

func (l *listing) find(name string) fs.DirEntry {
	i := slices.IndexFunc(l.entries, func(e fs.DirEntry) bool { return e.Name() == name })
	if i < 0 {
		return nil
	}
	return l.entries[i]
}

// may reports whether a path below the root may be there: no is certain, yes
// is not.
func (h *holdings) may(rel string) bool {
	first, rest, deeper := strings.Cut(rel, "/")
	if !h.top.known {
		return true
	}
	if h.top.find(first) == nil {
		return false
	}
	if first != "etc" || !deeper {
		return true
	}
	second, _, _ := strings.Cut(rest, "/")
	etc := h.listEtc()
	return !etc.known || etc.find(second) != nil
}

// ownFolder reports whether a path below the root is known to be a folder and
// not a link to one, with all that leads there.
func (h *holdings) ownFolder(rel string) bool {
	first, second, deeper := strings.Cut(rel, "/")
	if e := h.top.find(first); e == nil || !e.IsDir() {
		return false
	}
	if !deeper {
		return true
	}
	if first != "etc" {
		return false
	}
	e := h.listEtc().find(second)
	return e != nil && e.IsDir()
}

// listEtc lists the root's own etc. A link is left to those who know where
// links may lead.
func (h *holdings) listEtc() *listing {
	if !h.etc.tried {
		h.etc.tried = true
		if h.ownFolder("etc") {
			h.etc.list(h.root + "/etc")
		}
	}
	return &h.etc
}

// look is os.Lstat of a path below the root, done once.
func (h *holdings) look(rel string) (fs.FileInfo, error) {
	for _, l := range h.looked {
		if l.rel == rel {
			return l.info, l.err
		}
	}
	info, err := os.Lstat(h.root + "/" + rel)
	h.looked = append(h.looked, look{rel, info, err})
	return info, err
}
