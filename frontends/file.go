package frontends

import (
	"os"
	"path"
	"path/filepath"
	"strings"
)

// fileTree returns the tree of a file that was named itself: its host's other
// files are read with it, but only findings in the file are asked for.
func fileTree(arg string) (*Tree, error) {
	abs, err := filepath.Abs(arg)
	if err != nil {
		return nil, err
	}
	abs = filepath.ToSlash(abs)
	shown := filepath.ToSlash(filepath.Clean(arg))
	root, rel, rooted := below(abs)
	self := member{abs, shown, rel}
	t := &Tree{Name: hostName(abs, root, rooted), Argument: arg, named: []string{shown}, forced: true}
	hcl, _ := Named("hcl")
	switch {
	case hcl.Claims(rel):
		t.named = nil
		t.members = []member{self}
	case rooted:
		t.Evidence = evidence(root)
		t.members = withSelf(rootMembers(root, shown, rel), self)
	default:
		t.members = withSelf(siblings(abs, shown), self)
		t.Partial = len(t.members) == 1
	}
	return t, nil
}

func hostName(abs, root string, rooted bool) string {
	name := path.Base(path.Dir(abs))
	if rooted {
		name = path.Base(root)
	}
	if name == "/" || name == "." {
		return "host"
	}
	return name
}

// rootMembers returns the configuration files of the root that the file
// belongs to, printed as they are reached from the file's own path.
func rootMembers(root, shown, rel string) []member {
	top, ok := strings.CutSuffix(shown, rel)
	if !ok {
		top = path.Dir(shown) + strings.Repeat("/..", strings.Count(rel, "/")) + "/"
	}
	w := walker{real: root}
	var members []member
	for _, place := range places() {
		members = append(members, w.place(root+"/"+place, path.Join(top, place), place)...)
	}
	return members
}

// siblings returns the configuration files that lie beside a file.
func siblings(abs, shown string) []member {
	dir := path.Dir(abs)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	w := walker{real: dir}
	members := w.loose(folder{full: dir, shown: path.Dir(shown)}, entries)
	for i := range members {
		members[i].name = path.Clean(members[i].name)
	}
	return members
}

// withSelf makes sure that the named file is among the members, as named.
func withSelf(members []member, self member) []member {
	for i := range members {
		if members[i].full == self.full {
			members[i] = self
			return members
		}
	}
	return append(members, self)
}
