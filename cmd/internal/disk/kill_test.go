package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir"
)

const marked = "# " + ir.Marker + "\n"

// The host of the tests: a file of bondc's, a foreign one, one that is as it is
// to be, and one in a folder that is not there yet.
var (
	before = map[string]string{
		"h/etc/net/own":     marked + "old\n",
		"h/etc/net/foreign": "mine\n",
		"h/etc/net/same":    marked + "same\n",
	}
	after = map[string]string{
		"h/etc/net/own":       marked + strings.Repeat("new\n", 100),
		"h/etc/net/foreign":   marked + "new foreign\n",
		"h/etc/net/same":      marked + "same\n",
		"h/etc/more/deep/new": marked + "new\n",
	}
)

func outputs(files map[string]string) []ir.OutFile {
	var out []ir.OutFile
	for name, text := range files {
		out = append(out, ir.OutFile{Path: strings.TrimPrefix(name, "h/"), Mode: 0o600, Data: []byte(text)})
	}
	slices.SortFunc(out, func(a, b ir.OutFile) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// layBefore puts the old host below a new folder.
func layBefore(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range before {
		full := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// files returns all that is in a folder, folders with a slash.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			all[rel+"/"] = ""
			return nil
		}
		if d.Type()&fs.ModeSymlink != 0 {
			all[rel], err = os.Readlink(name)
			return err
		}
		text, err := os.ReadFile(name)
		all[rel] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// whole demands that each file is the old or the new one, and, where all is
// set, that all are old or all are new.
func whole(t *testing.T, dir string, all bool) {
	t.Helper()
	found := files(t, dir)
	old, now := 0, 0
	for name, text := range after {
		is, there := found[name]
		was, wasThere := before[name]
		switch {
		case is == text && is == was:
		case there == wasThere && is == was:
			old++
		case is == text:
			now++
		default:
			t.Errorf("%s is neither the old nor the new file: %q", name, is)
		}
	}
	if all && old > 0 && now > 0 {
		t.Errorf("%d files are old and %d new:\n%v", old, now, found)
	}
	for name, text := range found {
		if strings.HasSuffix(name, ".bak") && text != before["h/etc/net/foreign"] {
			t.Errorf("the backup %s holds %q", name, text)
		}
		if !all {
			continue
		}
		if strings.Contains(name, ".bondc-") || strings.Contains(name, ".bondc.") {
			t.Errorf("%s is left over", name)
		}
		if old > 0 && (strings.Contains(name, "more") || strings.HasSuffix(name, ".bak")) {
			t.Errorf("%s is left over of what was undone", name)
		}
	}
}

var errKilled = errors.New("killed")

// never is the hook that stops nothing; with one, nothing is flushed.
func never(string, string) error { return nil }

// killAt returns a hook that lets n steps happen and then none.
func killAt(n int) (func(step, name string) error, *bool) {
	killed := new(bool)
	return func(string, string) error {
		if n--; n < 0 {
			*killed = true
			return errKilled
		}
		return nil
	}, killed
}

// attempt writes the new host, as far as it gets.
func attempt(t *testing.T, dir string, hook func(step, name string) error) error {
	t.Helper()
	w, err := Open(dir, Options{Force: true, before: hook})
	if err != nil {
		return err
	}
	err = w.Hosts([]Host{{"h", outputs(after)}})[0]
	return errors.Join(err, w.Close(err == nil))
}

// recovered opens the folder as the next run does, and writes nothing new.
func recovered(t *testing.T, dir string, hook func(step, name string) error) error {
	t.Helper()
	w, err := Open(dir, Options{before: hook})
	if err != nil {
		return err
	}
	guard, err := w.begin()
	guard.release()
	return errors.Join(err, w.Close(true))
}

// TestKilledAtEveryStep stops the writing after each of its steps, and the
// clearing up after that after each of its own.
func TestKilledAtEveryStep(t *testing.T) {
	pairs := 0
	for n, first := 0, true; first; n++ {
		for m, again := 0, true; again; m++ {
			first, again = killedAt(t, n, m)
			if pairs++; pairs > 5000 {
				t.Fatal("the writing does not end")
			}
		}
	}
	if pairs < 100 {
		t.Errorf("only %d places to stop at: the hook is not called", pairs)
	}
	t.Logf("%d places to stop at", pairs)
}

// killedAt stops the writing after n steps and the next run after m, and
// reports whether there are so many.
func killedAt(t *testing.T, n, m int) (first, again bool) {
	dir := layBefore(t)
	hook, killed := killAt(n)
	if err := attempt(t, dir, hook); *killed != (err != nil) {
		t.Fatalf("step %d: %v", n, err)
	}
	if !*killed {
		done(t, dir)
		return false, false
	}
	whole(t, dir, false)
	hook, killed = killAt(m)
	if err := recovered(t, dir, hook); *killed != (err != nil) {
		t.Fatalf("step %d, then %d: %v", n, m, err)
	}
	whole(t, dir, false)
	if err := recovered(t, dir, never); err != nil {
		t.Fatalf("step %d, then %d: %v", n, m, err)
	}
	whole(t, dir, true)
	if err := attempt(t, dir, never); err != nil {
		t.Fatalf("step %d, then %d, then all: %v", n, m, err)
	}
	done(t, dir)
	return true, *killed
}

// done demands the new host and nothing else but the backup.
func done(t *testing.T, dir string) {
	t.Helper()
	found := files(t, dir)
	for name, text := range after {
		if found[name] != text {
			t.Errorf("%s holds %q", name, found[name])
		}
		delete(found, name)
	}
	if found["h/etc/net/foreign.bak"] != before["h/etc/net/foreign"] {
		t.Errorf("there is no backup: %v", found)
	}
	for name := range found {
		if !strings.HasSuffix(name, "/") && name != "h/etc/net/foreign.bak" {
			t.Errorf("%s is left over", name)
		}
	}
}
