package frontends

import (
	"os"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/target"
)

// evidence looks in a host's root for who applies its ifcfg files: the units
// that are enabled, the System V links of older releases, and the release
// itself, from RHEL 8 on NetworkManager (facts/dialects.md 3.1). Before that a
// release says nothing: RHEL 6 and 7 have both. No link out of the root is
// followed: it would lead to the machine that bondc runs on.
func evidence(held *holdings) ir.Evidence {
	major, file := release(held)
	found := enabled(held)
	if found.Via == target.Unset && major >= 8 {
		found = ir.Evidence{Via: target.NetworkManager, Why: file + " says release " + strconv.Itoa(major)}
	}
	if major > 0 {
		found.Release = "rhel-" + strconv.Itoa(major)
	}
	return found
}

// newer finds ifupdown2 by the folder of its configuration, which the package
// brings (ifupdown2 3.0.0).
func newer(held *holdings) ir.Evidence {
	const folder = "etc/network/ifupdown2"
	if len(names(held, folder)) == 0 {
		return ir.Evidence{}
	}
	return ir.Evidence{Via: target.Ifupdown2, Why: folder + " is there"}
}

// enabled looks for what the host starts at boot.
func enabled(held *holdings) ir.Evidence {
	if unit, ok := wanted(held); ok {
		return unit
	}
	for _, level := range []string{"3", "5"} {
		dir := "etc/rc.d/rc" + level + ".d"
		for _, e := range names(held, dir) {
			switch {
			case strings.HasPrefix(e, "S") && strings.HasSuffix(e, "NetworkManager"):
				return ir.Evidence{Via: target.NetworkManager, Why: dir + "/" + e + " is there"}
			case strings.HasPrefix(e, "S") && strings.HasSuffix(e, "network"):
				return ir.Evidence{Via: target.Initscripts, Why: dir + "/" + e + " is there"}
			}
		}
	}
	return ir.Evidence{}
}

// wanted looks for the enabled unit in the folders that systemd starts from.
func wanted(held *holdings) (ir.Evidence, bool) {
	const units = "etc/systemd/system"
	found := ir.Evidence{}
	for _, dir := range names(held, units) {
		if !strings.HasSuffix(dir, ".wants") {
			continue
		}
		for _, unit := range names(held, units+"/"+dir) {
			why := units + "/" + dir + "/" + unit + " is there"
			switch unit {
			case "NetworkManager.service":
				return ir.Evidence{Via: target.NetworkManager, Why: why}, true
			case "network.service":
				found = ir.Evidence{Via: target.Initscripts, Why: why}
			}
		}
	}
	return found, found.Via != target.Unset
}

// names returns the names in a folder of a root, in order; none where it
// cannot be read or is not the root's own.
func names(held *holdings, dir string) []string {
	if !held.may(dir) || !within(held.root, held.root+"/"+dir) {
		return nil
	}
	entries, err := os.ReadDir(held.root + "/" + dir)
	if err != nil {
		return nil
	}
	found := make([]string, len(entries))
	for i, e := range entries {
		found[i] = e.Name()
	}
	return found
}

// release returns the major release of the Red Hat family that the host runs,
// and the file that says so; 0 for another or without such a file.
func release(held *holdings) (major int, file string) {
	for _, name := range []string{"etc/redhat-release", "etc/os-release"} {
		if !held.may(name) {
			continue
		}
		full := held.root + "/" + name
		if info, err := os.Stat(full); err != nil || info.Size() > 1<<16 || !within(held.root, full) {
			continue
		}
		f, err := (&member{full: full}).read()
		if err != nil {
			continue
		}
		if major, ok := redHatMajor(f.Raw); ok {
			return major, name
		}
	}
	return 0, ""
}

// redHatMajor finds the major release in "CentOS Linux release 7.9.2009" or in
// an os-release file of the Red Hat family.
func redHatMajor(text string) (int, bool) {
	if strings.Contains(strings.ToLower(text), "xen") || strings.HasPrefix(text, "Fedora") {
		return 0, false // they count in releases of their own
	}
	if _, after, ok := strings.Cut(text, " release "); ok {
		return leadingNumber(after)
	}
	family, version := false, ""
	for line := range strings.Lines(text) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		value = strings.Trim(value, `"'`)
		switch key {
		case "ID", "ID_LIKE":
			family = family || strings.Contains(value, "rhel") || strings.Contains(value, "centos")
		case "VERSION_ID":
			version = value
		}
	}
	if !family {
		return 0, false
	}
	return leadingNumber(version)
}

func leadingNumber(text string) (int, bool) {
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	n, err := strconv.Atoi(text[:min(digits, 4)])
	return n, err == nil
}
