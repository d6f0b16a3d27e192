package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/frontends"
)

// writeFixed puts the fixed text in the place of a file in one step. Mode and
// owner stay; a link is followed as long as it stays inside of PATH; and a file
// that is no longer what was read is left alone.
func writeFixed(t *frontends.Tree, f *bondc.FixedFile) error {
	name := f.Was.Name
	full, top := t.Place(name)
	if full == "" {
		return refuse("%s is no file that can be written", name)
	}
	real, err := filepath.EvalSymlinks(full)
	if err != nil {
		return err
	}
	if !strings.HasPrefix(filepath.ToSlash(real), strings.TrimSuffix(top, "/")+"/") {
		return refuse("%s is not fixed: it is a link that leads out of %s; name the file that it leads to", name, top)
	}
	w, err := openWriter(filepath.Dir(real), true)
	if err != nil {
		return err
	}
	defer w.close()
	base := filepath.Base(real)
	info, err := w.root.Lstat(base)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return refuse("%s is not fixed: it is no longer a regular file", name)
	}
	data, err := w.root.ReadFile(base)
	switch {
	case err != nil:
		return err
	case string(data) == f.Now:
		return nil
	case string(data) != f.Was.Raw:
		return refuse("%s is not fixed: it has changed since it was read", name)
	}
	return w.replace(base, f.Now, info)
}

// replace writes a file beside its place and moves it there, with the mode and
// owner of the one that it replaces.
func (w *writer) replace(name, text string, old fs.FileInfo) error {
	f, temp, err := w.create(".")
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	err = errors.Join(err, own(f, old), f.Chmod(old.Mode().Perm()), f.Sync(), f.Close())
	if err == nil {
		err = w.root.Rename(temp, name)
	}
	if err != nil {
		w.root.Remove(temp)
	}
	return err
}

// own gives a new file the owner and group of an old one.
func own(f *os.File, old fs.FileInfo) error {
	was, ok := old.Sys().(*syscall.Stat_t)
	if !ok {
		return nil
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if is, ok := info.Sys().(*syscall.Stat_t); ok && is.Uid == was.Uid && is.Gid == was.Gid {
		return nil
	}
	return f.Chown(int(was.Uid), int(was.Gid))
}
