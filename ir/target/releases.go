package target

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

// Releases returns the table of releases, the one place that ties
// distribution names to versions.
func Releases() []Release {
	v := func(major, minor int) Version { return Version{major, minor} }
	none := Version{}
	return []Release{
		{"rhel-5", v(2, 6), none, none, v(0, 7), Initscripts, "kernel 2.6.18; Red Hat release notes"},
		{"rhel-6", v(2, 6), none, none, v(0, 8), Initscripts, "kernel 2.6.32; Red Hat release notes"},
		{"rhel-7", v(3, 10), none, v(219, 0), v(1, 18), Initscripts, "kernel 3.10, systemd 219, NetworkManager 1.18; Red Hat release notes"},
		{"rhel-8", v(4, 18), none, v(239, 0), v(1, 40), NetworkManager, "kernel 4.18, systemd 239, NetworkManager 1.40; Red Hat release notes"},
		{"rhel-9", v(5, 14), none, v(252, 0), v(1, 46), NetworkManager, "kernel 5.14, systemd 252; Red Hat release notes"},
		{"rhel-10", v(6, 12), none, v(257, 0), v(1, 52), Unset, "kernel 6.12, systemd 257; ifcfg-rh is gone; Red Hat release notes"},
		{"ubuntu-18.04", v(4, 15), v(0, 99), v(237, 0), v(1, 10), Unset, "packages.ubuntu.com, bionic"},
		{"ubuntu-20.04", v(5, 4), v(0, 104), v(245, 0), v(1, 22), Unset, "facts/dialects.md 7.3; packages.ubuntu.com, focal-updates"},
		{"ubuntu-22.04", v(5, 15), v(0, 106), v(249, 0), v(1, 36), Unset, "facts/dialects.md 7.3; packages.ubuntu.com, jammy-updates"},
		{"ubuntu-24.04", v(6, 8), v(1, 0), v(255, 0), v(1, 46), Unset, "facts/dialects.md 7.3; packages.ubuntu.com, noble"},
		{"debian-11", v(5, 10), v(0, 101), v(247, 0), v(1, 30), Unset, "packages.debian.org, bullseye"},
		{"debian-12", v(6, 1), v(0, 106), v(252, 0), v(1, 42), Unset, "facts/dialects.md 7.3; facts/lab.md"},
		{"debian-13", v(6, 12), v(1, 1), v(257, 0), v(1, 52), Unset, "facts/dialects.md 7.3; facts/lab.md"},
		{"sles-15", v(5, 14), none, v(249, 0), v(1, 38), Unset, "SUSE release notes, 15 SP4"},
	}
}

// FindRelease returns the row of a name.
func FindRelease(name string) (Release, bool) {
	for _, r := range Releases() {
		if r.Name == name {
			return r, true
		}
	}
	return Release{}, false
}

// On returns the target with the versions of the release filled in.
func (t Target) On(r Release) Target {
	t.Release = r.Name
	t.Kernel, t.Netplan, t.Systemd, t.NM = r.Kernel, r.Netplan, r.Systemd, r.NM
	return t
}

// Surroundings returns the names of --env that are no releases: where a guest
// runs.
func Surroundings() []string { return []string{"virtualbox", "vmware"} }
