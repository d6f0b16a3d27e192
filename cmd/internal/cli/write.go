package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"

	"github.com/bondc/bondc/ir"
)

// writer puts files below a directory: each in one atomic step, never through
// a symbolic link, and never over a file that bondc did not write unless
// forced.
type writer struct {
	root  *os.Root
	force bool
}

// openWriter makes the directory if need be and returns a writer into it.
func openWriter(dir string, force bool) (*writer, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &writer{root: root, force: force}, nil
}

func (w *writer) close() { w.root.Close() }

// write puts all files of an output below the folder. All are checked before
// the first is touched.
func (w *writer) write(folder string, out ir.Output) error {
	for _, f := range out.Files {
		if err := w.check(path.Join(folder, f.Path)); err != nil {
			return err
		}
	}
	for _, f := range out.Files {
		if err := w.put(path.Join(folder, f.Path), f); err != nil {
			return err
		}
	}
	return nil
}

// check refuses names that leave the directory, pass through a link or would
// replace a foreign file.
func (w *writer) check(name string) error {
	if !fs.ValidPath(name) {
		return refuse("%q is not a path below the output directory", name)
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		info, err := w.root.Lstat(dir)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if !info.IsDir() {
			return refuse("%s is not a folder: bondc does not write through links or files", dir)
		}
	}
	info, err := w.root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return refuse("%s exists and is not a regular file", name)
	case w.force || w.ours(name):
		return nil
	}
	return refuse("%s exists and was not written by bondc; --force replaces it and keeps a backup", name)
}

// refusal is why a host's files are not put where they belong: a fault of the
// place, not of bondc.
type refusal struct{ reason string }

func (r *refusal) Error() string { return r.reason }

func refuse(format string, args ...any) error { return &refusal{fmt.Sprintf(format, args...)} }

// ours reports whether the file says in one of its first two lines that bondc
// wrote it.
func (w *writer) ours(name string) bool {
	f, err := w.root.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 256)
	n, _ := f.Read(head)
	lines := bytes.SplitN(head[:n], []byte("\n"), 3)
	for _, line := range lines[:min(len(lines), 2)] {
		if bytes.Contains(line, []byte(ir.Marker)) {
			return true
		}
	}
	return false
}

func (w *writer) put(name string, file ir.OutFile) error {
	if err := w.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	if err := w.backup(name); err != nil {
		return err
	}
	temp, err := w.temp(name, file)
	if err != nil {
		return err
	}
	if err := w.root.Rename(temp, name); err != nil {
		w.root.Remove(temp)
		return err
	}
	return nil
}

// temp writes the file's data beside its place, flushed to disk.
func (w *writer) temp(name string, file ir.OutFile) (string, error) {
	f, temp, err := w.create(path.Dir(name))
	if err != nil {
		return "", err
	}
	_, err = f.Write(file.Data)
	err = errors.Join(err, f.Chmod(fs.FileMode(file.Mode)), f.Sync(), f.Close())
	if err != nil {
		w.root.Remove(temp)
		return "", err
	}
	return temp, nil
}

// create makes a new hidden file in a folder, under a name that no other run
// of bondc has.
func (w *writer) create(folder string) (*os.File, string, error) {
	for i := 0; ; i++ {
		temp := path.Join(folder, fmt.Sprintf(".bondc-%d-%d.tmp", os.Getpid(), i))
		f, err := w.root.OpenFile(temp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if !errors.Is(err, fs.ErrExist) {
			return f, temp, err
		}
	}
}

// backup keeps a copy of a foreign file that is about to be replaced. The
// name ends in .bak, which every reader of configuration leaves alone.
func (w *writer) backup(name string) error {
	info, err := w.root.Lstat(name)
	if err != nil || w.ours(name) {
		return nil
	}
	data, err := w.root.ReadFile(name)
	if err != nil {
		return err
	}
	for i := 0; ; i++ {
		copyName := name + ".bak"
		if i > 0 {
			copyName = fmt.Sprintf("%s.%d.bak", name, i)
		}
		f, err := w.root.OpenFile(copyName, os.O_CREATE|os.O_EXCL|os.O_WRONLY, info.Mode().Perm())
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return err
		}
		_, err = f.Write(data)
		return errors.Join(err, f.Sync(), f.Close())
	}
}
