package consumers

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/ir/target"
)

// releases are those whose packages fetch unpacks.
var releases = [...]string{"debian-12", "debian-13"}

// program returns the path of an unpacked program. Where it is absent the test
// is skipped, or fails if BONDC_REQUIRE_CONSUMERS is set, as CI does.
func program(t *testing.T, release, name string) string {
	t.Helper()
	cache := os.Getenv("BONDC_CONSUMERS")
	if cache == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			t.Fatal(err)
		}
		cache = filepath.Join(user, "bondc", "consumers")
	}
	path := filepath.Join(cache, release, "bin", name)
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("BONDC_REQUIRE_CONSUMERS") != "" {
			t.Fatalf("%s of %s is not there: run make consumers (%v)", name, release, err)
		}
		t.Skipf("%s of %s is not there: run make consumers", name, release)
	}
	return path
}

// lay writes files below a new root.
func lay(t *testing.T, files map[string][]byte) string {
	t.Helper()
	root := t.TempDir()
	for name, data := range files {
		full := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// generate runs netplan's generator on the root, and returns what it said and
// whether it took the files.
func generate(t *testing.T, generator, root string) (string, bool) {
	t.Helper()
	said, err := exec.Command(generator, "--root-dir", root).CombinedOutput()
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(said), root, ""), err == nil
}

// hosts returns the roots of the example hosts, and of the first input of
// every story.
func hosts(t *testing.T) map[string]string {
	t.Helper()
	roots := map[string]string{}
	dirs, _ := filepath.Glob("../hosts/*")
	for _, dir := range dirs {
		roots["hosts/"+filepath.Base(dir)] = dir
	}
	names, _ := filepath.Glob("../stories/*.txtar")
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		dialect, files := "", map[string][]byte{}
		for _, f := range archive.Files {
			d, path, _ := strings.Cut(strings.TrimPrefix(f.Name, "in/"), "/")
			if strings.HasPrefix(f.Name, "in/") && (dialect == "" || dialect == d) {
				dialect, files[path] = d, f.Data
			}
		}
		roots["stories/"+strings.TrimSuffix(filepath.Base(name), ".txtar")] = lay(t, files)
	}
	if len(roots) < 50 {
		t.Fatalf("only %d hosts were found: the test looks at the wrong folders", len(roots))
	}
	return roots
}

// TestNetplanTakesOutput gives every host, written for a release, to the
// generator of that release.
func TestNetplanTakesOutput(t *testing.T) {
	roots := hosts(t)
	for _, name := range releases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			generator := program(t, name, "netplan-generate")
			release, ok := target.FindRelease(name)
			if !ok {
				t.Fatalf("no release %s", name)
			}
			judged := 0
			for host, root := range roots {
				judged += judge(t, generator, host, root, target.Target{}.On(release))
			}
			t.Logf("netplan of %s took %d outputs", name, judged)
			if judged < len(roots)/2 {
				t.Errorf("only %d of %d hosts were written and judged", judged, len(roots))
			}
		})
	}
}

// judge writes one root's hosts as netplan and returns how many were judged.
func judge(t *testing.T, generator, name, root string, to target.Target) (judged int) {
	for tree, err := range bondc.Trees([]string{root}, bondc.LoadOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, read := range bondc.ReadTree(tree, bondc.LoadOptions{}) {
			c, err := bondc.ConvertRead(read, bondc.ConvertOptions{To: "netplan", Target: to})
			if err != nil || c.Bug {
				t.Errorf("%s: %v, bug %v", name, err, c.Bug)
				continue
			}
			if len(c.Output.Files) == 0 {
				continue
			}
			files := map[string][]byte{}
			for _, f := range c.Output.Files {
				files[f.Path] = f.Data
			}
			if said, ok := generate(t, generator, lay(t, files)); !ok {
				t.Errorf("%s: netplan refuses what bondc wrote: %s", name, said)
			}
			judged++
		}
	}
	return judged
}

// TestNetplanRefuses shows that the generator can say no: what bondc never
// writes, a number for a mode and a port that nothing defines.
func TestNetplanRefuses(t *testing.T) {
	const good = "network:\n  version: 2\n  ethernets: {eth0: {}}\n  bonds:\n    bond0:\n      interfaces: [eth0]\n      parameters: {mode: 802.3ad}\n"
	cases := []struct {
		name, text string
		takes      bool
	}{
		{"as it should be", good, true},
		{"the number of a mode", strings.Replace(good, "802.3ad", "4", 1), false},
		{"a port that is not defined", strings.Replace(good, "[eth0]", "[eth0, eth1]", 1), false},
	}
	for _, release := range releases {
		generator := program(t, release, "netplan-generate")
		for _, c := range cases {
			root := lay(t, map[string][]byte{"etc/netplan/60-bondc.yaml": []byte(c.text)})
			if said, ok := generate(t, generator, root); ok != c.takes {
				t.Errorf("%s, %s: taken is %v, want %v: %s", release, c.name, ok, c.takes, said)
			}
		}
	}
}
