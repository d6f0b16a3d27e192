//go:build linux

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"unicode"
	"unicode/utf8"
)

// clean demands that a terminal can obey nothing in a text.
func clean(t *testing.T, what, text string) {
	t.Helper()
	for i, r := range text {
		raw := r == utf8.RuneError && text[i] != "\uFFFD"[0]
		if raw || (r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r))) {
			t.Errorf("%s prints %q in %q", what, r, text[max(0, i-40):min(len(text), i+20)])
			return
		}
	}
}

const hostileText = "\x1b]0;title\x07\x1b[2J\u202egnp\u2066\u200f\u009b31m\x7f\xff\xfe\r::error::forged"

// TestTheTerminalIsLeftAlone runs all that prints on hosts whose names and texts
// drive a terminal.
func TestTheTerminalIsLeftAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "fleet")
	name := strings.NewReplacer("/", "").Replace(hostileText)
	for _, host := range []string{name, name + "\n::error::forged", "x -- --\n-- y"} {
		put(t, filepath.Join(dir, host, "etc/sysconfig/network-scripts/ifcfg-bond0"), "DEVICE=bond0\nTYPE=Bond\nONBOOT=yes\nBONDING_OPTS=\"mode="+hostileText+" miimon=100 "+hostileText+"=1\"\nDNS1="+hostileText+"\n"+hostileText+"=1\n")
		put(t, filepath.Join(dir, host, "etc/sysconfig/network-scripts/ifcfg-eth0"), "DEVICE=eth0\nMASTER=bond0\nSLAVE=yes\nONBOOT=yes\nDOMAIN='"+hostileText+"'\n")
		put(t, filepath.Join(dir, host, "etc/netplan/"+hostileText+".yaml"), "network:\n  version: 2\n  bonds:\n    \""+hostileText+"\": {interfaces: ["+hostileText+"]}\n")
		put(t, filepath.Join(dir, host, hostileText+".bondc.hcl"), "bond \"bond0\" {\n  mode = \""+hostileText+"\"\n}\n")
	}
	var runs [][]string
	for _, format := range []string{"text", "json", "sarif", "github", "gitlab", "junit", "checkstyle"} {
		runs = append(runs, []string{"lint", "--fail-on", "info", "--format", format, dir})
	}
	for _, to := range []string{"netplan", "networkd", "nmcli", "keyfile", "ifcfg", "ifupdown", "hcl"} {
		runs = append(runs, []string{"convert", "--to", to, "--from", "ifcfg", dir})
	}
	runs = append(runs, []string{"show", dir}, []string{"show", "--format", "json", dir}, []string{"show", "--effective", dir}, []string{"show", "--format", "hcl", dir},
		[]string{"lint", filepath.Join(dir, "none"+hostileText)}, []string{"lint", "--from", hostileText, dir}, []string{hostileText}, []string{"lint", "--" + hostileText},
		[]string{"explain", hostileText}, []string{"diff", filepath.Join(dir, name), filepath.Join(dir, "x -- --\n-- y")},
		[]string{"fmt", filepath.Join(dir, name, hostileText+".bondc.hcl")}, []string{"convert", "--to", "netplan", "--rename", hostileText + "=" + hostileText, dir},
		[]string{"convert", "--to", "netplan", "--out", filepath.Join(dir, name, "etc", "netplan", hostileText+".yaml", "x"), dir})
	for _, args := range runs {
		out, _ := command(t, args...).CombinedOutput()
		what := "bondc " + strings.Join(args[:min(3, len(args))], " ")
		if len(out) == 0 {
			t.Errorf("%q prints nothing", what)
		}
		clean(t, what, string(out))
		for line := range strings.Lines(string(out)) {
			if strings.HasPrefix(line, "::error::forged") {
				t.Errorf("%s: a line is forged: %q", what, line)
			}
		}
	}
}

// TestUnreadableFolders runs bondc as a user who may not look into some of the
// folders: the rest is read, and what is not is told.
func TestUnreadableFolders(t *testing.T) {
	if os.Getuid() != 0 {
		skip(t, "only root can become somebody else")
	}
	work, err := os.MkdirTemp("", "bondc-unreadable-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(work) })
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(work, "bondc"), program, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(work, "fleet"), os.DirFS(layFleet(t, 6, 100))); err != nil {
		t.Fatal(err)
	}
	must(t, work, nil, "chmod", "-R", "a+rX", work)
	for _, closed := range []string{"host1", "host2/etc", "host3/etc/sysconfig/network-scripts", "host4/etc/sysconfig/network-scripts/ifcfg-eth0"} {
		if err := os.Chmod(filepath.Join(work, "fleet", closed), 0); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(filepath.Join(work, "bondc"), "lint", "--fail-on", "error", "fleet")
	cmd.Args[0], cmd.Dir = "bondc", work
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	cmd.Env = append(os.Environ(), "GOCOVERDIR=")
	text, err := cmd.CombinedOutput()
	if exitCode(err) != "1" {
		t.Errorf("%v", err)
	}
	for _, closed := range []string{"fleet/host1:", "fleet/host2", "fleet/host3/etc/sysconfig/network-scripts:", "fleet/host4/etc/sysconfig/network-scripts/ifcfg-eth0:"} {
		if !strings.Contains(string(text), closed) {
			t.Errorf("%s is not told", closed)
		}
	}
	if n := strings.Count(string(text), "permission denied"); n < 4 {
		t.Errorf("%d times without permission:\n%s", n, text)
	}
	if strings.Contains(string(text), "fleet/host0") && strings.Contains(string(text), "host0/etc: permission") {
		t.Errorf("%s", text)
	}
}
