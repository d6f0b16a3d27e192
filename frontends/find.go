package frontends

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

// FindOptions say how PATH arguments are read.
type FindOptions struct {
	// Stdin is read for the PATH "-".
	Stdin io.Reader
}

// NotFoundError is a PATH that does not exist, or that nothing can be read
// from: wrong usage, not a finding.
type NotFoundError struct {
	Path, Reason string
}

func (e *NotFoundError) Error() string { return e.Path + ": " + e.Reason }

var errNotRegular = errors.New("it is not a regular file")

// maxDepth bounds how deep below a fleet hosts are looked for.
const maxDepth = 16

// Find turns PATH arguments into trees (design.md section 5): a file, "-", a
// folder of configuration files, a host's root, or a folder of such roots.
// Trees come one at a time, in the order of the arguments and then of names,
// and nothing of a tree is kept after it was yielded.
func Find(paths []string, opt FindOptions) iter.Seq2[*Tree, error] {
	return func(yield func(*Tree, error) bool) {
		for _, p := range paths {
			for tree, err := range find(p, opt) {
				if !yield(tree, err) || err != nil {
					return
				}
			}
		}
	}
}

func find(arg string, opt FindOptions) iter.Seq2[*Tree, error] {
	return func(yield func(*Tree, error) bool) {
		if arg == "-" {
			yield(stdin(opt.Stdin))
			return
		}
		info, err := os.Stat(arg)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			yield(nil, &NotFoundError{arg, "no such file or folder"})
		case err != nil:
			yield(nil, &NotFoundError{arg, err.Error()})
		case info.Mode().IsRegular():
			yield(fileTree(arg))
		case !info.IsDir():
			yield(nil, &NotFoundError{arg, "it is neither a file nor a folder"})
		default:
			findDir(arg, yield)
		}
	}
}

func stdin(r io.Reader) (*Tree, error) {
	if r == nil {
		return nil, &NotFoundError{"-", "there is no standard input"}
	}
	data, err := readLimited(r, 0)
	if err != nil {
		return nil, fmt.Errorf("standard input: %w", err)
	}
	return &Tree{Name: "stdin", Argument: "-", Partial: true, forced: true, stdin: source.New("-", "-", data)}, nil
}

func findDir(arg string, yield func(*Tree, error) bool) {
	real, err := filepath.EvalSymlinks(arg)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		yield(nil, &NotFoundError{arg, err.Error()})
		return
	}
	w := walker{arg: arg, real: real, yield: yield}
	before := w.found
	w.dir(folder{full: real, shown: filepath.ToSlash(filepath.Clean(arg)), chain: []string{real}})
	if !w.stopped && w.found == before {
		yield(nil, &NotFoundError{arg, "no configuration that bondc reads is in this folder"})
	}
}

// walker looks for hosts below one folder.
type walker struct {
	arg, real string
	yield     func(*Tree, error) bool
	stopped   bool
	found     int
}

// folder is one folder of the walk: how to open it, how to print it, its name
// below the argument, and the real folders above it.
type folder struct {
	full, shown, rel string
	chain            []string
}

// dir yields the host that a folder is, or walks into it as a fleet.
func (w *walker) dir(f folder) {
	entries, err := os.ReadDir(f.full)
	if err != nil {
		w.emit(&Tree{Name: w.name(f), members: []member{{f.full, f.shown, path.Base(f.shown)}}}, f)
		return
	}
	if path.Base(f.full) == "etc" && hasPlace(path.Dir(f.full)) && f.rel == "" {
		w.root(folder{full: path.Dir(f.full), shown: f.shown + "/..", rel: f.rel}, f.shown)
		return
	}
	if w.hosts(f, entries) {
		return
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

// hosts yields what the folder itself holds: a root, or loose files. It
// reports whether the folder is a host, into which nobody walks further.
func (w *walker) hosts(f folder, entries []fs.DirEntry) bool {
	if isDir(f.full+"/etc") && hasPlace(f.full) {
		w.hclFiles(f, entries)
		w.root(f, f.shown+"/etc")
		return true
	}
	w.hclFiles(f, entries)
	members := w.loose(f, entries)
	if len(members) == 0 {
		return false
	}
	w.emit(&Tree{Name: w.name(f), members: members}, f)
	return true
}

// hclFiles yields a tree for every HCL file: each describes hosts of its own.
func (w *walker) hclFiles(f folder, entries []fs.DirEntry) {
	hcl, _ := Named("hcl")
	for _, e := range entries {
		if m, ok := w.member(f, e); ok && hcl.Claims(m.path) && !w.stopped {
			w.emit(&Tree{Name: w.name(f), members: []member{m}}, f)
		}
	}
}

// loose returns the configuration files that lie in the folder itself.
func (w *walker) loose(f folder, entries []fs.DirEntry) []member {
	var members []member
	for _, e := range entries {
		m, ok := w.member(f, e)
		if !ok {
			continue
		}
		if front, claimed := Claimed(m.path); claimed && front.Name != "hcl" && m.plausible(front) {
			members = append(members, m)
		}
	}
	return members
}

// plausible keeps a stray YAML or .conf file from making a host of a folder:
// where the path does not tell, the text must.
func (m *member) plausible(front Frontend) bool {
	if strings.Contains(m.path, "/") || !(strings.HasSuffix(m.path, ".yaml") || strings.HasSuffix(m.path, ".conf")) {
		return true
	}
	file, err := m.read()
	return err != nil || front.Sniff(file)
}

// root yields the host whose root the folder is. etc is how its etc is shown.
func (w *walker) root(f folder, etc string) {
	t := &Tree{Name: w.name(f)}
	for _, place := range places() {
		shown := path.Join(f.shown, place)
		if rest, ok := strings.CutPrefix(place, "etc/"); ok {
			shown = path.Join(etc, rest)
		}
		t.members = append(t.members, w.place(f.full+"/"+place, shown, place)...)
	}
	t.Evidence = w.evidence(f.full, t.members)
	w.emit(t, f)
}

// evidence looks for who applies ifcfg files, where the host has any.
func (w *walker) evidence(root string, members []member) ir.Evidence {
	if slices.ContainsFunc(members, func(m member) bool { return strings.HasPrefix(m.path, "etc/sysconfig/") }) {
		return evidence(root)
	}
	return ir.Evidence{}
}

// places are the files and folders below a host's root that configuration is
// read from.
func places() []string {
	return []string{
		"etc/modprobe.conf", "etc/modules.conf", "etc/modprobe.d", "etc/netplan", "etc/sysconfig/network",
		"etc/sysconfig/network-scripts", "lib/netplan", "run/netplan", "usr/lib/netplan",
	}
}

func hasPlace(root string) bool {
	return slices.ContainsFunc(places(), func(p string) bool {
		_, err := os.Stat(root + "/" + p)
		return err == nil
	})
}

// place returns the configuration files at a place: the file itself, or those
// in the folder.
func (w *walker) place(full, shown, rel string) []member {
	info, err := os.Stat(full)
	if err != nil || w.leaves(full, rel) {
		return nil
	}
	if !info.IsDir() {
		return []member{{full, shown, rel}}
	}
	entries, err := os.ReadDir(full)
	if err != nil {
		return []member{{full, shown, rel}}
	}
	var members []member
	for _, e := range entries {
		m, ok := w.member(folder{full: full, shown: shown}, e)
		m.path = rel + "/" + e.Name()
		if _, claimed := Claimed(m.path); ok && claimed {
			members = append(members, m)
		}
	}
	return members
}

// member returns the entry as a file of a tree: a regular file, or a link to
// one that does not lead out of the argument.
func (w *walker) member(f folder, e fs.DirEntry) (member, bool) {
	full := f.full + "/" + e.Name()
	_, rel, _ := below(full)
	m := member{full, f.shown + "/" + e.Name(), rel}
	if strings.HasPrefix(e.Name(), ".") {
		return m, false
	}
	if e.Type()&fs.ModeSymlink != 0 {
		info, err := os.Stat(full)
		return m, err == nil && info.Mode().IsRegular() && w.inside(full)
	}
	return m, e.Type().IsRegular()
}

// child returns a folder to walk into. A link may lead to a folder below the
// argument that is not above it.
func (w *walker) child(f folder, e fs.DirEntry) (folder, bool) {
	full := f.full + "/" + e.Name()
	if strings.HasPrefix(e.Name(), ".") || len(f.chain) > maxDepth || !isDir(full) {
		return folder{}, false
	}
	if e.Type()&fs.ModeSymlink != 0 {
		real, err := filepath.EvalSymlinks(full)
		if err != nil || !w.inside(full) || slices.Contains(f.chain, real) {
			return folder{}, false
		}
		full = real
	}
	return folder{full, f.shown + "/" + e.Name(), path.Join(f.rel, e.Name()), append(slices.Clip(f.chain), full)}, true
}

// leaves reports whether a place is reached through a link that leads out of
// the argument. Only the folders below the root can be links: the root itself
// is real.
func (w *walker) leaves(full, rel string) bool {
	for dir := full; rel != "."; dir, rel = path.Dir(dir), path.Dir(rel) {
		if info, err := os.Lstat(dir); err != nil || info.Mode()&fs.ModeSymlink != 0 {
			return !w.inside(full)
		}
	}
	return false
}

// inside reports whether a path, its links followed, stays below the argument
// (or below the root that the argument's etc belongs to).
func (w *walker) inside(full string) bool {
	real, err := filepath.EvalSymlinks(full)
	top := strings.TrimSuffix(w.real, "/etc")
	return err == nil && (real == top || strings.HasPrefix(real, strings.TrimSuffix(top, "/")+"/"))
}

func isDir(full string) bool {
	info, err := os.Stat(full)
	return err == nil && info.IsDir()
}

// name is a host's name: its path below the argument, else the folder's own.
func (w *walker) name(f folder) string {
	if f.rel != "" {
		return f.rel
	}
	if root, _, ok := below(w.real + "/x"); ok && root != "" {
		return path.Base(root)
	}
	if name := path.Base(filepath.ToSlash(w.real)); name != "/" && name != "." {
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
