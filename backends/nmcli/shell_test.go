package nmcli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bondc/bondc/backends/internal/nmprofile"
	"github.com/bondc/bondc/backends/internal/sample"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
)

// shell returns the command line of a shell, or skips the test.
func shell(t *testing.T, words ...string) []string {
	t.Helper()
	path, err := exec.LookPath(words[0])
	if err != nil && os.Getenv("CI") != "" {
		t.Fatalf("%s is not installed, and CI must run every shell (.ci/run installs them)", words[0])
	}
	if err != nil {
		t.Skipf("%s is not installed here", words[0])
	}
	return append([]string{path}, words[1:]...)
}

// fake is a folder in which scripts run with a nmcli that only takes notes.
type fake struct{ dir, bin string }

func newFake(t *testing.T) fake {
	t.Helper()
	bin, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	f := fake{t.TempDir(), bin}
	if err := os.MkdirAll(filepath.Join(f.dir, "profiles"), 0o755); err != nil {
		t.Fatal(err)
	}
	return f
}

// profile puts a profile there that no script of ours has made.
func (f fake) profile(t *testing.T, uuid, id, device string) {
	t.Helper()
	text := "id " + id + "\ndevice " + device + "\n"
	if err := os.WriteFile(filepath.Join(f.dir, "profiles", uuid), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// run runs a script and returns nmcli's calls, and what the script said.
func (f fake) run(t *testing.T, sh []string, script string, env ...string) (calls, said string, err error) {
	t.Helper()
	path := filepath.Join(f.dir, "bondc-nmcli.sh")
	if err := os.WriteFile(path, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	os.Remove(filepath.Join(f.dir, "calls"))
	cmd := exec.Command(sh[0], append(sh[1:], "./bondc-nmcli.sh")...)
	cmd.Dir = f.dir
	cmd.Env = append([]string{"PATH=" + f.bin + ":" + os.Getenv("PATH"), "FAKE=" + f.dir}, env...)
	out, err := cmd.CombinedOutput()
	text, _ := os.ReadFile(filepath.Join(f.dir, "calls"))
	return string(text), string(out), err
}

// shells are those that /bin/sh is on the systems that run NetworkManager.
func shells() [][]string { return [][]string{{"dash"}, {"bash"}, {"busybox", "sh"}} }

// TestRunTwice runs a script again: no profile comes twice, and nothing is reset.
//
// demand: G9
func TestRunTwice(t *testing.T) {
	for _, words := range shells() {
		t.Run(words[0], func(t *testing.T) {
			sh := shell(t, words...)
			for _, s := range scripts() {
				script, _ := emit(t, s.host, s.nm)
				if s.name == "every-1.18" || (s.name == "every" && words[0] != "dash") {
					continue // many profiles: one shell is enough
				}
				f := newFake(t)
				first, said, err := f.run(t, sh, script)
				if err != nil || said != "" {
					t.Errorf("%s: %v\n%s", s.name, err, said)
				}
				second, said, err := f.run(t, sh, script)
				if err != nil || said != "" {
					t.Errorf("%s, again: %v\n%s", s.name, err, said)
				}
				golden(t, s.name+".calls", first+"again\n"+second)
				profiles := strings.Count(script, "\nsave ")
				adds, modifies := strings.Count(first, " <add>"), strings.Count(second, " <modify>")
				if adds != profiles || modifies != profiles || strings.Contains(second, " <add>") || strings.Contains(first, " <modify>") {
					t.Errorf("%s: %d profiles, %d adds, then %d modifies", s.name, profiles, adds, modifies)
				}
			}
		})
	}
}

// TestArgumentsArrive compares what nmcli is given with what was meant.
func TestArgumentsArrive(t *testing.T) {
	sh := shell(t, "sh")
	p := &nmprofile.Profile{Name: "bond0", Kind: "bond", Device: "bond0"}
	want := []string{"connection", "add", "con-name", "bond0", "type", "bond", "ifname", "bond0"}
	for _, value := range []string{nasty, "", " ", "-1", "*", "$HOME", "'", "''", "a'", "~", "#", "a\\", "!!", "ä"} {
		p.Props = append(p.Props, nmprofile.Prop{Key: "connection.zone", Value: value})
		want = append(want, "connection.zone", value)
	}
	s := script{profiles: []*nmprofile.Profile{p}, words: nmprofile.Words{Controller: "a", PortType: "b", AutoconnectPorts: "c"}}
	f := newFake(t)
	calls, said, err := f.run(t, sh, string(s.render()))
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	got := ""
	for _, line := range strings.Split(calls, "\n") {
		if strings.HasPrefix(line, " <connection> <add>") {
			got = line
		}
	}
	if diff := cmp.Diff(" <"+strings.Join(want, "> <")+">", got); diff != "" {
		t.Errorf("arguments (-want +got):\n%s", diff)
	}
	if _, err := os.Stat(filepath.Join(f.dir, "pwned")); err == nil {
		t.Error("a value was run as a command")
	}
}

func TestHostileValuesAreText(t *testing.T) {
	for _, words := range shells() {
		t.Run(words[0], func(t *testing.T) {
			sh := shell(t, words...)
			script, _ := emit(t, hostile(), "")
			f := newFake(t)
			if _, said, err := f.run(t, sh, script); err != nil {
				t.Errorf("%v\n%s", err, said)
			}
			if _, err := os.Stat(filepath.Join(f.dir, "pwned")); err == nil {
				t.Error("a value was run as a command")
			}
		})
	}
}

// TestCompetingProfiles runs where other profiles want the same devices.
func TestCompetingProfiles(t *testing.T) {
	sh := shell(t, "sh")
	script, _ := emit(t, sample.Server(), "")
	f := newFake(t)
	f.profile(t, "uuid-a", "System eth0", "eth0")
	f.profile(t, "uuid-b", "bond0", "bond0")
	f.profile(t, "uuid-c", "bond0", "bond0")
	f.profile(t, "uuid-d", "Wired", "eth9")
	calls, said, err := f.run(t, sh, script)
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	for _, uuid := range []string{"uuid-a", "uuid-c"} {
		call := " <connection> <modify> <uuid> <" + uuid + "> <connection.autoconnect> <no>\n"
		if n := strings.Count(calls, call); n != 1 {
			t.Errorf("%s loses its autoconnect %d times", uuid, n)
		}
	}
	for _, uuid := range []string{"uuid-b", "uuid-d"} {
		if strings.Contains(calls, "<"+uuid+"> <connection.autoconnect> <no>") {
			t.Errorf("%s lost its autoconnect", uuid)
		}
	}
	if !strings.Contains(said, "profile uuid-a of eth0 no longer starts by itself") {
		t.Errorf("the script does not say what it did:\n%s", said)
	}
}

// TestOneFailureDoesNotStopTheRest starts all profiles though one fails.
func TestOneFailureDoesNotStopTheRest(t *testing.T) {
	sh := shell(t, "sh")
	script, _ := emit(t, sample.Server(), "")
	calls, said, err := newFake(t).run(t, sh, script, "FAIL=bond0")
	if err == nil || !strings.Contains(said, "bond0 did not start") {
		t.Errorf("the script ends with %v and says %q", err, said)
	}
	if n := strings.Count(calls, " <connection> <up> <uuid>"); n != strings.Count(script, "\nup ") {
		t.Errorf("%d profiles were started", n)
	}
}

// TestPolicyOfABondThatIsThere says where the bond has another fail_over_mac,
// which NetworkManager does not change (docs/verified.md).
func TestPolicyOfABondThatIsThere(t *testing.T) {
	silent := sample.Server()
	silent.Link("bond0").Bond.Settings = silent.Link("bond0").Bond.Settings[:3]
	cases := []struct {
		host *ir.Host
		has  string
		want bool
	}{
		{sample.Server(), "none 0\n", true},
		{sample.Server(), "follow 2\n", true},
		{sample.Server(), "active 1\n", false},
		{silent, "none 0\n", false},
		{silent, "active 1\n", true},
		{silent, "", false},
	}
	for _, words := range shells() {
		t.Run(words[0], func(t *testing.T) {
			sh := shell(t, words...)
			for _, c := range cases {
				f := newFake(t)
				dir := filepath.Join(f.dir, "net", "bond0", "bonding")
				if err := os.MkdirAll(dir, 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(dir, option.Get(option.FailOverMAC).Kernel), []byte(c.has), 0o644); err != nil {
					t.Fatal(err)
				}
				script, _ := emit(t, c.host, "")
				_, said, err := f.run(t, sh, strings.ReplaceAll(script, "/sys/class/net", f.dir+"/net"))
				if err != nil || strings.Contains(said, "keeps its") != c.want {
					t.Errorf("a bond that has %q: %v, it says %q", c.has, err, said)
				}
			}
		})
	}
}

func TestShellcheck(t *testing.T) {
	check := shell(t, "shellcheck")
	for _, s := range scripts() {
		script, _ := emit(t, s.host, s.nm)
		cmd := exec.Command(check[0], "-e", "SC2016,SC1003", "-") // quotes that are meant
		cmd.Stdin = strings.NewReader(script)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", s.name, err, out)
		}
	}
}
