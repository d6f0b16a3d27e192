//go:build linux

package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// command returns this test program as bondc, whose main is the same.
func command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Args = append([]string{"bondc"}, args...)
	cmd.Env = append(os.Environ(), "GOCOVERDIR="+t.TempDir())
	return cmd
}

// layFleet makes a fleet of hosts with a bond whose miimon is as given.
func layFleet(t *testing.T, hosts, miimon int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "fleet")
	for i := range hosts {
		scripts := filepath.Join(dir, fmt.Sprintf("host%d", i), "etc", "sysconfig", "network-scripts")
		put(t, filepath.Join(scripts, "ifcfg-bond0"), fmt.Sprintf("DEVICE=bond0\nTYPE=Bond\nONBOOT=yes\nIPADDR=192.0.2.%d\nPREFIX=24\nMTU=%d\nBONDING_OPTS=\"mode=active-backup miimon=%d\"\n", i+1, 1400+miimon, miimon))
		for _, port := range []string{"eth0", "eth1"} {
			put(t, filepath.Join(scripts, "ifcfg-"+port), "DEVICE="+port+"\nMASTER=bond0\nSLAVE=yes\nONBOOT=yes\n")
		}
	}
	return dir
}

// below returns the texts of all files below a folder.
func below(t *testing.T, dir string) map[string]string {
	t.Helper()
	texts := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		texts[rel] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// TestKill kills bondc with SIGKILL at forty moments of its work: each file is
// the old or the new one, and the next run makes every host the new one.
func TestKill(t *testing.T) {
	const hosts = 6
	now := layFleet(t, hosts, 200)
	work := t.TempDir()
	convert := func(from, out string) *exec.Cmd {
		return command(t, "convert", "--to", "networkd", "--out", out, from)
	}
	must := func(cmd *exec.Cmd) {
		t.Helper()
		if text, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
	}
	must(convert(layFleet(t, hosts, 100), filepath.Join(work, "old")))
	must(convert(now, filepath.Join(work, "new")))
	olds, news := below(t, filepath.Join(work, "old")), below(t, filepath.Join(work, "new"))
	if len(olds) != hosts*5 || len(news) != hosts*5 {
		t.Fatalf("the fleets have %d and %d files", len(olds), len(news))
	}
	out := filepath.Join(work, "out")
	reset := func() {
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(out, os.DirFS(filepath.Join(work, "old"))); err != nil {
			t.Fatal(err)
		}
	}
	reset()
	start := time.Now()
	must(convert(now, out))
	whole := time.Since(start)
	killed := 0
	const moments = 40
	for i := range moments {
		reset()
		cmd := convert(now, out)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(whole * time.Duration(i) / moments)
		_ = cmd.Process.Kill()
		if err := cmd.Wait(); err != nil {
			killed++
		}
		found := below(t, out)
		for name := range olds {
			if text := found[name]; text != olds[name] && text != news[name] {
				t.Errorf("after %d of %d: %s is %q", i, moments, name, text)
			}
		}
		must(convert(now, out))
		found = below(t, out)
		for name, text := range found {
			if text != news[name] {
				t.Errorf("after %d of %d, and another run: %s is %q", i, moments, name, text)
			}
		}
		if len(found) != len(news) {
			t.Errorf("%d files, want %d", len(found), len(news))
		}
	}
	if killed < moments/4 {
		t.Errorf("only %d of %d runs were killed", killed, moments)
	}
}

// TestFullDisk writes to a disk that has room for less and less of the new
// hosts, in a mount namespace of its own.
func TestFullDisk(t *testing.T) {
	probe := exec.Command("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", t.TempDir())
	if text, err := probe.CombinedOutput(); err != nil {
		skip(t, "no disk can be mounted for the test: %v %s", err, text)
	}
	old, now := layFleet(t, 3, 100), layFleet(t, 3, 200)
	bin := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(bin, "bondc")); err != nil {
		t.Fatal(err)
	}
	// A tmpfs gives out pages of 4096 bytes. $room of them are left.
	const script = `
		set -e
		old=$1 new=$2 room=$3 disk=$4 keep=$5
		mount -t tmpfs -o size=256k tmpfs "$disk"
		bondc convert --to networkd --out "$disk/out" "$old"
		cp -a "$disk/out" "$keep/old"
		dd if=/dev/zero of="$disk/fill" bs=4096 2>/dev/null || :
		truncate -s "-$((room * 4096))" "$disk/fill"
		status=0
		bondc convert --to networkd --out "$disk/out" "$new" 2>"$keep/errors" || status=$?
		echo "$status" >"$keep/status"
		cp -a "$disk/out" "$keep/full"
		rm "$disk/fill"
		bondc convert --to networkd --out "$disk/out" "$new"
		cp -a "$disk/out" "$keep/new"`
	failed, done := 0, false
	for room := 0; !done && room < 64; room++ {
		disk, keep := t.TempDir(), t.TempDir()
		cmd := exec.Command("unshare", "-m", "sh", "-c", script, "sh", old, now, fmt.Sprint(room), disk, keep)
		cmd.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"), "GOCOVERDIR="+t.TempDir())
		if text, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("room %d: %v\n%s", room, err, text)
		}
		status, _ := os.ReadFile(filepath.Join(keep, "status"))
		errors, _ := os.ReadFile(filepath.Join(keep, "errors"))
		done = string(status) == "0\n"
		if !done {
			failed++
			if string(status) != "3\n" || !bytes.Contains(errors, []byte("no space left on device")) {
				t.Errorf("room %d: status %s%s", room, status, errors)
			}
		}
		olds, full, news := below(t, filepath.Join(keep, "old")), below(t, filepath.Join(keep, "full")), below(t, filepath.Join(keep, "new"))
		for host := range 3 {
			was, is := 0, 0
			for name, text := range full {
				switch {
				case !strings.HasPrefix(name, fmt.Sprintf("host%d/", host)) || olds[name] == news[name]:
				case text == olds[name]:
					was++
				case text == news[name]:
					is++
				default:
					t.Errorf("room %d: %s is %q", room, name, text)
				}
			}
			if was > 0 && is > 0 || was+is == 0 {
				t.Errorf("room %d: %d files of host %d are old, %d new", room, was, host, is)
			}
		}
		if len(full) != len(olds) || len(news) != len(olds) {
			t.Errorf("room %d: %d files, then %d, then %d", room, len(olds), len(full), len(news))
		}
	}
	if failed < 2 || !done {
		t.Errorf("the disk was full %d times, and room for all: %t", failed, done)
	}
}

// TestFileSizeLimit runs under a limit that no file of the output may reach:
// nothing is there afterwards, whether the system says no or kills.
func TestFileSizeLimit(t *testing.T) {
	fleet, work := layFleet(t, 1, 100), t.TempDir()
	out := filepath.Join(work, "out")
	cmd := command(t, "convert", "--to", "networkd", "--out", out, fleet)
	cmd.Args = append([]string{"sh", "-c", `ulimit -f 0; exec -a bondc "$0" "$@"`, cmd.Path}, cmd.Args[1:]...)
	cmd.Path = need(t, "bash")
	var errors bytes.Buffer
	cmd.Stderr = &errors
	if err := cmd.Run(); err == nil {
		t.Error("it was written all the same")
	}
	if _, err := os.Lstat(out); err == nil {
		t.Errorf("the folder is there\n%s", errors.String())
	}
	if text, err := command(t, "convert", "--to", "networkd", "--out", out, fleet).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, text)
	}
	if left := below(t, work); len(left) != 5 {
		t.Errorf("left over: %v", left)
	}
}

// TestNoRight writes as a user who may not write to one of the hosts: that one
// stays as it is, and the others are written.
func TestNoRight(t *testing.T) {
	if os.Getuid() != 0 {
		skip(t, "only root can become somebody else")
	}
	const nobody = 65534
	fleet := layFleet(t, 3, 100)
	// The folders of tests are for their owner alone.
	work, err := os.MkdirTemp("", "bondc-no-right-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(work) })
	out := filepath.Join(work, "out")
	if text, err := command(t, "convert", "--to", "networkd", "--out", out, fleet).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	olds := below(t, out)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	bondc, from := filepath.Join(work, "bondc"), filepath.Join(work, "fleet")
	if err := os.WriteFile(bondc, program, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(from, os.DirFS(layFleet(t, 3, 200))); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{work, out, from} {
		chown := "chmod -R a+rX " + dir
		if dir == out {
			chown += " && chown -R 65534:65534 " + out + " && chown -R 0 " + out + "/host1"
		}
		must(t, work, nil, "sh", "-c", chown)
	}
	cmd := exec.Command(bondc, "convert", "--to", "networkd", "--out", out, from)
	cmd.Args[0], cmd.Dir = "bondc", work
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	cmd.Env = append(os.Environ(), "GOCOVERDIR=")
	text, err := cmd.CombinedOutput()
	if exitCode(err) != "1" || !strings.Contains(string(text), "host1: not written: ") || !strings.Contains(string(text), "permission denied") {
		t.Errorf("%v\n%s", err, text)
	}
	expected := filepath.Join(t.TempDir(), "out")
	if text, err := command(t, "convert", "--to", "networkd", "--out", expected, from).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	news := below(t, expected)
	for name, is := range below(t, out) {
		want := news[name]
		if strings.HasPrefix(name, "host1/") {
			want = olds[name]
		}
		if is != want {
			t.Errorf("%s is %q", name, is)
		}
	}
}
