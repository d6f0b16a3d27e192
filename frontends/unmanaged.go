package frontends

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

// serviceFile is NetworkManager's own configuration below a root.
const serviceFile = "etc/NetworkManager/NetworkManager.conf"

// serviceRank returns how late NetworkManager reads one of its configuration
// files, 0 for any other: first the snippets of packages, then those of this
// boot, then the file itself, then the host's own snippets. Of snippets with one
// name only the last counts (NetworkManager.conf(5), "Description").
func serviceRank(name string) int {
	if name == serviceFile {
		return 3
	}
	if path.Ext(name) != ".conf" {
		return 0
	}
	switch path.Dir(name) {
	case "usr/lib/NetworkManager/conf.d":
		return 1
	case "run/NetworkManager/conf.d":
		return 2
	case "etc/NetworkManager/conf.d":
		return 4
	}
	return 0
}

// ServiceFile reports whether a path below a root is a file with
// NetworkManager's own configuration, which names no link to make.
func ServiceFile(name string) bool { return serviceRank(name) > 0 }

// serviceMembers returns the files of a root with NetworkManager's own
// configuration; shown is how the root is printed.
func serviceMembers(held *holdings, shown string) []member {
	var members []member
	add := func(rel string) {
		members = append(members, member{full: held.root + "/" + rel, name: path.Join(shown, rel), path: rel})
	}
	for _, dir := range []string{"usr/lib/NetworkManager/conf.d", "run/NetworkManager/conf.d", "etc/NetworkManager/conf.d"} {
		for _, name := range names(held, dir) {
			if rel := dir + "/" + name; ServiceFile(rel) {
				add(rel)
			}
		}
	}
	if held.may(serviceFile) && within(held.root, held.root+"/"+serviceFile) {
		add(serviceFile)
	}
	return members
}

// readService reads which devices NetworkManager leaves alone. A file that
// cannot be read says nothing: it is evidence, and no part of the host.
func readService(members []member) []ir.DeviceMatch {
	var files []*source.File
	for i := range members {
		if f, err := members[i].read(); err == nil && !f.Fatal() {
			files = append(files, f)
		}
	}
	return Unmanaged(files)
}

// Unmanaged returns which devices NetworkManager leaves alone, as the files with
// its own configuration say: the last file with the key counts, unless it adds
// with "+=" (NetworkManager.conf(5), "unmanaged-devices" and "Description").
func Unmanaged(files []*source.File) []ir.DeviceMatch {
	files = slices.Clone(files)
	slices.SortStableFunc(files, func(a, b *source.File) int {
		return cmp.Or(cmp.Compare(serviceRank(a.Path), serviceRank(b.Path)), strings.Compare(a.Path, b.Path))
	})
	var matches []ir.DeviceMatch
	for i, f := range files {
		shadowed := f.Path != serviceFile && slices.ContainsFunc(files[i+1:], func(later *source.File) bool {
			return later.Path != serviceFile && path.Base(later.Path) == path.Base(f.Path)
		})
		if !shadowed {
			matches = unmanagedIn(f, matches)
		}
	}
	return matches
}

// unmanagedIn lays what one file says over what those before it said.
func unmanagedIn(f *source.File, matches []ir.DeviceMatch) []ir.DeviceMatch {
	section, at := "", 0
	for line := range strings.Lines(f.Text) {
		text := strings.TrimSpace(line)
		key, value, ok := strings.Cut(line, "=")
		switch key = strings.TrimSpace(key); {
		case strings.HasPrefix(text, "["):
			section = text
		case section != "[keyfile]" || !ok:
		case key == "unmanaged-devices":
			matches = deviceMatches(f, at+len(line)-len(value), value)
		case key == "unmanaged-devices+":
			matches = append(matches, deviceMatches(f, at+len(line)-len(value), value)...)
		}
		at += len(line)
	}
	return matches
}

// deviceMatches splits a list of devices (NetworkManager.conf(5), "Device List
// Format").
func deviceMatches(f *source.File, at int, list string) []ir.DeviceMatch {
	var matches []ir.DeviceMatch
	for at, end := at, at+len(list); at < end; {
		n := strings.IndexAny(f.Text[at:end], ",; \t\r\n")
		if n < 0 {
			n = end - at
		}
		if n > 0 {
			matches = append(matches, ir.DeviceMatch{Text: f.Text[at : at+n], Span: f.Span(at, at+n)})
		}
		at += n + 1
	}
	return matches
}
