package disk

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"

	"github.com/bondc/bondc/ir"
)

// plan checks where the files of a host go and names all that will be made.
// Nothing is changed.
func (w *Writer) plan(folder string, files []ir.OutFile) (*journal, error) {
	j := &journal{Version: 1, Host: folder}
	n := namer{dir: w.dir, backup: true}
	for _, f := range files {
		name := path.Join(folder, f.Path)
		if err := w.check(name); err != nil {
			return nil, err
		}
		if n.taken[name] {
			return nil, Refuse("two files of the host would be %s", name)
		}
		n.take(name)
		info, err := w.dir.look(name)
		if errors.Is(err, fs.ErrNotExist) {
			info = nil
		} else if err != nil {
			return nil, err
		}
		if c := n.change(name, f.Data, fs.FileMode(f.Mode), info); c != nil {
			j.Files = append(j.Files, *c)
		}
	}
	for _, c := range j.Files {
		for _, above := range folders(c.Path) {
			if w.dir.absent(above) && !slices.Contains(j.Folders, above) {
				j.Folders = append(j.Folders, above)
			}
		}
	}
	// By length, so that each comes after the one that it is in.
	slices.SortStableFunc(j.Folders, func(a, b string) int { return len(a) - len(b) })
	return j, nil
}

// check refuses names that leave the folder, pass through a link or would
// replace a foreign file.
func (w *Writer) check(name string) error {
	if !fs.ValidPath(name) {
		return Refuse("%q is not a path below the output directory", name)
	}
	if err := w.checkFolders(name); err != nil {
		return err
	}
	info, err := w.dir.look(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return Refuse("%s exists and is not a regular file", name)
	case w.opt.Force || w.dir.ours(name):
		return nil
	}
	return Refuse("%s exists and was not written by bondc; --force replaces it and keeps a backup", name)
}

func (w *Writer) checkFolders(name string) error {
	for _, above := range folders(name) {
		info, err := w.dir.look(above)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return err
		case !info.IsDir():
			return Refuse("%s is not a folder: bondc does not write through links or files", above)
		}
	}
	return nil
}

// ours reports whether the file says in one of its first two lines that bondc
// wrote it.
func (d *dir) ours(name string) bool { return bytes.Contains(d.head(name), []byte(ir.Marker)) }

// namer names what a change makes beside a file.
type namer struct {
	dir *dir
	// backup asks for backups of foreign files.
	backup bool
	taken  map[string]bool
}

func (n *namer) take(name string) {
	if n.taken == nil {
		n.taken = map[string]bool{}
	}
	n.taken[name] = true
}

// free returns the first of the names that nothing has.
func (n *namer) free(name func(i int) string) string {
	for i := 0; ; i++ {
		if s := name(i); !n.taken[s] && n.dir.absent(s) {
			n.take(s)
			return s
		}
	}
}

// change returns what it takes to put data in a file's place, nil if that is
// what it holds.
func (n *namer) change(name string, data []byte, mode fs.FileMode, old fs.FileInfo) *change {
	c := &change{Path: name, Now: digestOf(data), data: data, mode: mode, info: old}
	temp := func(suffix string) string {
		return n.free(func(i int) string {
			return path.Join(path.Dir(name), fmt.Sprintf(".bondc-%d-%d.%s", os.Getpid(), i, suffix))
		})
	}
	if old != nil {
		c.Was = n.dir.digest(name)
		if c.Was == c.Now && old.Mode().Perm() == mode {
			return nil
		}
		if c.Backup = n.backup && !n.dir.ours(name); c.Backup {
			c.Old = n.free(func(i int) string { return backupName(name, i) })
		} else {
			c.Old = temp("old")
		}
	}
	c.New = temp("new")
	return c
}

// backupName is the i-th name of a backup. It ends in .bak, which every reader
// of configuration leaves alone.
func backupName(name string, i int) string {
	if i == 0 {
		return name + ".bak"
	}
	return fmt.Sprintf("%s.%d.bak", name, i)
}

// carryOut makes the changes, all or none.
func (w *Writer) carryOut(j *journal) error {
	err := w.save(j, staging)
	if err == nil {
		err = w.stage(j)
	}
	if err == nil && len(j.Files) > 1 {
		// A single file takes its place in one step, with or without a journal.
		err = w.save(j, moving)
	}
	if err != nil {
		return errors.Join(err, w.tidy(j))
	}
	return w.move(j)
}

// stage writes the new files beside their places.
func (w *Writer) stage(j *journal) error {
	for _, folder := range j.Folders {
		if err := w.dir.mkdir(folder); err != nil {
			return err
		}
	}
	for _, c := range j.Files {
		if err := w.dir.create(c.New, c.data, c.mode, c.info); err != nil {
			return err
		}
		if c.Old == "" {
			continue
		}
		if err := w.dir.keep(c.Path, c.Old); err != nil {
			return err
		}
	}
	return w.flush(j)
}

// flush makes the names last in all folders that a host's files are in. Those of
// a fresh folder are flushed in the end.
func (w *Writer) flush(j *journal) error {
	if w.fresh {
		return nil
	}
	list := j.where()
	for _, folder := range j.Folders {
		if above := path.Dir(folder); !slices.Contains(list, above) {
			list = append(list, above)
		}
	}
	for _, folder := range list {
		if err := w.dir.flush(folder); err != nil {
			return err
		}
	}
	return nil
}

// move puts the new files in their places. Where one cannot take its place, all
// give theirs back.
func (w *Writer) move(j *journal) error {
	for i := range j.Files {
		if err := w.moveOne(&j.Files[i]); err != nil {
			return errors.Join(err, w.undo(j))
		}
	}
	w.files += len(j.Files)
	err := w.flush(j)
	if err == nil {
		err = w.tidy(j)
	}
	if err != nil {
		return fmt.Errorf("the files are in their places, but not all is tidied up: %v", err)
	}
	return nil
}

func (w *Writer) moveOne(c *change) error {
	if w.dir.absent(c.New) {
		return nil // an earlier run has done it
	}
	if is := w.dir.digest(c.Path); is != c.Was && is != c.Now {
		// Somebody wrote it since the run that was cut short. It is not lost.
		n := namer{dir: w.dir}
		if err := w.dir.keep(c.Path, n.free(func(i int) string { return backupName(c.Path, i) })); err != nil {
			return err
		}
	}
	return w.dir.rename(c.New, c.Path)
}

// undo gives the old files their places back.
func (w *Writer) undo(j *journal) error {
	if err := w.save(j, undoing); err != nil {
		return err // the next run tries once more to finish the host
	}
	for i := range j.Files {
		if err := w.undoOne(&j.Files[i]); err != nil {
			return err
		}
	}
	if err := w.flush(j); err != nil {
		return err
	}
	return w.tidy(j)
}

func (w *Writer) undoOne(c *change) error {
	switch is := w.dir.digest(c.Path); {
	case is != c.Now || is == c.Was:
		return nil
	case c.Was == "":
		return w.dir.remove(c.Path)
	case w.dir.absent(c.Old):
		return nil
	}
	return w.dir.rename(c.Old, c.Path)
}

// tidy removes what is left over of changes that were made or undone: the other
// names of files, folders that nothing came into, and then the journal.
func (w *Writer) tidy(j *journal) error {
	for _, c := range j.Files {
		if err := w.dir.remove(c.New); err != nil {
			return err
		}
		if c.Old == "" || (c.Backup && w.dir.digest(c.Old) != w.dir.digest(c.Path)) {
			continue
		}
		if err := w.dir.remove(c.Old); err != nil {
			return err
		}
	}
	for _, folder := range slices.Backward(j.Folders) {
		if w.dir.holds(folder) {
			continue
		}
		if err := w.dir.remove(folder); err != nil {
			return err
		}
	}
	return w.forget()
}

// holds reports whether there is anything in a folder.
func (d *dir) holds(folder string) bool {
	f, err := d.root.Open(folder)
	if err != nil {
		return false
	}
	defer f.Close()
	names, _ := f.Readdirnames(1)
	return len(names) > 0
}
