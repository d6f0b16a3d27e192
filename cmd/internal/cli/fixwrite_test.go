package cli

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/cmd/internal/disk"
	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir/source"
)

// fixable is a tree of one file below the folder etc/netplan, and the file.
func fixable(t *testing.T, arg, name string) (*frontends.Tree, *source.File) {
	t.Helper()
	for tree, err := range bondc.Trees([]string{arg}, bondc.LoadOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		files, _ := tree.Read()
		for _, f := range files {
			if filepath.Base(f.Name) == name {
				return tree, f
			}
		}
	}
	t.Fatalf("no %s in %s", name, arg)
	return nil, nil
}

func put(t *testing.T, name, text string, mode os.FileMode) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
}

func TestWriteFixed(t *testing.T) {
	root := filepath.Join(t.TempDir(), "root")
	outside := filepath.Join(filepath.Dir(root), "outside.yaml")
	plan := filepath.Join(root, "etc", "netplan")
	put(t, filepath.Join(plan, "plain.yaml"), "network: {}\n", 0o640)
	put(t, filepath.Join(root, "share", "inside.yaml"), "network: {}\n", 0o600)
	put(t, outside, "network: {}\n", 0o600)
	for link, to := range map[string]string{"inside.yaml": "../../share/inside.yaml"} {
		if err := os.Symlink(to, filepath.Join(plan, link)); err != nil {
			t.Fatal(err)
		}
	}
	const now = "network: {version: 2}\n"
	check := func(arg, name, file string, refused bool) {
		t.Helper()
		tree, f := fixable(t, arg, name)
		before, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		err = writeFixed(tree, &bondc.FixedFile{Was: f, Now: now})
		var refusal *disk.Refusal
		if errors.As(err, &refusal) != refused || (err != nil) != refused {
			t.Errorf("%s: %v", name, err)
		}
		text, _ := os.ReadFile(file)
		if (string(text) == now) == refused {
			t.Errorf("%s holds %q", file, text)
		}
		if after, _ := os.Stat(file); after.Mode() != before.Mode() {
			t.Errorf("%s has mode %v, had %v", file, after.Mode(), before.Mode())
		}
	}
	check(root, "plain.yaml", filepath.Join(plan, "plain.yaml"), false)
	check(root, "inside.yaml", filepath.Join(root, "share", "inside.yaml"), false)
	if info, _ := os.Lstat(filepath.Join(plan, "inside.yaml")); info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link is no link any more")
	}

	// A link that was put in the place of the file meanwhile leads out.
	put(t, filepath.Join(plan, "swapped.yaml"), "network: {}\n", 0o600)
	tree, f := fixable(t, root, "swapped.yaml")
	if err := os.Remove(filepath.Join(plan, "swapped.yaml")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(plan, "swapped.yaml")); err != nil {
		t.Fatal(err)
	}
	if err := writeFixed(tree, &bondc.FixedFile{Was: f, Now: now}); err == nil {
		t.Error("a link that leads out was written through")
	}
	if text, _ := os.ReadFile(outside); string(text) == now {
		t.Error("the file outside changed")
	}

	// A file that has changed since it was read stays.
	put(t, filepath.Join(plan, "stale.yaml"), "network: {}\n", 0o600)
	tree, f = fixable(t, root, "stale.yaml")
	put(t, filepath.Join(plan, "stale.yaml"), "network: {renderer: networkd}\n", 0o600)
	if err := writeFixed(tree, &bondc.FixedFile{Was: f, Now: now}); err == nil {
		t.Error("a file that changed meanwhile was overwritten")
	}
	if left, _ := filepath.Glob(filepath.Join(plan, ".bondc-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
