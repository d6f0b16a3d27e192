package target

import (
	"strings"
	"testing"
)

func TestCheckVersion(t *testing.T) {
	for _, c := range []struct {
		s     Software
		v     string
		newer bool
		err   string
	}{
		{NetplanSoftware, "0.99", false, ""},
		{NetplanSoftware, "1.2", false, ""},
		{NetplanSoftware, "1.3", true, ""},
		{NetplanSoftware, "2", true, ""},
		{NetplanSoftware, "99", false, "there is no netplan 99.0; known versions are 0.99, 0.101, 0.104, 0.106, 1.0, 1.1 and 1.2"},
		{NetplanSoftware, "0.36", false, "bondc knows netplan from 0.99 on, and no 0.36"},
		{NetplanSoftware, "0", false, "and no 0.0"},
		{SystemdSoftware, "v257", false, ""},
		{SystemdSoftware, "260", true, ""},
		{SystemdSoftware, "1.2", false, "from 219 on, and no 1.2"},
		{SystemdSoftware, "2570", false, "there is no systemd 2570"},
		{NMSoftware, "1.46", false, ""},
		{NMSoftware, "14.6", false, "there is no NetworkManager 14.6"},
		{KernelSoftware, "6.18", false, ""},
		{KernelSoftware, "8.1", true, ""},
		{KernelSoftware, "61", false, "there is no Linux 61.0"},
	} {
		v, err := ParseVersion(c.v)
		if err != nil {
			t.Fatal(err)
		}
		newer, err := CheckVersion(c.s, v)
		switch {
		case newer != c.newer, (err == nil) != (c.err == ""):
			t.Errorf("%s: %t, %v", c.v, newer, err)
		case err != nil && !strings.Contains(err.Error(), c.err):
			t.Errorf("%s: the error is %v, want %q", c.v, err, c.err)
		}
	}
}

// TestReleasesAreKnown holds the tables against each other.
func TestReleasesAreKnown(t *testing.T) {
	for i := range releases {
		for s := range Software(len(knownVersions)) {
			v := releases[i].of(s)
			if newer, err := CheckVersion(s, v); v.Known() && (newer || err != nil) {
				t.Errorf("%s has %v of software %d: %t, %v", releases[i].Name, v, s, newer, err)
			}
		}
	}
	if name, version := Newest(SystemdSoftware); name != "systemd" || version != "257" {
		t.Errorf("the newest is %s %s", name, version)
	}
}
