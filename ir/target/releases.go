package target

import (
	"errors"
	"fmt"
)

// Release is one row of the table of releases.
type Release struct {
	Name string
	// Versions as the release shipped them; zero where it ships none.
	Kernel, Netplan, Systemd, NM Version
	// Ifcfg is who applies ifcfg files there; Unset where nobody does.
	Ifcfg Via
	// Source says where the versions were read.
	Source string
}

// releases is the one place that ties distribution names to versions. It is a
// literal without calls, so that it costs nothing at start-up.
var releases = [...]Release{
	{Name: "rhel-5", Kernel: Version{2, 6}, NM: Version{0, 7}, Ifcfg: Initscripts, Source: "kernel 2.6.18; Red Hat release notes"},
	{Name: "rhel-6", Kernel: Version{2, 6}, NM: Version{0, 8}, Ifcfg: Initscripts, Source: "kernel 2.6.32; Red Hat release notes"},
	{Name: "rhel-7", Kernel: Version{3, 10}, Systemd: Version{219, 0}, NM: Version{1, 18}, Ifcfg: Initscripts, Source: "kernel 3.10, systemd 219, NetworkManager 1.18; Red Hat release notes"},
	{Name: "rhel-8", Kernel: Version{4, 18}, Systemd: Version{239, 0}, NM: Version{1, 40}, Ifcfg: NetworkManager, Source: "kernel 4.18, systemd 239, NetworkManager 1.40; Red Hat release notes"},
	{Name: "rhel-9", Kernel: Version{5, 14}, Systemd: Version{252, 0}, NM: Version{1, 46}, Ifcfg: NetworkManager, Source: "kernel 5.14, systemd 252; Red Hat release notes"},
	{Name: "rhel-10", Kernel: Version{6, 12}, Systemd: Version{257, 0}, NM: Version{1, 52}, Source: "kernel 6.12, systemd 257; ifcfg-rh is gone; Red Hat release notes"},
	{Name: "ubuntu-18.04", Kernel: Version{4, 15}, Netplan: Version{0, 99}, Systemd: Version{237, 0}, NM: Version{1, 10}, Source: "packages.ubuntu.com, bionic"},
	{Name: "ubuntu-20.04", Kernel: Version{5, 4}, Netplan: Version{0, 104}, Systemd: Version{245, 0}, NM: Version{1, 22}, Source: "facts/dialects.md 7.3; packages.ubuntu.com, focal-updates"},
	{Name: "ubuntu-22.04", Kernel: Version{5, 15}, Netplan: Version{0, 106}, Systemd: Version{249, 0}, NM: Version{1, 36}, Source: "facts/dialects.md 7.3; packages.ubuntu.com, jammy-updates"},
	{Name: "ubuntu-24.04", Kernel: Version{6, 8}, Netplan: Version{1, 0}, Systemd: Version{255, 0}, NM: Version{1, 46}, Source: "facts/dialects.md 7.3; packages.ubuntu.com, noble"},
	{Name: "debian-11", Kernel: Version{5, 10}, Netplan: Version{0, 101}, Systemd: Version{247, 0}, NM: Version{1, 30}, Source: "packages.debian.org, bullseye"},
	{Name: "debian-12", Kernel: Version{6, 1}, Netplan: Version{0, 106}, Systemd: Version{252, 0}, NM: Version{1, 42}, Source: "facts/dialects.md 7.3; facts/lab.md"},
	{Name: "debian-13", Kernel: Version{6, 12}, Netplan: Version{1, 1}, Systemd: Version{257, 0}, NM: Version{1, 52}, Source: "facts/dialects.md 7.3; facts/lab.md"},
	{Name: "sles-15", Kernel: Version{5, 14}, Systemd: Version{249, 0}, NM: Version{1, 38}, Source: "SUSE release notes, 15 SP4"},
}

// Releases returns the table of releases.
func Releases() []Release { return releases[:] }

// FindRelease returns the row of a name.
func FindRelease(name string) (Release, bool) {
	for i := range releases {
		if releases[i].Name == name && name != "" {
			return releases[i], true
		}
	}
	return Release{}, false
}

// On returns the target with the versions of the release filled in.
func (t Target) On(r Release) Target {
	t.Release = r.Name
	t.KernelOf = r.Name
	t.Kernel, t.Netplan, t.Systemd, t.NM = r.Kernel, r.Netplan, r.Systemd, r.NM
	return t
}

// WithKernel returns the target with the kernel of a word: a version of
// mainline ("6.1"), or the release that ships it. The error goes on the sentence
// that starts with the word.
func (t Target) WithKernel(word string) (Target, error) {
	if r, ok := FindRelease(word); ok {
		t.Kernel, t.KernelOf = r.Kernel, r.Name
		return t, nil
	}
	v, err := ParseVersion(word)
	if err != nil {
		return t, errors.New("is neither a version (6.1) nor a release")
	}
	if _, err := CheckVersion(KernelSoftware, v); err != nil {
		return t, fmt.Errorf("is no kernel: %w", err)
	}
	t.Kernel, t.KernelOf = v, ""
	return t, nil
}

// Surroundings returns the names of --env that are no releases: where a guest
// runs.
func Surroundings() []string { return []string{"virtualbox", "vmware"} }
