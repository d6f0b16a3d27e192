package frontends

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// mostLinks bounds how many links to folders are followed below one PATH.
// Links never lead back up, but folders full of links to each other can still
// be walked in more ways than there is time for.
const mostLinks = 10_000

// walker looks for hosts below one folder.
type walker struct {
	// arg is the PATH; top is the real folder that no link may leave.
	arg, top string
	// follow means that links may leave it all the same.
	follow  bool
	yield   func(*Tree, error) bool
	stopped bool
	found   int
	links   int
}

// folder is one folder of the walk: how to open it, how to print it, its name
// below the argument, and the real folders above it.
type folder struct {
	full, shown, rel string
	chain            []string
	// rootsOnly is set below a folder that is a host of loose files: what lies
	// deeper is a host only if it holds an etc, not if it is a folder of
	// copies.
	rootsOnly bool
}

// dir yields the host that a folder is, or walks into it as a fleet.
func (w *walker) dir(f folder) {
	entries, err := os.ReadDir(f.full)
	if err != nil {
		w.emit(&Tree{Name: w.name(f), members: []member{{full: f.full, name: f.shown, path: path.Base(f.shown), err: err, folder: true}}}, f)
		return
	}
	w.hclFiles(f, entries)
	if held := newHoldings(f.full, entries); f.isRoot(held) {
		w.root(f, held)
		return
	}
	if !f.rootsOnly {
		members := w.loose(f.full, f.shown, entries)
		if len(members) == 0 {
			members = w.state(f, entries)
		}
		if len(members) > 0 {
			w.emit(&Tree{Name: w.name(f), members: members}, f)
			f.rootsOnly = true
		}
	}
	for _, e := range entries {
		if w.stopped {
			return
		}
		if child, ok := w.child(f, e); ok {
			w.dir(child)
		}
	}
}

// isRoot reports whether the folder is a host's root. The PATH itself may be a
// repository with an etc of its own: it is a root only if bondc's files are in
// there.
func (f *folder) isRoot(held *holdings) bool {
	return (held.ownFolder("etc") || (held.may("etc") && isDir(f.full+"/etc"))) && (f.rel != "" || hasPlace(held))
}

// root yields the host whose root the folder is, if it has any files of ours.
func (w *walker) root(f folder, held *holdings) {
	t := &Tree{Name: w.name(f), members: w.rootMembers(held)}
	if len(t.members) == 0 {
		return
	}
	for i := range t.members {
		t.members[i].name = path.Join(f.shown, t.members[i].path)
	}
	t.Evidence = evidenceFor(held, t.members)
	t.boot = bootMembers(held, f.shown)
	t.service = serviceMembers(held, f.shown)
	t.resolver = resolverMember(held, f.shown)
	if f.rel == "" {
		t.installed = installed(held)
	}
	w.emit(t, f)
}

// hclFiles yields a tree for every HCL file: each describes hosts of its own.
func (w *walker) hclFiles(f folder, entries []fs.DirEntry) {
	hcl, _ := Named("hcl")
	for _, e := range entries {
		if w.stopped || !hcl.Claims(e.Name()) {
			continue
		}
		if m, ok := w.entry(f.full+"/"+e.Name(), e); ok {
			m.name, m.path = path.Join(f.shown, e.Name()), e.Name()
			name := w.name(f)
			if stem := stemOf(e.Name()); stem != "" {
				name = path.Join(f.rel, stem)
			}
			w.emit(&Tree{Name: name, members: []member{m}}, f)
		}
	}
}

// stemOf returns the name of the host that an HCL file is named after;
// "host.bondc.hcl", which convert writes, is named after its folder.
func stemOf(base string) string {
	stem, _, _ := strings.Cut(base, ".bondc.hcl")
	if stem == "host" {
		return ""
	}
	return stem
}

// child returns a folder to walk into. A link may lead to a folder below the
// argument that is not above it.
func (w *walker) child(f folder, e fs.DirEntry) (folder, bool) {
	c := folder{full: f.full + "/" + e.Name(), shown: path.Join(f.shown, e.Name()), rel: path.Join(f.rel, e.Name()), rootsOnly: f.rootsOnly}
	if strings.HasPrefix(e.Name(), ".") {
		return c, false
	}
	if e.Type()&fs.ModeSymlink != 0 {
		real, err := filepath.EvalSymlinks(c.full)
		if err != nil || !isDir(real) || !w.inside(real) || slices.Contains(f.chain, real) {
			return c, false
		}
		c.full = real
		if w.links++; w.links > mostLinks {
			if w.links == mostLinks+1 {
				w.emit(&Tree{Name: c.rel, members: []member{{full: c.full, name: c.shown, path: e.Name(), err: errTooManyLinks, folder: true}}}, c)
			}
			return c, false
		}
	} else if !e.IsDir() {
		return c, false
	}
	c.chain = append(slices.Clip(f.chain), c.full)
	return c, true
}

// name is a host's name: its path below the argument, else the folder's own.
func (w *walker) name(f folder) string {
	if f.rel != "" {
		return f.rel
	}
	return hostName(w.top)
}

// hostName names a host after a folder.
func hostName(dir string) string {
	if name := path.Base(dir); name != "/" && name != "." {
		return name
	}
	return "host"
}

func (w *walker) emit(t *Tree, f folder) {
	if w.stopped {
		return
	}
	t.Argument, t.Fleet = w.arg, f.rel != ""
	w.found++
	w.stopped = !w.yield(t, nil)
}
