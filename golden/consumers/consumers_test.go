package consumers

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// releases are those whose packages fetch unpacks.
var releases = [...]string{"debian-12", "debian-13"}

// absent skips the test for want of something, or fails it if
// BONDC_REQUIRE_CONSUMERS is set, as CI does.
func absent(t *testing.T, format string, args ...any) {
	t.Helper()
	if os.Getenv("BONDC_REQUIRE_CONSUMERS") != "" {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}

// program returns the path of an unpacked program of a release.
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
		absent(t, "%s of %s is not there: run make consumers", name, release)
	}
	return path
}

// on returns the machine of a release.
func on(t *testing.T, release string) target.Target {
	t.Helper()
	r, ok := target.FindRelease(release)
	if !ok {
		t.Fatalf("no release %s", release)
	}
	return target.Target{}.On(r)
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

// output returns a backend's files by their paths.
func output(out ir.Output) map[string][]byte {
	files := map[string][]byte{}
	for _, f := range out.Files {
		files[f.Path] = f.Data
	}
	return files
}

// gather reads the files below dir, and names them as below to.
func gather(t *testing.T, dir, to string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		below, _ := filepath.Rel(dir, path)
		files[to+"/"+filepath.ToSlash(below)] = data
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return files
}

// read reads one host's files of a dialect.
func read(t *testing.T, dialect string, files map[string][]byte) (*ir.Host, diag.List) {
	t.Helper()
	front, ok := frontends.Named(dialect)
	if !ok {
		t.Fatalf("bondc does not read %s", dialect)
	}
	var list []*source.File
	for _, name := range sorted(files) {
		if front.Claims(name) {
			list = append(list, source.New(name, name, files[name]))
		}
	}
	for h, diags := range front.Parse(list, ir.ReadOptions{Host: "host"}) {
		return h, diags
	}
	return nil, nil
}

// run runs a program, and returns what it said and whether it was content.
func run(t *testing.T, cmd *exec.Cmd) (string, bool) {
	t.Helper()
	said, err := cmd.CombinedOutput()
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		t.Fatal(err)
	}
	return string(said), err == nil
}

// example is a host to be written for the consumers.
type example struct {
	name string
	bondc.Read
}

// examples returns the example hosts, and of every story the first input.
func examples(t *testing.T) []example {
	t.Helper()
	roots := map[string]string{}
	dirs, _ := filepath.Glob("../hosts/*")
	for _, dir := range dirs {
		roots["hosts/"+filepath.Base(dir)] = dir
	}
	for name, inputs := range stories(t) {
		roots[name] = lay(t, inputs[0].files)
	}
	if len(roots) < 50 {
		t.Fatalf("only %d hosts were found: the test looks at the wrong folders", len(roots))
	}
	var list []example
	for _, name := range sorted(roots) {
		for tree, err := range bondc.Trees([]string{roots[name]}, bondc.LoadOptions{}) {
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range bondc.ReadTree(tree, bondc.LoadOptions{}) {
				list = append(list, example{name, r})
			}
		}
	}
	return list
}

// input is one input of a story.
type input struct {
	dialect string
	files   map[string][]byte
}

// stories returns the inputs of all stories, in the order of the files.
func stories(t *testing.T) map[string][]input {
	t.Helper()
	all := map[string][]input{}
	names, _ := filepath.Glob("../stories/*.txtar")
	for _, file := range names {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := "stories/" + strings.TrimSuffix(filepath.Base(file), ".txtar")
		for _, f := range archive.Files {
			rest, ok := strings.CutPrefix(f.Name, "in/")
			dialect, path, _ := strings.Cut(rest, "/")
			list := all[name]
			if ok && (len(list) == 0 || list[len(list)-1].dialect != dialect) {
				list = append(list, input{dialect, map[string][]byte{}})
			}
			if ok {
				list[len(list)-1].files[path] = f.Data
			}
			all[name] = list
		}
	}
	return all
}

// written converts an example; false means that bondc refuses to.
func (e *example) written(t *testing.T, to string, machine target.Target) (bondc.Conversion, bool) {
	t.Helper()
	c, err := bondc.ConvertRead(e.Read, bondc.ConvertOptions{To: to, Target: machine})
	if err != nil || c.Bug {
		t.Errorf("%s: %v, bug %v", e.name, err, c.Bug)
	}
	return c, err == nil && len(c.Output.Files) > 0
}
