package target

import (
	"fmt"
	"strings"
)

// Software is a program whose version a target may name.
type Software uint8

// The software of Target's versions.
const (
	KernelSoftware Software = iota
	NetplanSoftware
	SystemdSoftware
	NMSoftware
)

// known is what bondc knows of the versions of a program.
type known struct {
	name string
	// oldest is the first that bondc judges or writes for, newest the last whose
	// sources were read.
	oldest, newest Version
	// ahead is how many major versions beyond the newest may come out while
	// this bondc is in use. What is beyond them is a slip of the pen.
	ahead int
}

// knownVersions is a literal without calls, so that it costs nothing at
// start-up. The newest are those of facts/dialects.md and facts/lint-rules.md
// N01.
var knownVersions = [...]known{
	KernelSoftware:  {"Linux", Version{2, 6}, Version{7, 2}, 3},
	NetplanSoftware: {"netplan", Version{0, 99}, Version{1, 2}, 1},
	SystemdSoftware: {"systemd", Version{219, 0}, Version{257, 0}, 10},
	NMSoftware:      {"NetworkManager", Version{0, 7}, Version{1, 60}, 1},
}

// CheckVersion reports whether a version is newer than any that bondc knows,
// and is then taken for the newest. The error says that it is too old, or that
// there is no such version.
func CheckVersion(s Software, v Version) (newer bool, err error) {
	k := &knownVersions[s]
	switch {
	case v.less(k.oldest):
		return false, fmt.Errorf("bondc knows %s from %s on, and no %s; known versions are %s", k.name, k.oldest.short(s), v.short(s), k.list(s))
	case v.Major > k.newest.Major+k.ahead:
		return false, fmt.Errorf("there is no %s %s; known versions are %s", k.name, v.short(s), k.list(s))
	}
	return k.newest.less(v), nil
}

// Newest returns the name of the software and the newest version that bondc
// knows.
func Newest(s Software) (name, version string) {
	k := &knownVersions[s]
	return k.name, k.newest.short(s)
}

// list returns the versions of the releases, from the oldest to the newest.
func (k *known) list(s Software) string {
	versions := []Version{k.oldest}
	for at := k.oldest; ; {
		next := k.newest
		for i := range releases {
			if v := releases[i].of(s); v.Known() && at.less(v) && v.less(next) {
				next = v
			}
		}
		if !at.less(next) {
			break
		}
		versions, at = append(versions, next), next
	}
	var words []string
	for _, v := range versions {
		words = append(words, v.short(s))
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// of returns the version of a program that the release ships.
func (r *Release) of(s Software) Version {
	return [...]Version{KernelSoftware: r.Kernel, NetplanSoftware: r.Netplan, SystemdSoftware: r.Systemd, NMSoftware: r.NM}[s]
}

func (v Version) less(w Version) bool {
	return v.Major < w.Major || v.Major == w.Major && v.Minor < w.Minor
}

// short returns the version as the program's maintainers write it.
func (v Version) short(s Software) string {
	if s == SystemdSoftware && v.Minor == 0 {
		return fmt.Sprint(v.Major)
	}
	return fmt.Sprintf("%d.%d", v.Major, v.Minor)
}
