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
	"strings"
)

// dir is a folder and the steps that change what is below it; no name, and no
// link, leads out of it. Each step is one call of the system that either
// happens or does not, but for writing data.
type dir struct {
	root *os.Root
	// before is called before each step; an error of it stops the step, as a
	// kill would. Only tests set it.
	before func(step, name string) error
	// folder and inner are the folder that a file was last looked for in: most
	// files are in the folder of the one before, and the way there takes a call
	// of the system for each part of it.
	folder string
	inner  *os.Root
}

// at returns the folder that a name is in, and the name in there.
func (d *dir) at(name string) (*os.Root, string, error) {
	folder, base := path.Split(name)
	folder = path.Clean(folder)
	if folder == "." {
		return d.root, base, nil
	}
	if d.inner != nil && d.folder == folder {
		return d.inner, base, nil
	}
	from, rest := d.root, folder
	if d.inner != nil && strings.HasPrefix(folder, d.folder+"/") {
		from, rest = d.inner, folder[len(d.folder)+1:]
	}
	inner, err := from.OpenRoot(rest)
	if err != nil {
		return nil, "", err
	}
	d.leave()
	d.folder, d.inner = folder, inner
	return inner, base, nil
}

// leave lets go of the folder that files were last looked for in. What is open
// cannot be moved on Windows, and what was removed may be made anew.
func (d *dir) leave() {
	if d.inner != nil {
		d.inner.Close()
		d.inner = nil
	}
}

func (d *dir) close() error {
	d.leave()
	return d.root.Close()
}

func (d *dir) open(name string) (*os.File, error) {
	in, base, err := d.at(name)
	if err != nil {
		return nil, err
	}
	return in.Open(base)
}

func (d *dir) step(step, name string) error {
	if d.before == nil {
		return nil
	}
	return d.before(step, name)
}

// look is os.Lstat.
func (d *dir) look(name string) (fs.FileInfo, error) {
	in, base, err := d.at(name)
	if err != nil {
		return nil, err
	}
	return in.Lstat(base)
}

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
	f, err := d.fill(name, data, mode, old)
	if err == nil {
		err = d.flushOpen(f, name)
	}
	if f != nil {
		err = errors.Join(err, f.Close())
	}
	return err
}

// createLazily is create without the flushing, which is left to later.
func (d *dir) createLazily(name string, data []byte, mode fs.FileMode, old fs.FileInfo) error {
	f, err := d.fill(name, data, mode, old)
	if f != nil {
		err = errors.Join(err, f.Close())
	}
	return err
}

// fill makes a new file and returns it open, nil if it is not there.
func (d *dir) fill(name string, data []byte, mode fs.FileMode, old fs.FileInfo) (*os.File, error) {
	if err := d.step("create", name); err != nil {
		return nil, err
	}
	in, base, err := d.at(name)
	if err != nil {
		return nil, err
	}
	f, err := in.OpenFile(base, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
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
	return f, err
}

// keep gives a file a second name, under which it stays what it is when another
// file takes the first. Where the file system, or a right of the system's, has
// no second names, it is a copy.
func (d *dir) keep(name, second string) error {
	if err := d.step("link", second); err != nil {
		return err
	}
	in, base, err := d.at(name)
	if err != nil {
		return err
	}
	err = in.Link(base, path.Base(second))
	if err == nil || errors.Is(err, fs.ErrExist) || errors.Is(err, fs.ErrNotExist) {
		return err
	}
	info, err := d.look(name)
	if err != nil {
		return err
	}
	data, err := in.ReadFile(base)
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

// rename moves a file, or a folder, to another name in the folder that it is in.
func (d *dir) rename(from, to string) error {
	if err := d.step("rename", to); err != nil {
		return err
	}
	in, base, err := d.at(from)
	if err != nil {
		return err
	}
	return in.Rename(base, path.Base(to))
}

// remove removes a file or an empty folder; what is not there is removed.
func (d *dir) remove(name string) error {
	if d.absent(name) {
		return nil
	}
	if err := d.step("remove", name); err != nil {
		return err
	}
	if d.inner != nil && d.folder == name {
		d.leave()
	}
	in, base, err := d.at(name)
	if err == nil {
		err = in.Remove(base)
	}
	if !errors.Is(err, fs.ErrNotExist) {
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
	in, base, err := d.at(name)
	if err == nil {
		err = in.Mkdir(base, 0o755)
	}
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil
	case err != nil:
		return err
	}
	return in.Chmod(base, 0o755)
}

// flush makes a file, or the names in a folder, last.
func (d *dir) flush(name string) error {
	f, err := d.open(name)
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

// flushAtOnce makes all last that is on the disk of the folder; the error is
// errors.ErrUnsupported where the system has no call for that.
func (d *dir) flushAtOnce() error {
	f, err := d.root.Open(".")
	if err != nil {
		return err
	}
	defer f.Close()
	if d.before != nil {
		return d.before("flush all of", ".")
	}
	return flushDisk(f)
}

// digest returns what tells a file's content from others, "" where there is
// none that can be read. No link is followed and no device opened.
func (d *dir) digest(name string) string {
	info, err := d.look(name)
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	f, err := d.open(name)
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
	f, err := d.open(name)
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
