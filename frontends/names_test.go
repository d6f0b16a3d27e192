package frontends

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

// Ways to name a host, and what is read with it.

const scripts = "a/etc/sysconfig/network-scripts/"

const pair = host + "-- " + scripts + "ifcfg-eth0 --\nDEVICE=eth0\n"

func TestConfigurationFoldersLoadTheirHost(t *testing.T) {
	lay(t, pair)
	all := "a: a/etc/modprobe.conf a/etc/sysconfig/network " + scripts + "ifcfg-bond0 " + scripts + "ifcfg-eth0"
	want(t, trees(t, scripts), all)
	want(t, trees(t, "a/etc/sysconfig"), all)
	for tree := range Find([]string{scripts}, FindOptions{}) {
		files, _ := tree.Read()
		for _, f := range files {
			if tree.Asked(f) != strings.HasPrefix(f.Name, scripts) {
				t.Errorf("findings in %s: %t", f.Name, tree.Asked(f))
			}
		}
	}
	t.Chdir(scripts)
	want(t, trees(t, "."), "a: ../../modprobe.conf ../network ifcfg-bond0 ifcfg-eth0")
	want(t, trees(t, "ifcfg-bond0"), "a: ../../modprobe.conf ../network ifcfg-bond0 ifcfg-eth0")
}

func TestFilesOfOneHostAreOneTree(t *testing.T) {
	lay(t, pair+"-- b/etc/netplan/01.yaml --\n-- c/ifcfg-bond0 --\n-- c/ifcfg-eth0 --\n-- c/odd --\n")
	paths := []string{scripts + "ifcfg-eth0", "b/etc/netplan/01.yaml", "./" + scripts + "ifcfg-bond0", "c/ifcfg-eth0", "c/ifcfg-bond0", "c/odd"}
	want(t, trees(t, paths...),
		"a: a/etc/modprobe.conf a/etc/sysconfig/network "+scripts+"ifcfg-bond0 "+scripts+"ifcfg-eth0",
		"b: b/etc/netplan/01.yaml",
		"c: c/ifcfg-bond0 c/ifcfg-eth0",
		"c: c/odd (partial)")
}

func TestTheWorkingFolderMayBeALink(t *testing.T) {
	lay(t, pair)
	wd, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	link(t, wd, "here")
	for _, name := range []string{"here/" + scripts + "ifcfg-bond0", wd + "/here/" + scripts + "ifcfg-bond0"} {
		if got := trees(t, name); len(got) != 1 || strings.Count(got[0], " ") != 4 {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestOnlyPlacesMakeARoot holds that a fleet may lie below an etc that is no
// part of its hosts.
func TestOnlyPlacesMakeARoot(t *testing.T) {
	lay(t, `
-- m/etc/netplan/01.yaml --
-- m/etc/fleet/a/ifcfg-bond0 --
-- m/etc/fleet/a/ifcfg-eth0 --
`)
	want(t, trees(t, "m/etc/fleet"), "a: m/etc/fleet/a/ifcfg-bond0 m/etc/fleet/a/ifcfg-eth0")
	want(t, trees(t, "m/etc/fleet/a/ifcfg-bond0"), "a: m/etc/fleet/a/ifcfg-bond0 m/etc/fleet/a/ifcfg-eth0")
	want(t, trees(t, "m"), "m: m/etc/netplan/01.yaml")
}

func TestWhatIsAHostInAFleet(t *testing.T) {
	lay(t, `
-- fleet/a/etc/os-release --
-- fleet/a/usr/share/doc/netplan/examples/01.yaml --
network: {version: 2}
-- fleet/b/etc/netplan/01.yaml --
-- fleet/template.yaml --
network: {version: 2}
-- fleet/old/ifcfg-bond0 --
-- fleet/two.bondc.hcl --
-- fleet/c/host.bondc.hcl --
`)
	// Nothing is looked for in a root but its own places; a folder of loose
	// files hides neither roots nor HCL below it, but copies.
	want(t, trees(t, "fleet"),
		"two: fleet/two.bondc.hcl",
		"fleet: fleet/template.yaml",
		"b: fleet/b/etc/netplan/01.yaml",
		"c: fleet/c/host.bondc.hcl")
	want(t, trees(t, "fleet/two.bondc.hcl", "fleet/c/host.bondc.hcl"), "two: fleet/two.bondc.hcl", "c: fleet/c/host.bondc.hcl")
}

func TestShadowsAndMasks(t *testing.T) {
	lay(t, `
-- a/etc/modprobe.d/b.conf --
options bonding miimon=1
-- a/usr/lib/modprobe.d/b.conf --
options bonding miimon=2
-- a/usr/lib/modprobe.d/a.conf --
options bonding max_bonds=0
-- a/usr/lib/modprobe.d/other.conf --
options other x=1
-- a/usr/lib/modprobe.d/systemd.conf --
options bonding max_bonds=7
-- a/etc/netplan/01.yaml --
-- a/lib/netplan/01.yaml --
-- a/lib/netplan/02.yaml --
`)
	link(t, "/dev/null", "a/etc/modprobe.d/systemd.conf")
	link(t, "/dev/null", "a/etc/netplan/02.yaml")
	want(t, trees(t, "a"), "a: a/etc/modprobe.d/b.conf a/etc/netplan/01.yaml a/usr/lib/modprobe.d/a.conf a/usr/lib/modprobe.d/other.conf")
	hosts, _ := read(t, "a", "modprobe")
	if len(hosts) != 1 || len(hosts[0].Files) != 2 || hosts[0].Files[0].Name != "a/usr/lib/modprobe.d/a.conf" {
		t.Errorf("hosts %v", hosts)
	}
}

func TestStandardInputIsReadOnce(t *testing.T) {
	lay(t, "")
	want(t, trees(t, "-", "-"), "stdin: - (partial)", "error: -: there is no standard input, or it was named twice")
}

// TestLinksInCircles walks folders full of links to each other, which have
// more ways through than there is time for.
func TestLinksInCircles(t *testing.T) {
	lay(t, "-- f/readme.md --\n-- f/z/etc/netplan/01.yaml --\n")
	const n = 12
	for i := range n {
		if err := os.Mkdir(fmt.Sprintf("f/d%d", i), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for i := range n {
		for k := range n {
			link(t, fmt.Sprintf("../d%d", k), fmt.Sprintf("f/d%d/to%d", i, k))
		}
	}
	start := time.Now()
	got := trees(t, "f")
	if len(got) != 2 || !strings.HasSuffix(got[0], " unreadable") || got[1] != "z: f/z/etc/netplan/01.yaml" {
		t.Errorf("got %q", got)
	}
	if took := time.Since(start); took > 60*time.Second {
		t.Errorf("took %s", took)
	}
}

func TestEvidenceStaysInTheRoot(t *testing.T) {
	lay(t, "-- a/etc/sysconfig/network --\n-- out/os-release --\nID=rhel\nVERSION_ID=9\n-- out/wants/NetworkManager.service --\n-- a/usr/lib/os-release --\nID=rhel\nVERSION_ID=8.6\n")
	link(t, "../../out/os-release", "a/etc/redhat-release")
	if err := os.MkdirAll("a/etc/systemd/system", 0o755); err != nil {
		t.Fatal(err)
	}
	link(t, "../../../../out/wants", "a/etc/systemd/system/multi-user.target.wants")
	if e := evidence(newHoldings("a", nil)); e.Via != target.Unset {
		t.Errorf("a link out of the root was believed: %v", e)
	}
	link(t, "../usr/lib/os-release", "a/etc/os-release")
	if e := evidence(newHoldings("a", nil)); e.Via != target.NetworkManager {
		t.Errorf("a link inside the root was not followed: %v", e)
	}
}

// TestWithoutPermission is about folders and files that may not be read.
func TestWithoutPermission(t *testing.T) {
	if os.Getuid() == 0 {
		asNobody(t)
		return
	}
	lay(t, pair+"-- f/b/etc/netplan/01.yaml --\n-- f/c/etc/netplan/01.yaml --\n-- f/d/x --\n-- f/e/etc/netplan/01.yaml --\n")
	for _, name := range []string{scripts, "f/b/etc", "f/c/etc/netplan/01.yaml", "f/d"} {
		if err := os.Chmod(name, 0); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(name, 0o755) })
	}
	want(t, trees(t, "a"), "a: a/etc/modprobe.conf a/etc/sysconfig/network unreadable")
	got := trees(t, "f")
	if len(got) != 4 || !strings.Contains(got[0], "unreadable") || got[1] != "c: unreadable" || got[2] != "d: unreadable" || got[3] != "e: f/e/etc/netplan/01.yaml" {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

// asNobody runs the test again in a process that may not read everything.
func asNobody(t *testing.T) {
	t.Helper()
	dir, err := os.MkdirTemp("", "nobody")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	program, err := os.ReadFile("/proc/self/exe")
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{
		os.WriteFile(dir+"/test", program, 0o755), os.Chmod(dir+"/test", 0o755), os.Chmod(dir, 0o777),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	const nobody = 65534
	cmd := exec.Command(dir+"/test", "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "TMPDIR="+dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
		t.Errorf("as another user: %v\n%s", err, out)
	}
}

func TestAFileSpeaksForItsStack(t *testing.T) {
	lay(t, mixed)
	for name, dialect := range map[string]string{
		"a/etc/netplan/01.yaml": "netplan", "a/etc/modprobe.conf": "ifcfg", "a/etc/sysconfig/network-scripts": "ifcfg",
	} {
		if hosts, _ := read(t, name, ""); len(hosts) != 1 || hosts[0].Dialect() != dialect {
			t.Errorf("%s: %v", name, hosts)
		}
	}
	if hosts, diags := read(t, "a/etc/sysconfig/network-scripts", "netplan"); len(hosts) != 0 || len(diags) != 0 {
		t.Errorf("--from netplan on a folder of ifcfg files: %v, %v", hosts, diags)
	}
	hosts, _ := read(t, "a/etc/sysconfig/network-scripts", "")
	if mode := hosts[0].JSON().Links[0].Bond.Mode; mode != "balance-alb" {
		t.Errorf("the mode in modprobe.conf was lost: %q", mode)
	}
}

func TestEveryMachineHasModuleFiles(t *testing.T) {
	lay(t, "-- a/etc/netplan/01.yaml --\nnetwork: {version: 2}\n-- a/etc/modprobe.d/x.conf --\nblacklist pcspkr\n")
	if hosts, _ := read(t, "a", ""); len(hosts) != 1 || hosts[0].Dialect() != "netplan" {
		t.Errorf("hosts %v", hosts)
	}
	write(t, "a/etc/modprobe.d/x.conf", "alias bond0 bonding\n")
	if hosts, _ := read(t, "a", ""); len(hosts) != 1 || hosts[0].Module == nil {
		t.Errorf("hosts %v", hosts)
	}
}

func TestFlawsAreBoundedAndWeighed(t *testing.T) {
	lay(t, "-- a/etc/sysconfig/network --\n-- a/etc/modprobe.d/x.conf --\n-- a/etc/sysconfig/network-scripts/ifcfg-eth0 --\nDEVICE=eth0\n")
	write(t, "a/etc/sysconfig/network-scripts/ifcfg-bond0", "DEVICE=bond0\n  # Gr\xfc\xdfe\nESSID=\"a#\xff\"\n"+strings.Repeat("X=\xff\n", 100))
	_, diags := read(t, "a", "")
	count := map[diag.Severity]int{}
	for _, d := range diags {
		if d.Code == diag.BadEncoding || d.Code == diag.EmptyFile {
			count[d.Severity]++
		}
	}
	if count[diag.Warning] != mostFlaws-1 || count[diag.Info] != 3 {
		t.Errorf("%v: %v", count, diags)
	}
}

func TestDetect(t *testing.T) {
	lay(t, "-- bond.conf --\nnetwork:\n  version: 2\n-- x.yaml --\nDEVICE=bond0\n-- notes --\nhello\n")
	for name, dialect := range map[string]string{"bond.conf": "netplan", "x.yaml": "ifcfg"} {
		if hosts, _ := read(t, name, ""); len(hosts) != 1 || hosts[0].Dialect() != dialect {
			t.Errorf("%s: %v", name, hosts)
		}
	}
	if _, diags := read(t, "notes", ""); codes(diags) != diag.WrongDialect {
		t.Errorf("notes: %v", diags)
	}
	for _, err := range Find([]string{"nowhere/x"}, FindOptions{}) {
		var missing *NotFoundError
		if !errors.As(err, &missing) {
			t.Errorf("%v", err)
		}
	}
}
