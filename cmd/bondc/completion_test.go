package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bondc/bondc/cmd/internal/cli"
)

// print runs bondc in this process and returns what it printed.
func printed(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if status := cli.Run(append([]string{"bondc"}, args...), strings.NewReader(""), &out, &errs); status != 0 {
		t.Fatalf("bondc %v: status %d, %s", args, status, errs.String())
	}
	return out.String()
}

// need returns the path of a program, and skips the test where it is not
// installed; CI installs it.
func need(t *testing.T, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		skip(t, "%s is not installed", program)
	}
	return path
}

// skip leaves a test out, with the reason. CI leaves none out.
func skip(t *testing.T, format string, args ...any) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}

// script writes a completion script to a file.
func script(t *testing.T, shell string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "bondc."+shell)
	if err := os.WriteFile(name, []byte(printed(t, "completion", shell)), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestBashCompletes runs bash on lines that end where the cursor stands.
func TestBashCompletes(t *testing.T) {
	bash, file := need(t, "bash"), script(t, "bash")
	const complete = `
		source "$1"; shift
		COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
		_bondc
		printf '%s\n' "${COMPREPLY[@]}"`
	for _, test := range []struct {
		line string // words, parted by blanks; a blank at the end starts a new one
		want string
	}{
		{"bondc l", "lint"},
		{"bondc ex", "explain"},
		{"bondc lint --form", "--format"},
		{"bondc lint --format sa", "sarif"},
		{"bondc lint --format = ju", "junit"}, // bash breaks --format=ju so
		{"bondc lint --format =", "text json sarif github gitlab junit checkstyle"},
		{"bondc lint hosts --group-by ", "rule host file"},
		{"bondc lint --fail-on n", "never"},
		{"bondc lint --env virt", "virtualbox"},
		{"bondc lint --baseline x", ""},
		{"bondc lint x", ""},
		{"bondc convert --to netp", "netplan"},
		{"bondc show --format h", "hcl"},
		{"bondc explain no-link-m", "no-link-monitor"},
		{"bondc explain MIIMon", "MIIMonitorSec"},
		{"bondc completion z", "zsh"},
		{"bondc help conv", "convert"},
		{"bondc report ", "merge"},
		{"bondc report merge x", ""},
		{"bondc report merge --fail-on i", "info"},
		{"bondc nonsense x", ""},
	} {
		args := append([]string{"-c", complete, "bash", file}, strings.Split(test.line, " ")...)
		out, err := exec.Command(bash, args...).CombinedOutput()
		if err != nil {
			t.Errorf("%q: %v: %s", test.line, err, out)
		}
		if got := strings.Join(strings.Fields(string(out)), " "); got != test.want {
			t.Errorf("%q is completed to %q, want %q", test.line, got, test.want)
		}
	}
}

func TestScriptsAreGoodToTheirShells(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish"} {
		t.Run(shell, func(t *testing.T) {
			if out, err := exec.Command(need(t, shell), "-n", script(t, shell)).CombinedOutput(); err != nil || len(out) > 0 {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
}

// TestFishCompletes asks fish itself.
func TestFishCompletes(t *testing.T) {
	fish, file := need(t, "fish"), script(t, "fish")
	for line, want := range map[string]string{
		"bondc lint --format sa": "sarif", "bondc li": "lint", "bondc lint --group": "--group-by", "bondc completion z": "zsh",
	} {
		cmd := exec.Command(fish, "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", file, line)
		cmd.Env = append(os.Environ(), "HOME="+t.TempDir(), "XDG_CONFIG_HOME="+t.TempDir())
		out, err := cmd.Output()
		word, _, _ := strings.Cut(string(out), "\t")
		if err != nil || strings.TrimSpace(word) != want {
			t.Errorf("%q is completed to %q, %v; want %q", line, out, err, want)
		}
	}
}

func TestManualIsComplete(t *testing.T) {
	text := printed(t, "man")
	for _, want := range []string{".TH BONDC 1", ".SS bondc lint", ".SS bondc completion", `.B \-\-group\-by \fIWORD\fR`, `.B \-\-help, \-h`, ".SH EXIT STATUS"} {
		if !strings.Contains(text, want+"\n") && !strings.Contains(text, want) {
			t.Errorf("the manual page lacks %q", want)
		}
	}
	name := filepath.Join(t.TempDir(), "bondc.1")
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(need(t, "mandoc"), "-T", "lint", "-W", "warning", name).CombinedOutput()
	// An empty date is a warning: bondc has none that would not change.
	for line := range strings.SplitSeq(strings.TrimSpace(string(out)), "\n") {
		if line != "" && !strings.Contains(line, "missing date") {
			t.Errorf("mandoc: %s (%v)", line, err)
		}
	}
}
