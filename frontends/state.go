package frontends

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir/source"
)

// running is the dialect of what a kernel shows of itself.
const running = "live"

// runningPrefix is how a PATH says that the state of the host is meant and not
// its files: "live:" is this machine, "live:DIR" a copy of one below DIR.
const runningPrefix = running + ":"

// Running splits a PATH that means the state of a host: it returns the root
// whose proc and sys are meant. Any other PATH is returned as it is.
func Running(arg string) (root string, ok bool) {
	root, ok = strings.CutPrefix(arg, runningPrefix)
	if ok && root == "" {
		root = "/"
	}
	return root, ok
}

// state is the state of a host, or the part of it that a PATH names.
type state struct{ root, rel string }

// stateAt returns the state of a host that a path which is there means: what
// lies in the folders of a root that show the state of links.
func stateAt(full string, folder bool) (state, bool) {
	for _, dir := range stateFolders() {
		if root, ok := strings.CutSuffix(full, "/"+dir); ok {
			return state{root + "/", dir}, folder
		}
		if root, rel, ok := strings.Cut(full, "/"+dir+"/"); ok {
			return state{root + "/", dir + "/" + rel}, true
		}
	}
	return state{}, false
}

// stateFolders are the folders below a root with the files of its links.
func stateFolders() []string {
	return []string{"proc/net/bonding", "proc/net/vlan", "sys/class/net"}
}

// hostFiles are the files below a root with the addressing of all its links.
func hostFiles() []string {
	return []string{"proc/net/fib_trie", "proc/net/if_inet6", "proc/net/route", "proc/net/ipv6_route", "etc/resolv.conf"}
}

// tree returns the tree of the state.
func (s *state) tree(arg string) (*Tree, error) {
	real, err := filepath.EvalSymlinks(s.root)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		return nil, &NotFoundError{arg, "no such file or folder"}
	}
	w := walker{arg: arg, top: filepath.ToSlash(real)}
	t := &Tree{Name: hostName(w.top), Argument: arg, members: w.stateOf(w.top, filepath.ToSlash(filepath.Clean(s.root)))}
	for i := range t.members {
		m := &t.members[i]
		if rel, err := filepath.Rel("/"+s.rel, "/"+m.path); s.rel != "" && err == nil {
			m.name = path.Join(filepath.ToSlash(filepath.Clean(arg)), filepath.ToSlash(rel))
		}
		if s.rel != "" && (m.path == s.rel || strings.HasPrefix(m.path, s.rel+"/")) {
			t.named = append(t.named, m.name)
		}
	}
	if len(t.members) == 0 || (s.rel != "" && len(t.named) == 0) {
		return nil, &NotFoundError{arg, "there is nothing here that shows the state of links: neither proc/net/bonding nor sys/class/net"}
	}
	return t, nil
}

// state returns the state of a host below a folder of the walk, where that
// holds a copy of its proc or sys.
func (w *walker) state(f folder, entries []fs.DirEntry) []member {
	holds := slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == "proc" || e.Name() == "sys" })
	if !holds || f.full == "/" {
		return nil
	}
	return w.stateOf(f.full, f.shown)
}

// stateOf returns the files below a root that show the state of its links.
func (w *walker) stateOf(root, shown string) []member {
	var members []member
	held := newHoldings(root, nil)
	for _, dir := range stateFolders() {
		for _, name := range names(held, dir) {
			members = append(members, w.stateFiles(root, dir+"/"+name, 0)...)
		}
	}
	if len(members) > 0 {
		for _, name := range hostFiles() {
			members = append(members, w.stateFiles(root, name, 0)...)
		}
	}
	for i := range members {
		members[i].name = path.Join(shown, members[i].path)
	}
	return members
}

// stateFiles returns the file at a path below a root, or those in the folder
// there that the dialect claims. Links of sysfs lead to folders elsewhere below
// the root; deeper than a bridge's ports there is nothing to find.
func (w *walker) stateFiles(root, rel string, depth int) []member {
	full := root + "/" + rel
	info, err := os.Stat(full)
	if err != nil || !within(w.top, full) {
		return nil
	}
	front, _ := Named(running)
	if !info.IsDir() {
		if !front.Claims(rel) {
			return nil
		}
		return []member{{full: full, name: rel, path: rel}}
	}
	if depth > 2 {
		return nil
	}
	entries, err := os.ReadDir(full)
	if err != nil {
		return nil
	}
	var members []member
	for _, e := range entries {
		child := rel + "/" + e.Name()
		if stateFolder(depth, e.Name()) || front.Claims(child) {
			members = append(members, w.stateFiles(root, child, depth+1)...)
		}
	}
	return members
}

// stateFolder reports whether a folder below a link's is looked into: sysfs has
// links back and forth between the folders of links.
func stateFolder(depth int, name string) bool {
	return depth > 0 || slices.Contains([]string{"bonding", "bonding_slave", "bridge", "brif"}, name)
}

// ofRunning reports whether a file is the kernel's own: there an empty one
// says that something is not set.
func ofRunning(f *source.File) bool {
	front, ok := Claimed(f.Path)
	return ok && front.Name == running
}
