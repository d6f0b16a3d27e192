package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir"
)

// crowdSize is a number of files that the tests have flushed at once.
const crowdSize = 9

// crowd is a host of many files.
func crowd(folder string) Host {
	h := Host{Folder: folder}
	for i := range crowdSize {
		h.Files = append(h.Files, ir.OutFile{Path: fmt.Sprintf("etc/d%d/f", i%3) + fmt.Sprint(i), Mode: 0o644, Data: []byte(marked)})
	}
	return h
}

func attemptAll(dir string, list []Host, hook func(step, name string) error) ([]error, error) {
	w, err := Open(dir, Options{Force: true, before: hook, many: crowdSize - 1})
	if err != nil {
		return nil, err
	}
	errs := w.Hosts(list)
	err = errors.Join(errs...)
	return errs, errors.Join(err, w.Close(err == nil))
}

// crowded counts the files of a crowd that are there.
func crowded(found map[string]string, folder string) int {
	n := 0
	for name, text := range found {
		if strings.HasPrefix(name, folder+"/") && text == marked {
			n++
		}
	}
	return n
}

// TestSeveralHostsKilledAtEveryStep writes two hosts in one go, one of them with
// many files, into a folder with the old files and into a new one.
func TestSeveralHostsKilledAtEveryStep(t *testing.T) {
	list := []Host{{"h", outputs(after)}, crowd("crowd")}
	killed := new(bool)
	*killed = true
	var hook func(step, name string) error
	for n := 0; *killed; n++ {
		dir := layBefore(t)
		hook, killed = killAt(n)
		if _, err := attemptAll(dir, list, hook); *killed != (err != nil) {
			t.Fatalf("step %d: %v", n, err)
		}
		whole(t, dir, false)
		if err := recovered(t, dir, never); err != nil {
			t.Fatalf("step %d: %v", n, err)
		}
		whole(t, dir, true)
		if is := crowded(files(t, dir), "crowd"); is != 0 && is != crowdSize {
			t.Errorf("step %d: %d files of the second host", n, is)
		}
	}
	*killed = true
	for n := 0; *killed; n++ {
		around := t.TempDir()
		dir := filepath.Join(around, "out")
		hook, killed = killAt(n)
		if _, err := attemptAll(dir, list, hook); *killed != (err != nil) {
			t.Fatalf("fresh, step %d: %v", n, err)
		}
		if _, err := attemptAll(dir, list, never); err != nil {
			t.Fatalf("fresh, after step %d: %v", n, err)
		}
		done := files(t, around)
		for name := range maps.Clone(done) {
			if strings.HasPrefix(name, "out/crowd") || strings.HasPrefix(name, "out/h/") {
				delete(done, name)
			}
		}
		if is := crowded(files(t, dir), "crowd"); is != crowdSize || len(done) != 2 {
			t.Errorf("fresh, after step %d: %d files of the second host, and %v", n, is, done)
		}
	}
}

// TestOneHostOfSeveralFails has a host that may not be written: the others are.
func TestOneHostOfSeveralFails(t *testing.T) {
	for _, fresh := range []bool{true, false} {
		dir := filepath.Join(t.TempDir(), "out")
		if !fresh {
			if err := os.Mkdir(dir, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		w, err := Open(dir, Options{many: crowdSize - 1, before: func(step, name string) error {
			if strings.HasPrefix(name, "b/etc/d2") {
				return fs.ErrPermission
			}
			return nil
		}})
		if err != nil {
			t.Fatal(err)
		}
		errs := w.Hosts([]Host{crowd("a"), crowd("b"), crowd("c"), {"d", []ir.OutFile{{Path: "../x"}}}})
		if err := w.Close(true); err != nil {
			t.Fatal(err)
		}
		for i, fails := range []bool{false, true, false, true} {
			if refused := new(Refusal); errors.As(errs[i], &refused) != fails {
				t.Errorf("host %d: %v", i, errs[i])
			}
		}
		found := files(t, dir)
		for folder, want := range map[string]int{"a": crowdSize, "b": 0, "c": crowdSize} {
			if is := crowded(found, folder); is != want {
				t.Errorf("%d files of host %s, want %d", is, folder, want)
			}
		}
		for name := range found {
			if strings.HasPrefix(name, "b/") || strings.Contains(name, ".bondc") {
				t.Errorf("%s is left over", name)
			}
		}
	}
}

// TestHostsInFoldersOfEachOther has hosts whose folders have one above them in
// common, and one whose folder is in that of another.
func TestHostsInFoldersOfEachOther(t *testing.T) {
	dir := t.TempDir()
	one := []ir.OutFile{{Path: "etc/x", Mode: 0o644, Data: []byte(marked)}}
	for range 2 {
		if _, err := attemptAll(dir, []Host{{"site/a", one}, {"site/b", one}, {"site", one}, {"", one}}, nil); err != nil {
			t.Fatal(err)
		}
		if found := files(t, dir); len(found) != 12 {
			t.Errorf("%v", found)
		}
	}
	if err := os.RemoveAll(filepath.Join(dir, "site", "a")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("b", filepath.Join(dir, "site", "a")); err != nil {
		t.Fatal(err)
	}
	errs, _ := attemptAll(dir, []Host{{"site/a", []ir.OutFile{{Path: "etc/y", Mode: 0o644, Data: []byte(marked)}}}, {"site/b", one}}, nil)
	if refused := new(Refusal); !errors.As(errs[0], &refused) || errs[1] != nil {
		t.Errorf("through a link: %v", errs)
	}
}

// BenchmarkHosts writes 64 hosts of nine files into a folder that is there, and
// into one that is not.
func BenchmarkHosts(b *testing.B) {
	for _, fresh := range []bool{true, false} {
		b.Run(map[bool]string{true: "fresh", false: "there"}[fresh], func(b *testing.B) {
			for b.Loop() {
				dir := filepath.Join(b.TempDir(), "out")
				if !fresh {
					_ = os.Mkdir(dir, 0o755)
				}
				var list []Host
				for i := range 64 {
					h := crowd(fmt.Sprint("host", i))
					list = append(list, h)
				}
				w, err := Open(dir, Options{})
				if err != nil {
					b.Fatal(err)
				}
				if err := errors.Join(append(w.Hosts(list), w.Close(true))...); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
