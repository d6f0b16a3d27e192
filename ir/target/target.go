// Package target says for whom a configuration is judged or written: who
// applies it, and which versions of kernel and tools the host runs. It imports
// only the standard library.
package target

import (
	"fmt"
	"strconv"
	"strings"
)

// Via is who applies a configuration to the kernel. The zero Via means that it
// follows from the files.
type Via uint8

// The appliers of design.md, section 5, and ifupdown2, which reads the files of
// ifupdown in its own way.
const (
	Unset Via = iota
	Initscripts
	NetworkManager
	NetworkdVia
	Ifupdown
	Ifupdown2
	Netlink
	Sysfs
	Module
)

var viaWords = [...]string{"", "initscripts", "networkmanager", "networkd", "ifupdown", "ifupdown2", "netlink", "sysfs", "module"}

// String returns the word of --via.
func (v Via) String() string { return viaWords[v] }

// ViaWords returns the words that --via takes.
func ViaWords() []string { return append([]string(nil), viaWords[1:]...) }

// ParseVia returns the applier of a word of --via.
func ParseVia(word string) (Via, bool) {
	for i, w := range viaWords {
		if w == word && w != "" {
			return Via(i), true
		}
	}
	return Unset, false
}

// Target is what is known about the host that will run a configuration. Every
// field may be empty: then nothing depends on it.
type Target struct {
	Via Via
	// Release is the name of the row of the table of releases, if one was named.
	Release string
	// Versions of the software there; zero means the newest that bondc knows.
	Kernel, Netplan, Systemd, NM Version
	// KernelOf is the release whose kernel Kernel is: it may have what mainline
	// got later. It is "" for a version of mainline.
	KernelOf string
	// Env names surroundings: "virtualbox", "vmware".
	Env []string
}

// In reports whether the target is in the named surroundings.
func (t Target) In(env string) bool {
	for _, e := range t.Env {
		if e == env {
			return true
		}
	}
	return false
}

// Version is a version of some software: major and minor. Zero is unknown.
type Version struct{ Major, Minor int }

// Known reports whether the version was given.
func (v Version) Known() bool { return v != Version{} }

// Before reports whether v is known and older than the version written in
// since ("1.46", "0.106", "256", "v256"). An empty since is older than all.
func (v Version) Before(since string) bool {
	if !v.Known() || since == "" {
		return false
	}
	s, err := ParseVersion(since)
	if err != nil {
		return false
	}
	if v.Major != s.Major {
		return v.Major < s.Major
	}
	return v.Minor < s.Minor
}

// String returns "major.minor", or "" for the zero Version.
func (v Version) String() string {
	if !v.Known() {
		return ""
	}
	return fmt.Sprintf("%d.%d", v.Major, v.Minor)
}

// ParseVersion reads "6.12", "6.12.117", "257", "v257" or "0.106".
func ParseVersion(text string) (Version, error) {
	parts := strings.SplitN(strings.TrimPrefix(text, "v"), ".", 3)
	var v Version
	var err error
	if v.Major, err = number(parts[0]); err != nil {
		return Version{}, fmt.Errorf("%q is not a version", text)
	}
	if len(parts) > 1 {
		if v.Minor, err = number(parts[1]); err != nil {
			return Version{}, fmt.Errorf("%q is not a version", text)
		}
	}
	return v, nil
}

func number(digits string) (int, error) {
	n, err := strconv.ParseUint(digits, 10, 16)
	return int(n), err
}

// Over returns the target with what t says laid over what below says.
func (t Target) Over(below Target) Target {
	out := below
	if t.Via != Unset {
		out.Via = t.Via
	}
	if t.Release != "" {
		out.Release = t.Release
	}
	if t.Kernel.Known() {
		out.Kernel, out.KernelOf = t.Kernel, t.KernelOf
	}
	for _, v := range []struct {
		from Version
		to   *Version
	}{{t.Netplan, &out.Netplan}, {t.Systemd, &out.Systemd}, {t.NM, &out.NM}} {
		if v.from.Known() {
			*v.to = v.from
		}
	}
	for _, name := range t.Env {
		if !out.In(name) {
			out.Env = append(out.Env, name)
		}
	}
	return out
}
