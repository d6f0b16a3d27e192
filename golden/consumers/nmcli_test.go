package consumers

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/target"
)

// offline is the nmcli of a release, which makes and changes profiles without a
// daemon. It is asked each thing once.
type offline struct {
	t     *testing.T
	nmcli string
	asked map[string]answer
}

// answer is a profile, or what is wrong with it.
type answer struct {
	profile, said string
	ok            bool
}

func (o *offline) ask(stdin []byte, args ...string) answer {
	o.t.Helper()
	key := string(stdin) + "\x00" + strings.Join(args, "\x00")
	if a, ok := o.asked[key]; ok {
		return a
	}
	var out, said bytes.Buffer
	cmd := exec.Command(o.nmcli, append([]string{"--offline", "connection"}, args...)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(stdin), &out, &said
	err := cmd.Run()
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		o.t.Fatal(err)
	}
	a := answer{out.String(), said.String(), err == nil}
	o.asked[key] = a
	return a
}

// eachNM runs a test with each release's nmcli.
func eachNM(t *testing.T, test func(*testing.T, *offline, target.Target)) {
	for _, release := range releases {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			nm := &offline{t, program(t, release, "nmcli"), map[string]answer{}}
			test(t, nm, on(t, release))
		})
	}
}

const profiles = "etc/NetworkManager/system-connections/"

// TestNmcliTakesScripts runs every script that bondc writes with an nmcli that
// takes notes, hands the calls to the real one, and holds the profiles that it
// makes against what bondc reads in the script.
func TestNmcliTakesScripts(t *testing.T) {
	nmTakes(t, "nmcli", "commands taken, their profiles the same host", func(t *testing.T, nm *offline, name string, out ir.Output) map[string][]byte {
		made := map[string][]byte{}
		for _, call := range calls(t, out) {
			a := nm.ask(nil, call[1:]...)
			if !a.ok {
				t.Errorf("%s: nmcli refuses %q: %s", name, call, a.said)
			}
			made[profiles+call[3]+".nmconnection"] = []byte(a.profile)
		}
		return made
	})
}

// calls are the additions that a script asks of nmcli when it is run.
func calls(t *testing.T, out ir.Output) [][]string {
	t.Helper()
	bin, err := filepath.Abs("testdata/bin")
	if err != nil {
		t.Fatal(err)
	}
	dir := lay(t, output(out))
	cmd := exec.Command("dash", filepath.Join(dir, out.Files[0].Path))
	cmd.Env = []string{"PATH=" + bin + ":" + os.Getenv("PATH"), "NOTES=" + filepath.Join(dir, "notes")}
	if said, ok := run(t, cmd); !ok {
		t.Errorf("the script fails: %s", said)
	}
	notes, err := os.ReadFile(filepath.Join(dir, "notes"))
	if err != nil {
		t.Fatal(err)
	}
	var list [][]string
	for _, call := range strings.Split(string(notes), "\n\x00") {
		words := strings.Split(strings.TrimSuffix(call, "\x00"), "\x00")
		if len(words) > 4 && words[0] == "connection" && words[1] == "add" {
			list = append(list, words)
		}
	}
	return list
}

// TestNmcliTakesKeyfiles gives every profile that bondc writes to nmcli, which
// reads, verifies and writes it; what it writes is the same host.
func TestNmcliTakesKeyfiles(t *testing.T) {
	nmTakes(t, "keyfile", "profiles taken, and the same host when nmcli has written them", func(t *testing.T, nm *offline, name string, out ir.Output) map[string][]byte {
		made := map[string][]byte{}
		for file, data := range output(out) {
			a := nm.ask(data, "modify", "connection.stable-id", "")
			if !a.ok {
				t.Errorf("%s: nmcli refuses %s: %s", name, file, a.said)
			}
			made[file] = []byte(a.profile)
		}
		return made
	})
}

// nmTakes writes every example in a dialect for each release, has its nmcli make
// profiles of the output, and demands that they are the host that bondc reads in
// it. what was judged is counted by profiles.
func nmTakes(t *testing.T, dialect, what string, takes func(t *testing.T, nm *offline, name string, out ir.Output) map[string][]byte) {
	all := examples(t)
	eachNM(t, func(t *testing.T, nm *offline, machine target.Target) {
		judged := 0
		for _, e := range all {
			c, ok := e.written(t, dialect, machine)
			if !ok {
				continue
			}
			made := takes(t, nm, e.name, c.Output)
			judged += len(made)
			ours, _ := read(t, dialect, output(c.Output))
			same(t, e.name, "nmcli's profiles and bondc's "+dialect, made, ours, machine)
		}
		atLeast(t, judged, len(all))
		record(t, dialect, "nmcli", machine.NM.String(), what, judged)
	})
}

// same demands that profiles which NetworkManager's code wrote lead to the host
// that bondc read.
func same(t *testing.T, name, what string, made map[string][]byte, ours *ir.Host, machine target.Target) {
	t.Helper()
	theirs, diags := read(t, "keyfile", made)
	if theirs == nil || ours == nil {
		t.Errorf("%s: no host: %s", name, errors(diags))
		return
	}
	for _, d := range effect.Compare(effect.Facts(theirs, machine), effect.Facts(ours, machine), false) {
		t.Errorf("%s: %s lead to different hosts: %s", name, what, d.String())
	}
}

// atLeast fails a test that judged too little to prove anything.
func atLeast(t *testing.T, judged, least int) {
	t.Helper()
	if judged < least {
		t.Errorf("only %d were judged, want at least %d", judged, least)
	}
}
