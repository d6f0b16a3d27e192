package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/bondc/bondc/ir"
)

// TestRefusedAtEveryStep lets the system refuse one step after another: the
// host is then all old or all new, at once and without another run.
func TestRefusedAtEveryStep(t *testing.T) {
	for n := 0; ; n++ {
		dir, count, where := layBefore(t), 0, ""
		err := attempt(t, dir, func(step, name string) error {
			if count++; count == n+1 {
				where = step + " " + name
				return fs.ErrPermission
			}
			return nil
		})
		if where == "" {
			if n < 20 {
				t.Errorf("only %d steps", n)
			}
			return
		}
		var refused *Refusal
		found := files(t, dir)
		isNew := found["h/etc/net/own"] == after["h/etc/net/own"]
		if err == nil || errors.As(err, &refused) == isNew {
			t.Errorf("%s is not permitted: %v, and the files are new: %t", where, err, isNew)
		}
		if _, left := found[journalName]; left && isNew {
			// What is left over goes with the next run.
			if err := recovered(t, dir, never); err != nil {
				t.Errorf("%s: %v", where, err)
			}
		}
		whole(t, dir, true)
	}
}

// TestAFreshFolderIsThereInTheEnd kills the run at every step: the folder is
// there with all of the host, or not at all, and the next run makes it.
func TestAFreshFolderIsThereInTheEnd(t *testing.T) {
	for n := 0; ; n++ {
		around := t.TempDir()
		dir := filepath.Join(around, "a", "out")
		hook, killed := killAt(n)
		if err := attempt(t, dir, hook); *killed != (err != nil) {
			t.Fatalf("step %d: %v", n, err)
		}
		found := files(t, around)
		if _, there := found["a/out/"]; there {
			for name, text := range after {
				if found["a/out/"+name] != text {
					t.Errorf("step %d: %s is not there: %v", n, name, found)
				}
			}
		}
		if err := attempt(t, dir, never); err != nil {
			t.Fatalf("after step %d: %v", n, err)
		}
		found = files(t, around)
		if len(found) != 3+4+5 { // the folders around, below, and the files
			t.Errorf("after step %d: %v", n, found)
		}
		if !*killed {
			if n < 20 {
				t.Errorf("only %d steps", n)
			}
			return
		}
	}
}

// TestAFreshFolderOfARunThatFails is not there.
func TestAFreshFolderOfARunThatFails(t *testing.T) {
	around := t.TempDir()
	w, err := Open(filepath.Join(around, "out"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Hosts([]Host{{"h", outputs(after)}})[0]; err != nil {
		t.Fatal(err)
	}
	if err := w.Close(false); err != nil {
		t.Fatal(err)
	}
	if found := files(t, around); len(found) != 1 {
		t.Errorf("left over: %v", found)
	}
}

// TestTwoAtOnce writes one host from several goroutines, which have a lock of
// their own each: the files are all of the same run.
func TestTwoAtOnce(t *testing.T) {
	for _, fresh := range []bool{true, false} {
		dir := t.TempDir()
		if fresh {
			dir = filepath.Join(dir, "out")
		}
		var group sync.WaitGroup
		for i := range 8 {
			group.Go(func() {
				var list []ir.OutFile
				for name := range 5 {
					list = append(list, ir.OutFile{Path: fmt.Sprintf("etc/%d", name), Mode: 0o644, Data: fmt.Appendf(nil, "%s%d\n", marked, i)})
				}
				w, err := Open(dir, Options{before: never})
				if err == nil {
					err = errors.Join(w.Hosts([]Host{{"", list}})[0], w.Close(true))
				}
				if err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		texts := map[string]bool{}
		for name, text := range files(t, dir) {
			if strings.HasSuffix(name, "/") {
				continue
			}
			if texts[text] = true; !strings.HasPrefix(name, "etc/") {
				t.Errorf("%s is left over", name)
			}
		}
		if len(texts) != 1 {
			t.Errorf("the files are of several runs: %v", texts)
		}
	}
}

// TestAHostileJournal has names in it that bondc never gives.
func TestAHostileJournal(t *testing.T) {
	for _, text := range []string{
		`{"version":1,"state":"moving","files":[{"path":"a/x","new":"mine","now":""}]}`,
		`{"version":1,"state":"staging","files":[{"path":"a/x","new":"a/.bondc-1-0.new","old":"a/passwd","now":""}]}`,
		`{"version":1,"state":"staging","files":[{"path":"../x","new":"../.bondc-1-0.new","now":""}]}`,
		`{"version":1,"state":"staging","files":[],"folders":["../a"]}`,
		`{"version":1,"state":"staging","files":[{"path":"link/x","new":"link/.bondc-1-0.new","now":""}]}`,
		`{"version":2,"state":"staging","files":[]}`, `[`, ``,
	} {
		around := t.TempDir()
		dir := filepath.Join(around, "out")
		for _, name := range []string{"out/mine", "out/a/passwd", ".bondc-1-0.new", "a/b", "x"} {
			full := filepath.Join(around, name)
			if err := errors.Join(os.MkdirAll(filepath.Dir(full), 0o755), os.WriteFile(full, nil, 0o600)); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(os.Symlink("..", filepath.Join(dir, "link")), os.WriteFile(filepath.Join(dir, journalName), []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
		was := len(files(t, around))
		var refused *Refusal
		if err := attempt(t, dir, nil); !errors.As(err, &refused) {
			t.Errorf("%s: %v", text, err)
		}
		if is := len(files(t, around)); is != was {
			t.Errorf("%s: there are %d files, were %d", text, is, was)
		}
	}
}

// TestSomebodyWroteMeanwhile changes a file by hand after the run was cut
// short: the next run finishes the host and keeps what was written.
func TestSomebodyWroteMeanwhile(t *testing.T) {
	for n := 0; ; n++ {
		dir := layBefore(t)
		hook, killed := killAt(n)
		if err := attempt(t, dir, hook); !*killed || err == nil {
			t.Fatalf("never found the place between the renames: %v", err)
		}
		j, err := (&Writer{dir: dirOf(t, dir)}).readJournal()
		if err != nil {
			t.Fatal(err)
		}
		if j == nil || j.State != moving {
			continue
		}
		const mine = marked + "by hand\n"
		if err := os.WriteFile(filepath.Join(dir, "h/etc/net/own"), []byte(mine), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := recovered(t, dir, nil); err != nil {
			t.Fatal(err)
		}
		found := files(t, dir)
		if found["h/etc/net/own"] != after["h/etc/net/own"] || found["h/etc/net/own.bak"] != mine {
			t.Errorf("got %v", found)
		}
		return
	}
}

func dirOf(t *testing.T, name string) *dir {
	t.Helper()
	root, err := os.OpenRoot(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return &dir{root: root}
}

func TestNothingIsWrittenThatIsThereAlready(t *testing.T) {
	dir := layBefore(t)
	if err := attempt(t, dir, nil); err != nil {
		t.Fatal(err)
	}
	var steps []string
	err := attempt(t, dir, func(step, name string) error {
		steps = append(steps, step+" "+name)
		return nil
	})
	if err != nil || len(steps) > 0 {
		t.Errorf("%v, %q", err, steps)
	}
}

func TestModes(t *testing.T) {
	dir := layBefore(t)
	if err := os.Chmod(filepath.Join(dir, "h/etc/net/same"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := attempt(t, dir, nil); err != nil {
		t.Fatal(err)
	}
	for name := range after {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
	own := filepath.Join(dir, "h/etc/net/own")
	if err := errors.Join(os.Chmod(own, 0o640), Replace(own, []byte("x"), 0o600, nil)); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(own); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestReplace(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "x")
	no := Refuse("no")
	for _, test := range []struct {
		text string
		fits func([]byte) error
		want string
	}{
		{"one\n", nil, "one\n"},
		{"two\n", func(old []byte) error { return no }, "one\n"},
		{"three\n", func(old []byte) error {
			if string(old) != "one\n" {
				return no
			}
			return nil
		}, "three\n"},
	} {
		err := Replace(name, []byte(test.text), 0o600, test.fits)
		if found := files(t, dir); found["x"] != test.want || len(found) != 2 || (err != nil) != (test.want != test.text) {
			t.Errorf("%v, %v", found, err)
		}
	}
	if err := errors.Join(os.Remove(name), os.Symlink("y", name)); err != nil {
		t.Fatal(err)
	}
	var refused *Refusal
	if err := Replace(name, []byte("x"), 0o600, nil); !errors.As(err, &refused) {
		t.Errorf("through a link: %v", err)
	}
	// A folder that is not there is made.
	if err := Replace(filepath.Join(dir, "a", "b", "x"), []byte("x"), 0o600, nil); err != nil {
		t.Error(err)
	}
	if found := files(t, dir); found["a/b/x"] != "x" {
		t.Errorf("%v", found)
	}
}
