package frontends

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// Why a file that is there is not read.
var (
	errNotRegular   = errors.New("it is not a regular file")
	errLeads        = errors.New("it is a link that leads out of the tree, and such links are followed only with --follow")
	errSwapped      = errors.New("a link took its place while bondc was about to read it")
	errNowhere      = errors.New("it is a link that leads nowhere")
	errTooManyLinks = errors.New("too many links to folders come before it; this one and the rest are not followed")
)

// places are the files and folders below a host's root that configuration is
// read from.
func places() []string {
	return []string{
		"boot/firmware", "boot/network-config", "etc/NetworkManager/system-connections", "etc/cloud/cloud.cfg", "etc/cloud/cloud.cfg.d", "etc/cmdline", "etc/cmdline.d", "etc/modprobe.conf", "etc/modules.conf", "etc/modprobe.d", "etc/netplan", "etc/network/interfaces", "etc/network/interfaces.d", "etc/nmstate", "etc/sysconfig/network",
		"etc/sysconfig/network-scripts", "etc/sysconfig/static-routes", "etc/sysconfig/static-routes-ipv6", "etc/systemd/network", "lib/modprobe.d", "lib/netplan", "run/modprobe.d", "run/netplan", "run/systemd/network",
		"usr/lib/NetworkManager/system-connections", "usr/lib/modprobe.d", "usr/lib/netplan", "usr/lib/systemd/network",
		"usr/local/lib/modprobe.d", "usr/local/lib/systemd/network",
		"var/lib/cloud/seed/nocloud", "var/lib/cloud/seed/nocloud-net",
	}
}

// hasPlace reports whether a root holds one of the places below its etc. One
// that may not be looked at counts.
func hasPlace(held *holdings) bool {
	return slices.ContainsFunc(places(), func(p string) bool {
		if !strings.HasPrefix(p, "etc/") || !held.may(p) {
			return false
		}
		info, err := held.look(p)
		if err == nil && info.Mode()&fs.ModeSymlink != 0 {
			_, err = os.Stat(held.root + "/" + p)
		}
		return !missing(err)
	})
}

func missing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// below splits the path of a file in two where it lies in one of the places of
// a root: "/srv/a" and "etc/netplan/01.yaml".
func below(full string) (root, rel string, ok bool) {
	dir, base := path.Split(full)
	for _, p := range places() {
		if top, found := strings.CutSuffix(full, "/"+p); found && len(p) > len(rel) && !isDir(full) {
			root, rel, ok = top, p, true
		}
		if top, found := strings.CutSuffix(dir, "/"+p+"/"); found && len(p)+1+len(base) > len(rel) {
			root, rel, ok = top, p+"/"+base, true
		}
		above, dropIns := path.Split(strings.TrimSuffix(dir, "/"))
		if top, found := strings.CutSuffix(above, "/"+p+"/"); found && holdsDropIns(p+"/"+dropIns) && len(p)+1+len(dropIns)+1+len(base) > len(rel) {
			root, rel, ok = top, p+"/"+dropIns+"/"+base, true
		}
	}
	return root, rel, ok
}

// holdsDropIns reports whether a folder in a place holds drop-ins of a file
// there: 10-bond0.network.d.
func holdsDropIns(folder string) bool {
	if !strings.HasSuffix(folder, ".d") || slices.Contains(places(), folder) {
		return false
	}
	_, claimed := Claimed(folder + "/x.conf")
	return claimed
}

// rootMembers returns the configuration files of a root, in the order of their
// paths; the names by which they are printed are left open.
func (w *walker) rootMembers(held *holdings) []member {
	var members []member
	for _, p := range places() {
		if held.may(p) {
			members = append(members, w.place(held, p)...)
		}
	}
	members = slices.DeleteFunc(members, func(m member) bool { return m.notOfNetworks() })
	slices.SortFunc(members, func(a, b member) int { return strings.Compare(a.path, b.path) })
	return shadow(members)
}

// place returns the configuration files at a place: the file itself, or those
// in the folder.
func (w *walker) place(held *holdings, place string) []member {
	m := member{full: held.root + "/" + place, path: place}
	info, err := held.look(place)
	if missing(err) {
		return nil
	}
	m.plain = err == nil && info.Mode().IsRegular()
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		info, err = os.Stat(m.full)
	}
	if err == nil && info.IsDir() && !w.leaves(held, place) {
		return w.folder(m)
	}
	_, claimed := Claimed(place)
	switch {
	case missing(err) && !claimed:
		return nil
	case missing(err):
		m.err = errNowhere
	case err != nil:
		m.err, m.folder = err, !claimed
	case w.leaves(held, place):
		m.err, m.folder = errLeads, info.IsDir()
	case !claimed:
		return nil
	}
	return []member{m}
}

// folder returns the configuration files in a place that is a folder.
func (w *walker) folder(m member) []member {
	entries, err := os.ReadDir(m.full)
	if err != nil {
		m.err, m.folder = err, true
		return []member{m}
	}
	var members []member
	for _, e := range entries {
		rel := m.path + "/" + e.Name()
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") && holdsDropIns(rel) {
			members = append(members, w.folder(member{full: m.full + "/" + e.Name(), path: rel})...)
			continue
		}
		if _, claimed := Claimed(rel); !claimed {
			continue
		}
		if one, ok := w.entry(m.full+"/"+e.Name(), e); ok {
			one.path = rel
			members = append(members, one)
		}
	}
	return members
}

// loose returns the configuration files that lie in a folder that is no place
// of a root.
func (w *walker) loose(full, shown string, entries []fs.DirEntry) []member {
	var members []member
	for _, e := range entries {
		front, claimed := Claimed(e.Name())
		if !claimed || front.Name == "hcl" {
			continue
		}
		m, ok := w.entry(full+"/"+e.Name(), e)
		m.name, m.path = path.Join(shown, e.Name()), e.Name()
		if ok && !m.masks && (m.err != nil || m.plausible(front)) {
			members = append(members, m)
		}
	}
	return members
}

// plausible keeps a stray YAML or .conf file from making a host of a folder:
// where the path does not tell, the text must.
func (m *member) plausible(front Frontend) bool {
	if !ambiguous(m.path) {
		return true
	}
	file, err := m.read()
	if err != nil || front.Sniff(file) {
		return true
	}
	// A name that two dialects share belongs to the first of them.
	state, _ := Named("nmstate")
	return path.Ext(m.path) == ".yaml" && state.Sniff(file)
}

// ambiguous reports whether a name alone does not tell the dialect.
func ambiguous(name string) bool {
	return !strings.Contains(name, "/") && slices.Contains([]string{".yaml", ".yml", ".conf", ".sh", ".network", ".link"}, path.Ext(name))
}

// entry returns the entry of a folder as a file of a tree. A folder is none,
// nor is what is hidden. One that cannot be read says why.
func (w *walker) entry(full string, e fs.DirEntry) (member, bool) {
	m := member{full: full}
	switch {
	case strings.HasPrefix(e.Name(), "."), e.IsDir():
		return m, false
	case e.Type()&fs.ModeSymlink != 0:
		return w.link(m)
	case !e.Type().IsRegular():
		m.err = errNotRegular
	default:
		m.plain = true
	}
	return m, true
}

// link returns a file that is a link to another. A link to /dev/null hides the
// files of the same name in weaker folders, as systemd has it.
func (w *walker) link(m member) (member, bool) {
	if to, err := os.Readlink(m.full); err == nil && to == os.DevNull {
		m.masks = true
		return m, true
	}
	info, err := os.Stat(m.full)
	switch {
	case missing(err):
		m.err = errNowhere
	case err != nil:
		m.err = err
	case info.IsDir():
		return m, false
	case !w.inside(m.full):
		m.err = errLeads
	case !info.Mode().IsRegular():
		m.err = errNotRegular
	}
	return m, true
}

// leaves reports whether a place is reached through a link that leads out of
// the argument. Only the folders below the root can be links: the root itself
// is real.
func (w *walker) leaves(held *holdings, place string) bool {
	for rel := place; rel != "." && !held.ownFolder(rel); rel = path.Dir(rel) {
		if info, err := held.look(rel); err != nil || info.Mode()&fs.ModeSymlink != 0 {
			return !w.inside(held.root + "/" + place)
		}
	}
	return false
}

// inside reports whether a path, its links followed, stays where it may lead.
func (w *walker) inside(full string) bool { return w.follow || within(w.top, full) }

// within reports whether a path, its links followed, stays below a folder that
// is itself real. Only where there is a link below it does the whole path have
// to be resolved.
func within(top, full string) bool {
	top = strings.TrimSuffix(top, "/") + "/"
	if rel, ok := strings.CutPrefix(full, top); ok {
		for i, c := range rel + "/" {
			if c != '/' {
				continue
			}
			info, err := os.Lstat(top + rel[:i])
			if err != nil {
				return false
			}
			if info.Mode()&fs.ModeSymlink != 0 {
				break
			}
			if i == len(rel) {
				return true
			}
		}
	}
	real, err := filepath.EvalSymlinks(full)
	return err == nil && strings.HasPrefix(filepath.ToSlash(real)+"/", top)
}

func isDir(full string) bool {
	info, err := os.Stat(full)
	return err == nil && info.IsDir()
}

// shadow leaves out files that a file of the same name in a stronger folder
// hides, and then what hides by being a link to /dev/null.
func shadow(members []member) []member {
	strongest := map[string]int{}
	for i, m := range members {
		family, rank := strength(path.Dir(m.path))
		key := family + path.Base(m.path)
		other, seen := strongest[key]
		if !seen {
			strongest[key] = i
			continue
		}
		if _, than := strength(path.Dir(members[other].path)); rank > than {
			strongest[key] = i
		}
	}
	var kept []member
	for i, m := range members {
		family, rank := strength(path.Dir(m.path))
		if !m.masks && (rank == 0 || m.folder || strongest[family+path.Base(m.path)] == i) {
			kept = append(kept, m)
		}
	}
	return kept
}

// strength returns which folders a folder shares file names with, and how
// strong it is among them: run, etc, lib for netplan (facts/dialects.md 5.1),
// etc, run, the libs for modprobe (4.1). It is 0 for any other folder.
func strength(dir string) (family string, rank int) {
	i := slices.Index([]string{"lib/netplan", "usr/lib/netplan", "etc/netplan", "run/netplan"}, dir)
	if i >= 0 {
		return "netplan/", i + 1
	}
	i = slices.Index([]string{"lib/modprobe.d", "usr/lib/modprobe.d", "usr/local/lib/modprobe.d", "run/modprobe.d", "etc/modprobe.d"}, dir)
	if i >= 0 {
		return "modprobe.d/", i + 1
	}
	i = slices.Index([]string{"usr/lib/NetworkManager/system-connections", "etc/NetworkManager/system-connections"}, dir)
	if i >= 0 {
		return "system-connections/", i + 1
	}
	// A drop-in hides one of the same name for the same file; for both the
	// order of systemd.network(5) holds.
	dropIns := ""
	if holdsDropIns(dir) {
		dir, dropIns = path.Split(dir)
		dir = strings.TrimSuffix(dir, "/")
	}
	i = slices.Index([]string{"usr/lib/systemd/network", "usr/local/lib/systemd/network", "run/systemd/network", "etc/systemd/network"}, dir)
	if i >= 0 {
		return "systemd-network/" + dropIns + "/", i + 1
	}
	return path.Join(dir, dropIns) + "/", 0
}
