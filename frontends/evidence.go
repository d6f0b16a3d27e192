package frontends

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/target"
)

// evidence looks in a host's root for who applies its ifcfg files: the units
// that are enabled, the System V links of older releases, and the release
// itself, from RHEL 8 on NetworkManager (facts/dialects.md 3.1).
func evidence(root string) ir.Evidence {
	for _, e := range []struct {
		pattern string
		via     target.Via
	}{
		{"etc/systemd/system/*.wants/NetworkManager.service", target.NetworkManager},
		{"etc/systemd/system/*.wants/network.service", target.Initscripts},
		{"etc/rc.d/rc[35].d/S*NetworkManager", target.NetworkManager},
		{"etc/rc.d/rc[35].d/S*network", target.Initscripts},
	} {
		if found, err := filepath.Glob(escapeGlob(root) + "/" + e.pattern); err == nil && len(found) > 0 {
			rel, _ := filepath.Rel(root, found[0])
			return ir.Evidence{Via: e.via, Why: filepath.ToSlash(rel) + " is there"}
		}
	}
	return releaseEvidence(root)
}

// escapeGlob keeps a folder's name from being read as a pattern.
func escapeGlob(dir string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(dir)
}

func releaseEvidence(root string) ir.Evidence {
	for _, name := range []string{"etc/redhat-release", "etc/os-release"} {
		info, err := os.Stat(root + "/" + name)
		if err != nil || !info.Mode().IsRegular() || info.Size() > 1<<16 {
			continue
		}
		text, err := os.ReadFile(root + "/" + name)
		if err != nil {
			continue
		}
		major, ok := redHatMajor(string(text))
		switch {
		case ok && major >= 8:
			return ir.Evidence{Via: target.NetworkManager, Why: name + " says release " + strconv.Itoa(major)}
		case ok:
			return ir.Evidence{Via: target.Initscripts, Why: name + " says release " + strconv.Itoa(major)}
		}
	}
	return ir.Evidence{}
}

// redHatMajor finds the major release in "CentOS Linux release 7.9.2009" or in
// an os-release file of the Red Hat family.
func redHatMajor(text string) (int, bool) {
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
