package frontends

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
)

// groups are the arguments that name parts of hosts: files, and configuration
// folders below a root. Those of one host belong together.
type groups struct {
	of    map[int]*parts
	first map[*parts]int
	// places are where the arguments lie, in their order.
	places []placed
}

// placed is an argument and what the file system says of it.
type placed struct {
	arg string
	// abs is its absolute path, real the same with all links followed, of a
	// file only those of its folder. Both are empty where the system cannot
	// tell.
	abs, real string
	// info is what it is, or what it leads to; nil with err for nothing.
	info fs.FileInfo
	err  error
	// state is the state of a host that it means.
	state   state
	isState bool
}

// place looks at an argument; cwd is the working folder, "" where nobody knows.
func place(arg, cwd string) placed {
	p := placed{arg: arg}
	if arg == "-" {
		return p
	}
	if root, ok := Running(arg); ok {
		p.state, p.isState = state{root: root}, true
		return p
	}
	switch {
	case filepath.IsAbs(arg):
		p.abs = filepath.Clean(arg)
	case cwd != "":
		p.abs = filepath.Join(cwd, arg)
	}
	p.info, p.err = os.Stat(arg)
	if p.err != nil || p.abs == "" {
		return p
	}
	p.state, p.isState = stateAt(filepath.ToSlash(p.abs), p.info.IsDir())
	p.real = realPath(p.abs, p.info.IsDir())
	return p
}

// parts are arguments that name parts of one host.
type parts struct {
	// root is the real root of the host; where that is not known it is "" and
	// dir is the folder of the files.
	root, dir string
	args      []part
	follow    bool
}

// part is one argument: as it was given, how to open it, and below the root
// (or its base).
type part struct {
	arg, full, rel string
	folder         bool
}

// group finds the arguments that name parts of a host.
func group(paths []string, follow bool) *groups {
	g := &groups{of: map[int]*parts{}, first: map[*parts]int{}, places: make([]placed, len(paths))}
	cwd, _ := os.Getwd() // asked once: it takes two looks at the disk
	known := map[string]*parts{}
	for i, arg := range paths {
		g.places[i] = place(arg, cwd)
		p, one, ok := g.places[i].part()
		if !ok {
			continue
		}
		p.follow = follow
		key := p.root + "\x00" + p.dir
		if known[key] == nil {
			known[key] = &p
			g.first[&p] = i
		}
		known[key].args = append(known[key].args, one)
		g.of[i] = known[key]
	}
	return g
}

// part returns the host that an argument names a part of. A file that no
// dialect claims by its name is no part of the host around it, and neither is
// one that describes hosts by itself.
func (p *placed) part() (parts, part, bool) {
	info, abs, arg := p.info, p.abs, p.arg
	if p.isState || abs == "" || info == nil || !(info.IsDir() || info.Mode().IsRegular()) {
		return parts{}, part{}, false
	}
	for _, full := range slices.Compact([]string{filepath.ToSlash(abs), p.real}) {
		if info.IsDir() {
			if root, rel, ok := configFolder(full); ok {
				return parts{root: realPath(root, true)}, part{arg, abs, rel, true}, true
			}
			continue
		}
		root, rel, ok := below(full)
		if front, claimed := Claimed(rel); ok && claimed && !front.whole() {
			return parts{root: realPath(root, true)}, part{arg, abs, rel, false}, true
		}
	}
	if info.IsDir() {
		return parts{}, part{}, false
	}
	if front, claimed := Claimed(filepath.Base(abs)); !claimed || front.whole() {
		return parts{}, part{}, false
	}
	return parts{dir: path.Dir(p.real)}, part{arg, abs, filepath.Base(abs), false}, true
}

// configFolder splits the path of a folder in two where it is one of the
// places of a root, or a folder of its etc above one.
func configFolder(full string) (root, rel string, ok bool) {
	for _, p := range places() {
		for ; p != "."; p = path.Dir(p) {
			top, found := strings.CutSuffix(full, "/"+p)
			if found && len(p) > len(rel) && strings.HasPrefix(p, "etc") && hasPlace(newHoldings(top, nil)) {
				root, rel, ok = top, p, true
			}
		}
	}
	return root, rel, ok
}

// realPath follows the links of a folder's path; of a file's only those of its
// folder, because the name is what tells the dialect.
func realPath(full string, folder bool) string {
	dir, base := full, ""
	if !folder {
		dir, base = filepath.Split(full)
	}
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return filepath.ToSlash(full)
	}
	return filepath.ToSlash(filepath.Join(real, base))
}

// tree returns the host's tree. All its files are read, but only findings in
// the parts that were named are asked for.
func (p *parts) tree() (*Tree, error) {
	t := &Tree{Argument: p.args[0].arg}
	var held *holdings
	if p.root != "" {
		w := walker{top: p.root, follow: p.follow}
		t.Name = hostName(p.root)
		held = newHoldings(p.root, nil)
		t.members, t.installed = w.rootMembers(held), installed(held)
	} else {
		w := walker{top: p.dir, follow: p.follow}
		t.Name = hostName(p.dir)
		entries, err := os.ReadDir(p.dir)
		if err == nil {
			t.members = w.loose(p.dir, "", entries)
		}
	}
	for _, one := range p.args {
		if !one.folder {
			t.members = withSelf(t.members, one)
		}
	}
	for i := range t.members {
		t.members[i].name = p.shown(&t.members[i])
	}
	if !p.choose(t) {
		return nil, &NotFoundError{t.Argument, nothingHere}
	}
	if p.root != "" {
		t.Evidence = evidenceFor(held, t.members)
	} else {
		t.Partial = len(t.members) == 1
	}
	return t, nil
}

// withSelf makes sure that a named file is among the members, opened by the
// path that was given.
func withSelf(members []member, one part) []member {
	self := member{full: one.full, path: one.rel}
	for i := range members {
		if members[i].path == self.path {
			members[i] = self
			return members
		}
	}
	return append(members, self)
}

// shown returns the name by which a file is printed: as it was given, else as
// it is reached from the first argument.
func (p *parts) shown(m *member) string {
	for _, one := range p.args {
		if !one.folder && one.rel == m.path {
			return filepath.ToSlash(filepath.Clean(one.arg))
		}
	}
	first := p.args[0]
	from, dir := first.rel, filepath.ToSlash(filepath.Clean(first.arg))
	if !first.folder {
		from, dir = path.Dir(from), path.Dir(dir)
	}
	rel, err := filepath.Rel("/"+from, "/"+m.path)
	if err != nil {
		return m.path
	}
	return path.Join(dir, filepath.ToSlash(rel))
}

// choose notes which files were named, and reports whether any was. A host's
// whole etc stands for the host.
func (p *parts) choose(t *Tree) bool {
	whole := false
	for _, one := range p.args {
		whole = whole || (one.folder && one.rel == "etc")
		if one.folder {
			t.folders = append(t.folders, one.arg)
		}
		for _, m := range t.members {
			switch {
			case m.path == one.rel && !one.folder:
				t.named, t.forced = append(t.named, m.name), append(t.forced, m.name)
			case m.path == one.rel || (one.folder && strings.HasPrefix(m.path, one.rel+"/")):
				t.named = append(t.named, m.name)
			}
		}
	}
	if whole {
		t.named = nil
		return len(t.members) > 0
	}
	return len(t.named) > 0
}

// loneTree returns the tree of a file that belongs to no host around it: an
// HCL file, or one whose name no dialect claims.
func (p *placed) loneTree() *Tree {
	base := filepath.Base(p.abs)
	shown := filepath.ToSlash(filepath.Clean(p.arg))
	t := &Tree{Name: hostName(filepath.ToSlash(filepath.Dir(p.abs))), Argument: p.arg, forced: []string{shown}}
	t.members = []member{{full: p.abs, name: shown, path: base}}
	hcl, _ := Named("hcl")
	if !hcl.Claims(base) {
		t.Partial = true
	} else if stem := stemOf(base); stem != "" {
		t.Name = stem
	}
	return t
}

// evidenceFor looks for who applies files that have two readers, where the host
// has any: ifcfg files, else stanzas of ifupdown.
func evidenceFor(held *holdings, members []member) ir.Evidence {
	stanzas := false
	for _, m := range members {
		if strings.HasPrefix(m.path, "etc/sysconfig/") {
			return evidence(held)
		}
		stanzas = stanzas || strings.HasPrefix(m.path, "etc/network/")
	}
	if stanzas {
		return newer(held)
	}
	return ir.Evidence{}
}
