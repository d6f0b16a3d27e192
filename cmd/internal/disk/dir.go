package disk

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
)

// dir is a folder and the steps that change what is below it; no name, and no
// link, leads out of it. Each step is one call of the system that either
// happens or does not, but for writing data.
type dir struct {
	root *os.Root
	// before is called before each step; an error of it stops the step, as a
	// kill would. Only tests set it.
	before func(step, name string) error
	// lazy leaves the flushing of files to the end.
	lazy bool
}

func (d *dir) step(step, name string) error {
	if d.before == nil {
		return nil
	}
	return d.before(step, name)
}

// look is os.Lstat.
func (d *dir) look(name string) (fs.FileInfo, error) { return d.root.Lstat(name) }

// absent reports whether there is nothing under the name, not even a link that
// leads nowhere.
func (d *dir) absent(name string) bool {
	_, err := d.look(name)
	return errors.Is(err, fs.ErrNotExist)
}

// create makes a new file with all of its data, mode and owner, flushed to the
// disk. old, if it is not nil, says whose the file is to be. What was made of it
// stays where a step fails.
func (d *dir) create(name string, data []byte, mode fs.FileMode, old fs.FileInfo) error {
	if err := d.step("create", name); err != nil {
		return err
	}
	f, err := d.root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	half := len(data) / 2
	_, err = f.Write(data[:half])
	if err == nil {
		err = d.step("write the rest of", name)
	}
	if err == nil {
		_, err = f.Write(data[half:])
	}
	if err == nil && old != nil {
		err = own(f, old)
	}
	if err == nil {
		// After the owner, whose change takes some bits away.
		err = f.Chmod(mode)
	}
	if err == nil && !d.lazy {
		err = d.flushOpen(f, name)
	}
	return errors.Join(err, f.Close())
}

// keep gives a file a second name, under which it stays what it is when another
// file takes the first. Where the file system, or a right of the system's, has
// no second names, it is a copy.
func (d *dir) keep(name, second string) error {
	if err := d.step("link", second); err != nil {
		return err
	}
	err := d.root.Link(name, second)
	if err == nil || errors.Is(err, fs.ErrExist) || errors.Is(err, fs.ErrNotExist) {
		return err
	}
	info, err := d.look(name)
	if err != nil {
		return err
	}
	data, err := d.root.ReadFile(name)
	if err != nil {
		return err
	}
	if err := d.create(second, data, info.Mode().Perm(), info); !errors.Is(err, fs.ErrPermission) {
		return err
	}
	// Not the owner's, but a backup all the same.
	if err := d.remove(second); err != nil {
		return err
	}
	return d.create(second, data, info.Mode().Perm(), nil)
}

func (d *dir) rename(from, to string) error {
	if err := d.step("rename", to); err != nil {
		return err
	}
	return d.root.Rename(from, to)
}

// remove removes a file or an empty folder; what is not there is removed.
func (d *dir) remove(name string) error {
	if d.absent(name) {
		return nil
	}
	if err := d.step("remove", name); err != nil {
		return err
	}
	if err := d.root.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// mkdir makes a folder that everybody may look into, whatever the umask: who
// reads the files in the end, such as networkd, need not be who writes them.
func (d *dir) mkdir(name string) error {
	if err := d.step("mkdir", name); err != nil {
		return err
	}
	switch err := d.root.Mkdir(name, 0o755); {
	case errors.Is(err, fs.ErrExist):
		return nil
	case err != nil:
		return err
	}
	return d.root.Chmod(name, 0o755)
}

// flush makes a file, or the names in a folder, last.
func (d *dir) flush(name string) error {
	f, err := d.root.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(d.flushOpen(f, name), f.Close())
}

func (d *dir) flushOpen(f *os.File, name string) error {
	if d.before != nil {
		return d.before("flush", name) // a test stops no machine
	}
	return flush(f)
}

// digest returns what tells a file's content from others, "" where there is
// none that can be read. No link is followed and no device opened.
func (d *dir) digest(name string) string {
	info, err := d.look(name)
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	f, err := d.root.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}

func digestOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// head returns the first two lines of a file, or less where they are long.
func (d *dir) head(name string) []byte {
	f, err := d.root.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	text := make([]byte, 256)
	n, _ := io.ReadFull(f, text)
	text = text[:n]
	if lines := bytes.SplitAfterN(text, []byte("\n"), 3); len(lines) > 2 {
		text = text[:len(lines[0])+len(lines[1])]
	}
	return text
}

// folders returns the folders above a file, the nearest first.
func folders(name string) []string {
	var list []string
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		list = append(list, dir)
	}
	return list
}
