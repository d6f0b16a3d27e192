package main

import (
	"debug/elf"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/bondc/bondc/frontends"
)

const top = "../.."

// run runs a program and returns its status and all that it printed.
func run(t *testing.T, dir string, env []string, name string, args ...string) (string, string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	status := "0"
	if err != nil {
		status = exitCode(err)
	}
	return status, string(out)
}

func must(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	status, out := run(t, dir, env, name, args...)
	if status != "0" {
		t.Fatalf("%s %v: status %s\n%s", name, args, status, out)
	}
	return out
}

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

const badBond = "DEVICE=bond0\nTYPE=Bond\nONBOOT=yes\nBONDING_OPTS=\"mode=active-backup\"\n"

// TestGoInstall installs as "go install" does for everybody: it refuses a
// module that replaces others.
func TestGoInstall(t *testing.T) {
	bin := t.TempDir()
	must(t, top, []string{"GOBIN=" + bin, "GOFLAGS=-buildvcs=false"}, "go", "install", "./cmd/bondc")
	if out := must(t, bin, nil, filepath.Join(bin, "bondc"), "version"); !strings.HasPrefix(out, "bondc ") {
		t.Errorf("the version is %q", out)
	}
	if mod := must(t, top, nil, "go", "mod", "edit", "-json"); strings.Contains(mod, `"New"`) {
		t.Errorf("go.mod replaces modules, which go install refuses:\n%s", mod)
	}
}

// TestContainer runs the build step of the recipe, and wants a program that
// needs nothing of the empty image that it is put into. No image is built:
// that needs a daemon and a network.
func TestContainer(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(top, "Containerfile"))
	if err != nil {
		t.Fatal(err)
	}
	step := regexp.MustCompile(`(?m)^RUN (.*go build.*)$`).FindStringSubmatch(string(text))
	if step == nil || !strings.Contains(string(text), "\nFROM scratch\n") {
		t.Fatalf("no build step, or no empty image, in:\n%s", text)
	}
	out := filepath.Join(t.TempDir(), "bondc")
	must(t, top, nil, need(t, "bash"), "-ec", strings.Replace(step[1], " /bondc ", " "+out+" ", 1))
	if runtime.GOOS != "linux" {
		t.Skip("only a program for Linux can be looked at")
	}
	f, err := elf.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if libs, err := f.ImportedLibraries(); err != nil || len(libs) > 0 || f.Section(".interp") != nil {
		t.Errorf("the program is not static: %v, %v", libs, err)
	}
	must(t, t.TempDir(), nil, out, "version")
}

// TestAction runs the steps of the GitHub Action in bash, as the runner does.
func TestAction(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(top, "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var action struct {
		Inputs map[string]struct{ Description, Default string }
		Runs   struct {
			Using string
			Steps []struct {
				Uses, Shell, Run string
				Env              map[string]string
			}
		}
	}
	if err := yaml.Unmarshal(text, &action); err != nil {
		t.Fatal(err)
	}
	source, err := filepath.Abs(top)
	if err != nil {
		t.Fatal(err)
	}
	work, temp := t.TempDir(), t.TempDir()
	put(t, filepath.Join(work, "a b", "etc", "sysconfig", "network-scripts", "ifcfg-bond0"), badBond)
	expression := regexp.MustCompile(`\$\{\{ *([a-z.-]+)([a-z_-]*) *\}\}`)
	steps := func(inputs map[string]string) (status, out string) {
		for _, step := range action.Runs.Steps {
			if step.Uses != "" {
				continue
			}
			env := []string{"RUNNER_TEMP=" + temp, "GOFLAGS=-buildvcs=false"}
			for name, value := range step.Env {
				env = append(env, name+"="+expression.ReplaceAllStringFunc(value, func(e string) string {
					e = strings.Trim(e, "${} ")
					if e == "github.action_path" {
						return source
					}
					input := strings.TrimPrefix(e, "inputs.")
					if _, ok := action.Inputs[input]; !ok {
						t.Fatalf("%s is no input", e)
					}
					if given, ok := inputs[input]; ok {
						return given
					}
					return action.Inputs[input].Default
				}))
			}
			if expression.MatchString(step.Run) {
				t.Errorf("an input is put into a script:\n%s", step.Run)
			}
			if status, out = run(t, work, env, need(t, step.Shell), "--noprofile", "--norc", "-eo", "pipefail", "-c", step.Run); status != "0" {
				return status, out
			}
		}
		return status, out
	}
	if status, out := steps(nil); status != "1" || !strings.Contains(out, "::error file=a b/etc/") {
		t.Errorf("status %s\n%s", status, out)
	}
	if status, out := steps(map[string]string{"fail-on": "never", "format": "sarif", "output": "out.sarif", "paths": "a b\n", "flags": "--env=rhel-7\n-v\n"}); status != "0" || out != "" {
		t.Errorf("status %s\n%s", status, out)
	}
	if log, err := os.ReadFile(filepath.Join(work, "out.sarif")); err != nil || !strings.Contains(string(log), `"ruleId":"no-link-monitor"`) {
		t.Errorf("out.sarif: %v\n%s", err, log)
	}
	if status, out := steps(map[string]string{"paths": "$(touch broken)\n`touch broken`"}); status != "2" || !strings.Contains(out, "no such file") {
		t.Errorf("status %s\n%s", status, out)
	}
	if _, err := os.Stat(filepath.Join(work, "broken")); err == nil {
		t.Error("an input was executed")
	}
}

type hook struct{ ID, Entry, Language, Files string }

func hooks(t *testing.T) []hook {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(top, ".pre-commit-hooks.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var list []hook
	if err := yaml.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// TestHooksNameTheFiles holds the pattern of the lint hook to files that the readers
// claim.
func TestHooksNameTheFiles(t *testing.T) {
	var lint, format *regexp.Regexp
	for _, h := range hooks(t) {
		pattern := strings.TrimPrefix(strings.Join(strings.Fields(h.Files), ""), "(?x)")
		if h.ID == "bondc-lint" {
			lint = regexp.MustCompile(pattern)
		} else {
			format = regexp.MustCompile(pattern)
		}
	}
	for _, name := range []string{
		"etc/sysconfig/network-scripts/ifcfg-bond0", "etc/sysconfig/network-scripts/route-bond0", "etc/sysconfig/network-scripts/rule6-eth0",
		"etc/sysconfig/network", "etc/modprobe.conf", "etc/modprobe.d/bonding.conf", "etc/netplan/01-net.yaml",
		"etc/NetworkManager/system-connections/bond0.nmconnection", "fleet.bondc.hcl", "bondc-nmcli.sh",
		"etc/systemd/network/25-bond0.netdev", "etc/systemd/network/30-bond0.network", "usr/lib/systemd/network/99-default.link",
		"etc/systemd/network/25-bond0.netdev.d/mii.conf",
	} {
		if !slices.ContainsFunc(frontends.All(), func(f frontends.Frontend) bool { return f.Claims(name) }) {
			t.Errorf("%s: no reader claims it", name)
		}
		if !lint.MatchString("hosts/a/"+name) || !lint.MatchString(name) {
			t.Errorf("%s: the hook does not name it", name)
		}
	}
	// Alone, any YAML may be netplan's and any script nmcli's; most is not.
	for _, name := range []string{"README.md", "etc/hosts", "etc/netplan/01-net.yaml.bak", "playbook.yaml", "install.sh", "etc/systemd/networkd.conf", "sshd.service.d/x.conf", "30-bond0.network~"} {
		if lint.MatchString(name) {
			t.Errorf("%s: the hook names it", name)
		}
	}
	if !format.MatchString("a.bondc.hcl") || format.MatchString("a/.bondc.hcl") || lint.MatchString("a/.bondc.hcl") {
		t.Error("the settings are no hosts")
	}
}

// TestPreCommit runs the hooks with pre-commit itself, on a repository of its
// own, from a copy of this tree that it clones and builds.
func TestPreCommit(t *testing.T) {
	preCommit, git := need(t, "pre-commit"), need(t, "git")
	env := []string{
		"PRE_COMMIT_HOME=" + t.TempDir(), "HOME=" + t.TempDir(),
		// Without the paths of the copy in it, what was compiled the time before
		// is taken from the cache.
		"GOFLAGS=-buildvcs=false -trimpath",
		// What this test was built from is in the cache already; nothing is
		// fetched.
		"GOMODCACHE=" + strings.TrimSpace(must(t, top, nil, "go", "env", "GOMODCACHE")), "GOPROXY=off",
		"GOCACHE=" + strings.TrimSpace(must(t, top, nil, "go", "env", "GOCACHE")),
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org",
		"GIT_CONFIG_GLOBAL=" + os.DevNull,
	}
	files := must(t, top, nil, git, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	source := t.TempDir()
	for name := range strings.SplitSeq(strings.TrimSuffix(files, "\x00"), "\x00") {
		if data, err := os.ReadFile(filepath.Join(top, name)); err == nil {
			put(t, filepath.Join(source, name), string(data))
		}
	}
	commit := func(dir string) string {
		must(t, dir, env, git, "init", "-q")
		must(t, dir, env, git, "add", "-A")
		must(t, dir, env, git, "commit", "-q", "-m", "x")
		return strings.TrimSpace(must(t, dir, env, git, "rev-parse", "HEAD"))
	}
	rev := commit(source)
	repo := t.TempDir()
	put(t, filepath.Join(repo, ".pre-commit-config.yaml"), "repos:\n  - repo: "+source+"\n    rev: "+rev+"\n    hooks:\n      - id: bondc-lint\n      - id: bondc-fmt\n")
	bond := filepath.Join(repo, "hosts", "a", "etc", "sysconfig", "network-scripts", "ifcfg-bond0")
	put(t, bond, badBond)
	put(t, filepath.Join(repo, "fleet.bondc.hcl"), "bond \"bond0\" {\nmode = \"active-backup\"\n  miimon = 100\n  ports = [\"eth0\", \"eth1\"]\n}\n")
	put(t, filepath.Join(repo, "README.md"), "no configuration\n")
	commit(repo)
	status, out := run(t, repo, env, preCommit, "run", "--all-files", "--color", "never")
	if status != "1" || !strings.Contains(out, "Error [no-link-monitor]") || !strings.Contains(out, "hosts/a/etc/sysconfig/network-scripts/ifcfg-bond0:1:1") ||
		!strings.Contains(out, "files were modified by this hook") {
		t.Fatalf("status %s\n%s", status, out)
	}
	put(t, bond, strings.Replace(badBond, "backup", "backup miimon=100", 1))
	put(t, filepath.Join(filepath.Dir(bond), "ifcfg-eth0"), "DEVICE=eth0\nMASTER=bond0\nSLAVE=yes\nONBOOT=yes\n")
	must(t, repo, env, git, "add", "-A")
	status, out = run(t, repo, env, preCommit, "run", "--all-files", "--color", "never")
	if status != "0" || strings.Count(out, "Passed") != 2 {
		t.Errorf("status %s\n%s", status, out)
	}
}
