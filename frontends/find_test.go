package frontends

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

// lay writes an archive below a new folder and goes there, so that paths are
// printed as a user would see them.
func lay(t testing.TB, archive string) {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
}

// trees returns what Find finds, a line a tree: name and files.
func trees(t *testing.T, paths ...string) []string {
	t.Helper()
	var out []string
	for tree, err := range Find(paths, FindOptions{Stdin: strings.NewReader("")}) {
		if err != nil {
			return append(out, "error: "+err.Error())
		}
		files, diags := tree.Read()
		line := tree.Name + ":"
		for _, f := range files {
			line += " " + f.Name
		}
		for _, d := range diags {
			line += " " + d.Code
		}
		if tree.Partial {
			line += " (partial)"
		}
		out = append(out, line)
	}
	return out
}

func want(t *testing.T, got []string, lines ...string) {
	t.Helper()
	if !slices.Equal(got, lines) {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(lines, "\n  "))
	}
}

const host = `
-- a/etc/sysconfig/network-scripts/ifcfg-bond0 --
DEVICE=bond0
-- a/etc/sysconfig/network-scripts/ifcfg-bond0.bak --
-- a/etc/sysconfig/network-scripts/.ifcfg-bond1 --
-- a/etc/sysconfig/network-scripts/ifup-eth --
-- a/etc/sysconfig/network --
-- a/etc/modprobe.conf --
-- a/etc/passwd --
`

func TestAHostsRoot(t *testing.T) {
	lay(t, host)
	files := "a/etc/modprobe.conf a/etc/sysconfig/network a/etc/sysconfig/network-scripts/ifcfg-bond0"
	want(t, trees(t, "a"), "a: "+files)
	want(t, trees(t, "./a/"), "a: "+files)
	want(t, trees(t, "a/etc"), "a: "+files)
}

func TestAFolderOfFiles(t *testing.T) {
	lay(t, "-- copies/ifcfg-bond0 --\n-- copies/route-bond0 --\n-- copies/notes.txt --\n-- copies/compose.yaml --\nservices: {}\n")
	want(t, trees(t, "copies"), "copies: copies/ifcfg-bond0 copies/route-bond0")
}

func TestAFileLoadsItsHost(t *testing.T) {
	lay(t, host)
	name := "a/etc/sysconfig/network-scripts/ifcfg-bond0"
	want(t, trees(t, name), "a: a/etc/modprobe.conf a/etc/sysconfig/network "+name)
	for tree, err := range Find([]string{name}, FindOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		files, _ := tree.Read()
		for _, f := range files {
			if tree.Asked(f) != (f.Name == name) {
				t.Errorf("findings in %s: %t", f.Name, tree.Asked(f))
			}
		}
	}
	lay(t, "-- lone/ifcfg-bond0 --\n-- two/ifcfg-bond0 --\n-- two/ifcfg-eth0 --\n")
	want(t, trees(t, "lone/ifcfg-bond0"), "lone: lone/ifcfg-bond0 (partial)")
	want(t, trees(t, "two/ifcfg-bond0"), "two: two/ifcfg-bond0 two/ifcfg-eth0")
}

func TestAFleet(t *testing.T) {
	lay(t, `
-- fleet/b/etc/netplan/01.yaml --
-- fleet/dc1/a/etc/netplan/01.yaml --
-- fleet/dc1/a/etc/netplan/02.yaml.save --
-- fleet/dc1/c/ifcfg-bond0 --
-- fleet/.git/etc/netplan/01.yaml --
-- fleet/docs/readme.md --
-- fleet/site.bondc.hcl --
-- fleet/.bondc.hcl --
`)
	want(t, trees(t, "fleet"),
		"site: fleet/site.bondc.hcl",
		"b: fleet/b/etc/netplan/01.yaml",
		"dc1/a: fleet/dc1/a/etc/netplan/01.yaml",
		"dc1/c: fleet/dc1/c/ifcfg-bond0")
}

func TestWhatIsNotThere(t *testing.T) {
	lay(t, "-- docs/readme.md --\n")
	for _, path := range []string{"nowhere", "docs"} {
		for tree, err := range Find([]string{path}, FindOptions{}) {
			var missing *NotFoundError
			if tree != nil || !errors.As(err, &missing) {
				t.Errorf("%s: %v, %v", path, tree, err)
			}
		}
	}
}

func TestLinksStayInside(t *testing.T) {
	lay(t, host+"-- out/ifcfg-bond9 --\n-- out/b/etc/netplan/01.yaml --\n")
	dir := "a/etc/sysconfig/network-scripts"
	link(t, "ifcfg-bond0", dir+"/ifcfg-bond1")
	link(t, "../../../../out/ifcfg-bond9", dir+"/ifcfg-bond9")
	link(t, "nowhere", dir+"/ifcfg-bond8")
	want(t, trees(t, "a"), "a: a/etc/modprobe.conf a/etc/sysconfig/network "+dir+"/ifcfg-bond0 "+dir+"/ifcfg-bond1 unreadable unreadable")

	lay(t, "-- fleet/a/etc/netplan/01.yaml --\n-- out/etc/netplan/01.yaml --\n-- fleet/sub/x.md --\n")
	link(t, "..", "fleet/sub/loop")
	link(t, "../out", "fleet/out")
	link(t, "a", "fleet/z")
	want(t, trees(t, "fleet"), "a: fleet/a/etc/netplan/01.yaml", "z: fleet/z/etc/netplan/01.yaml")
}

func link(t *testing.T, to, name string) {
	t.Helper()
	if err := os.Symlink(to, name); err != nil {
		t.Fatal(err)
	}
}

func TestPipesAreNeverOpened(t *testing.T) {
	lay(t, "-- a/etc/netplan/01.yaml --\n")
	if err := syscall.Mkfifo("a/etc/netplan/02.yaml", 0o644); err != nil {
		t.Fatal(err)
	}
	want(t, trees(t, "a"), "a: a/etc/netplan/01.yaml unreadable")
	want(t, trees(t, "a/etc/netplan/02.yaml"), "error: a/etc/netplan/02.yaml: it is neither a file nor a folder")
}

func TestAnUnreadableFileIsAFinding(t *testing.T) {
	lay(t, "-- a/etc/netplan/01.yaml --\n-- a/etc/netplan/02.yaml --\n")
	if os.Getuid() == 0 {
		t.Log("root reads everything: a folder in the place of the file stands in for a file without permission")
	}
	for tree := range Find([]string{"a"}, FindOptions{}) {
		os.Remove("a/etc/netplan/01.yaml")
		os.Remove("a/etc/netplan/02.yaml")
		os.Mkdir("a/etc/netplan/02.yaml", 0o755)
		files, diags := tree.Read()
		if len(files) != 0 || len(diags) != 1 || diags[0].Code != diag.Unreadable {
			t.Errorf("a file that vanished and one that became a folder: %v, %v", files, diags)
		}
	}
}

func TestNamesInAnyBytes(t *testing.T) {
	lay(t, "-- a/etc/netplan/01.yaml --\n")
	if err := os.WriteFile("a/etc/netplan/\xff\n.yaml", nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if got := trees(t, "a"); len(got) != 1 {
		t.Errorf("got %q", got)
	}
}

func TestStandardInput(t *testing.T) {
	for tree, err := range Find([]string{"-"}, FindOptions{Stdin: strings.NewReader("network: {version: 2}\n")}) {
		if err != nil || !tree.Partial {
			t.Fatal(tree, err)
		}
		for h := range Hosts(tree, "", nil) {
			if h.Dialect() != "netplan" {
				t.Errorf("recognised as %q", h.Dialect())
			}
		}
	}
}

func TestEvidence(t *testing.T) {
	for name, want := range map[string]target.Via{
		"etc/systemd/system/multi-user.target.wants/NetworkManager.service": target.NetworkManager,
		"etc/systemd/system/multi-user.target.wants/network.service":        target.Initscripts,
		"etc/rc.d/rc3.d/S10network":                                         target.Initscripts,
		"etc/nothing":                                                       target.Unset,
	} {
		lay(t, "-- h[0]/"+name+" --\n")
		if e := evidence(newHoldings("h[0]", nil)); e.Via != want || (e.Why == "") != (want == target.Unset) {
			t.Errorf("%s: %v", name, e)
		}
	}
	for text, want := range map[string]target.Via{
		"CentOS Linux release 7.9.2009 (Core)\n":                                         target.Unset,
		"XCP-ng release 8.2.1 (xenenterprise)\n":                                         target.Unset,
		"Red Hat Enterprise Linux release 8.4 (Ootpa)":                                   target.NetworkManager,
		"NAME=Rocky\nID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\nVERSION_ID=\"9.3\"\n": target.NetworkManager,
		"ID=ubuntu\nVERSION_ID=\"22.04\"\n":                                              target.Unset,
	} {
		lay(t, "-- h/etc/os-release --\n"+text)
		if strings.Contains(text, " release ") {
			lay(t, "-- h/etc/redhat-release --\n"+text)
		}
		if e := evidence(newHoldings("h", nil)); e.Via != want {
			t.Errorf("%q: %v", text, e)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	var archive strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&archive, "-- fleet/host%04d/etc/netplan/01.yaml --\nnetwork: {version: 2}\n", i)
	}
	lay(b, archive.String())
	for b.Loop() {
		n := 0
		for range Find([]string{"fleet"}, FindOptions{}) {
			n++
		}
		if n != 1000 {
			b.Fatal(n)
		}
	}
}
