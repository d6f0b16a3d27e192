package ifcfg

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// role says what a file is for.
type role uint8

const (
	foreign    role = iota
	linkFile        // ifcfg-NAME
	routeFile       // route-NAME
	route6File      // route6-NAME
	ruleFile        // rule-NAME
	rule6File       // rule6-NAME
	globalFile      // /etc/sysconfig/network
	staticFile      // /etc/sysconfig/static-routes and static-routes-ipv6
)

// roleOf returns what the file at a path below the host's root is for, and the
// NAME that it carries. Below etc/ only the folder that the scripts read
// counts: SUSE's etc/sysconfig/network and the copies in
// etc/sysconfig/networking are other people's.
func roleOf(file string) (role, string) {
	dir, base := path.Split(path.Clean(file))
	if strings.ContainsAny(base, "\n\r\x00") {
		return foreign, ""
	}
	dir = strings.TrimSuffix(dir, "/")
	switch above := path.Base(dir) == "sysconfig"; {
	case base == "network" && above:
		return globalFile, ""
	case (base == "static-routes" || base == "static-routes-ipv6") && above:
		return staticFile, ""
	case base == "network":
		return foreign, ""
	}
	below, rooted := strings.CutPrefix(dir+"/", "etc/")
	if rooted && below != "sysconfig/network-scripts/" || strings.HasSuffix(dir, "sysconfig/network") {
		return foreign, ""
	}
	kind, name, found := strings.Cut(base, "-")
	if !found || name == "" || name[0] == ':' || ignored(base) {
		return foreign, ""
	}
	switch kind {
	case "ifcfg":
		return linkFile, name
	case "route":
		return routeFile, name
	case "route6":
		return route6File, name
	case "rule":
		return ruleFile, name
	case "rule6":
		return rule6File, name
	}
	return foreign, ""
}

// ignored reports whether a reader skips a file of the name: the loopback's,
// and the copies that editors, package managers and tools leave behind
// (initscripts, __sed_discard_ignored_files; NetworkManager,
// utils_should_ignore_file; facts/dialects.md 2.1 and 3.1).
func ignored(base string) bool {
	if base == "ifcfg-lo" || strings.HasPrefix(base, ".") || strings.Contains(base, ";") {
		return true
	}
	suffixes := []string{"~", ".bak", ".old", ".orig", ".rej", ".rpmnew", ".rpmorig", ".rpmsave", ".augnew", ".augtmp", ".swp", ".tmp"}
	return slices.ContainsFunc(suffixes, func(s string) bool { return strings.HasSuffix(base, s) })
}

// nameProblem says why the kernel refuses a name (net/core/dev.c,
// dev_valid_name), or "".
func nameProblem(name string) string {
	switch {
	case name == "":
		return "it is empty"
	case len(name) > 15:
		return "the kernel takes at most 15 bytes"
	case name == "." || name == "..":
		return "the kernel refuses it"
	case strings.ContainsAny(name, "/:"):
		return `the kernel refuses "/" and ":" in it`
	case !utf8.ValidString(name), strings.ContainsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }):
		return "it holds blanks or control characters"
	}
	return ""
}

// aliasOf splits "bond0:1" into the link's name and whether it is an alias.
func aliasOf(name string) (link string, alias bool) {
	link, _, alias = strings.Cut(name, ":")
	return link, alias && link != ""
}

// rangeOf returns the link of "bond0-range0", the file of a range of aliases
// (ifup-aliases).
func rangeOf(name string) (link string, is bool) {
	i := strings.LastIndex(name, "-range")
	if i <= 0 {
		return "", false
	}
	return name[:i], true
}

// uuidLike reports whether the value has the form of a UUID, by which
// NetworkManager's files may name another profile.
func uuidLike(value string) bool {
	return len(value) == 36 && strings.Count(value, "-") == 4
}
