//go:build unix

package frontends

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/bondc/bondc/ir/diag"
)

func TestFollow(t *testing.T) {
	lay(t, host+"-- out/ifcfg-bond9 --\n-- out/b/etc/netplan/01.yaml --\n")
	dir := "a/etc/sysconfig/network-scripts"
	link(t, "../../../../out/ifcfg-bond9", dir+"/ifcfg-bond9")
	link(t, "../out/b", "a/linked")
	follow := func(path string) []string {
		var list []string
		for tree, err := range Find([]string{path}, FindOptions{Follow: true}) {
			if err != nil {
				t.Fatal(err)
			}
			files, diags := tree.Read()
			if len(diags) > 0 {
				t.Errorf("%s: %v", path, diags)
			}
			for _, f := range files {
				list = append(list, f.Name)
			}
		}
		return list
	}
	want(t, follow("a"), "a/etc/modprobe.conf", "a/etc/sysconfig/network", dir+"/ifcfg-bond0", dir+"/ifcfg-bond9")
	want(t, follow(dir+"/ifcfg-bond0"), "a/etc/modprobe.conf", "a/etc/sysconfig/network", dir+"/ifcfg-bond0", dir+"/ifcfg-bond9")

	// Loops end, wherever they lead.
	lay(t, "-- fleet/a/etc/netplan/01.yaml --\n-- out/b/etc/netplan/01.yaml --\n")
	link(t, "../out", "fleet/out")
	link(t, "../fleet", "out/fleet")
	link(t, "self", "fleet/self")
	link(t, "../..", "fleet/a/up")
	want(t, follow("fleet"), "fleet/a/etc/netplan/01.yaml", "fleet/out/b/etc/netplan/01.yaml")
}

// TestSwappedWhileReading changes what stands under a name between the finding
// and the reading of it.
func TestSwappedWhileReading(t *testing.T) {
	const name = "a/etc/netplan/01.yaml"
	for what, swap := range map[string]func() error{
		"a link out":   func() error { return os.Symlink("../../../secret", name) },
		"a pipe":       func() error { return syscall.Mkfifo(name, 0o644) },
		"a folder":     func() error { return os.Mkdir(name, 0o755) },
		"a link to it": func() error { return os.Symlink("01.yaml", name) },
		"a device":     func() error { return os.Symlink("/dev/zero", name) },
		"nothing":      func() error { return nil },
	} {
		lay(t, "-- "+name+" --\n-- secret --\nsecret\n")
		for tree, err := range Find([]string{"a"}, FindOptions{}) {
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
			if err := swap(); err != nil {
				t.Fatal(err)
			}
			files, diags := tree.Read()
			if len(files) > 0 {
				t.Errorf("%s was read: %q", what, files[0].Raw)
			}
			if found := len(diags) == 1 && diags[0].Code == diag.Unreadable; found != (what != "nothing") {
				t.Errorf("%s: %v", what, diags)
			}
		}
	}
}

// TestFilesThatGrowAndShrink are read while they change: as long as they are
// then, never longer than what is accepted.
func TestFilesThatGrowAndShrink(t *testing.T) {
	lay(t, "-- a/etc/netplan/01.yaml --\n")
	stop := make(chan bool)
	go func() {
		defer close(stop)
		for end := time.Now().Add(200 * time.Millisecond); time.Now().Before(end); {
			_ = os.WriteFile("a/etc/netplan/01.yaml", []byte(strings.Repeat("# x\n", 50_000)), 0o644)
			_ = os.Truncate("a/etc/netplan/01.yaml", 0)
			_ = os.Rename("a/etc/netplan/01.yaml", "a/etc/netplan/02.yaml")
			_ = os.Remove("a/etc/netplan/02.yaml")
		}
	}()
	for done := false; !done; {
		select {
		case <-stop:
			done = true
		default:
		}
		for tree, err := range Find([]string{"a"}, FindOptions{}) {
			if err != nil {
				continue // the folder was empty
			}
			for range Hosts(tree, "", nil) {
			}
		}
	}
}

// TestFoldersVanish while the walk goes on.
func TestFoldersVanish(t *testing.T) {
	var archive strings.Builder
	for i := range 20 {
		fmt.Fprintf(&archive, "-- fleet/h%02d/etc/netplan/01.yaml --\n", i)
	}
	lay(t, archive.String())
	n := 0
	for tree, err := range Find([]string{"fleet"}, FindOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 5 {
			for i := 5; i < 15; i++ {
				if err := os.RemoveAll(fmt.Sprintf("fleet/h%02d", i)); err != nil {
					t.Fatal(err)
				}
			}
		}
		tree.Read()
	}
	if n < 10 || n > 20 {
		t.Errorf("%d hosts", n)
	}
}

// TestDevicesAreNeverOpened puts devices where configuration is read, for which
// it takes root.
func TestDevicesAreNeverOpened(t *testing.T) {
	lay(t, "-- a/etc/netplan/01.yaml --\n")
	const zero = 1<<8 | 5
	if err := syscall.Mknod("a/etc/netplan/02.yaml", syscall.S_IFCHR|0o666, zero); err != nil {
		t.Skipf("no device can be made: %v", err)
	}
	if err := os.Mkdir("a/etc/modprobe.d", 0o755); err != nil {
		t.Fatal(err)
	}
	link(t, "/dev/zero", "a/etc/modprobe.d/bond.conf")
	link(t, "../netplan/02.yaml", "a/etc/modprobe.d/inner.conf")
	want(t, trees(t, "a"), "a: a/etc/netplan/01.yaml unreadable unreadable unreadable")
	want(t, trees(t, "a/etc/netplan/02.yaml"), "error: a/etc/netplan/02.yaml: it is neither a file nor a folder")
}

// TestUnreadableFoldersAreFindings takes the right to read from folders, and
// reads as a user whom that stops.
func TestUnreadableFoldersAreFindings(t *testing.T) {
	lay(t, "-- fleet/a/etc/netplan/01.yaml --\n-- fleet/b/etc/netplan/01.yaml --\n-- fleet/c/etc/netplan/01.yaml --\n-- fleet/d/etc/netplan/01.yaml --\n")
	for _, dir := range []string{"fleet/b", "fleet/c/etc/netplan"} {
		if err := os.Chmod(dir, 0); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(dir, 0o755) })
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Dir(here), 0o755); err != nil {
		t.Fatal(err)
	}
	if os.Geteuid() == 0 {
		const nobody = 65534
		if err := syscall.Seteuid(nobody); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { syscall.Seteuid(0) })
	}
	if _, err := os.ReadDir(here); err != nil {
		t.Skipf("the folder of the test is closed to other users: %v", err)
	}
	want(t, trees(t, "fleet"), "a: fleet/a/etc/netplan/01.yaml", "b: unreadable", "c: unreadable", "d: fleet/d/etc/netplan/01.yaml")
}

// TestHostsNamedInAnyBytes are found, and go by the names that they have.
func TestHostsNamedInAnyBytes(t *testing.T) {
	lay(t, "-- fleet/x --\n")
	for _, name := range []string{"\xff", "a\nb", "\x1b[31m", "-rf", "$(reboot)", "\u202eabc", " ", "a\\b"} {
		dir := filepath.Join("fleet", name, "etc", "netplan")
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "01.yaml"), []byte("network: {version: 2}\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		found := false
		for tree, err := range Find([]string{"fleet"}, FindOptions{}) {
			if err != nil {
				t.Fatal(err)
			}
			files, diags := tree.Read()
			found = found || tree.Name == name && len(files) == 1 && len(diags) == 0
		}
		if !found {
			t.Errorf("%q is not found", name)
		}
	}
}
