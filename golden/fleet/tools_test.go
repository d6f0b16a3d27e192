package fleet

import (
	"os"
	"os/exec"
	"path/filepath"
)

// consumer returns a program that golden/consumers/fetch unpacked, of Debian
// 12, or "" where it is not there.
func consumer(name string) string {
	return cached("BONDC_CONSUMERS", "consumers", filepath.Join("debian-12", "bin", name))
}

// ifup returns the program of ifupdown2 that golden/consumers/fetch-ifupdown2
// unpacked, or "".
func ifup() string {
	return cached("BONDC_CONSUMERS", "consumers", filepath.Join("ifupdown2", "bin", "ifup"))
}

// unpacked returns a program that fetch unpacked, or "".
func unpacked(name string) string { return cached("BONDC_FLEET", "fleet", filepath.Join("bin", name)) }

func cached(variable, folder, name string) string {
	cache := os.Getenv(variable)
	if cache == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return ""
		}
		cache = filepath.Join(user, "bondc", folder)
	}
	path := filepath.Join(cache, name)
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return path
}

// look returns a program of the system, or "".
func look(name string) string {
	path, err := exec.LookPath(name)
	if err != nil {
		return ""
	}
	return path
}
