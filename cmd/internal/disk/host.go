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

// Host is the files of one host, and the folder below the Writer's that they go
// into, "" for that itself.
type Host struct {
	Folder string
	Files  []ir.OutFile
}

// together plans the hosts and carries out what is to be changed, in one go.
func (w *Writer) together(list []Host, errs []error) error {
	n := namer{dir: w.dir, backup: true, inPlace: w.fresh}
	all, plans := &journal{Version: 1}, make([]*journal, len(list))
	for i, h := range list {
		if plans[i], errs[i] = w.plan(&n, h); errs[i] == nil {
			all.add(plans[i])
		}
	}
	if len(all.Files) == 0 {
		return nil
	}
	err := w.carryOut(all)
	if err == nil || len(list) == 1 || !w.fresh && !w.dir.absent(journalName) {
		return err
	}
	// Everything is as it was. What one of them is refused is no fault of the
	// others.
	for i, j := range plans {
		if j != nil && len(j.Files) > 0 {
			errs[i] = w.carryOut(j)
		}
	}
	return nil
}

// plan checks where the files of a host go and names all that will be made.
// Nothing is changed.
func (w *Writer) plan(n *namer, h Host) (*journal, error) {
	j := &journal{Version: 1}
	for _, f := range h.Files {
		name := path.Join(h.Folder, f.Path)
		info, err := w.check(n, name)
		if err == nil && !fs.ValidPath(f.Path) {
			err = Refuse("%q is not a path below the folder of the host", f.Path)
		}
		if err != nil {
			return nil, err
		}
		if n.taken[name] {
			return nil, Refuse("two files of the host would be %s", name)
		}
		n.take(name)
		if c := n.change(name, f.Data, fs.FileMode(f.Mode), info); c != nil {
			j.Files = append(j.Files, *c)
		}
	}
	for _, where := range j.where() {
		for ; where != "." && !n.places[where] && !slices.Contains(j.Folders, where); where = path.Dir(where) {
			j.Folders = append(j.Folders, where)
		}
	}
	// By length, so that each comes after the one that it is in.
	slices.SortStableFunc(j.Folders, func(a, b string) int { return len(a) - len(b) })
	return j, nil
}

// check returns the file that is to be replaced, nil if there is none. It
// refuses names that leave the folder, pass through a link or would replace a
// foreign file.
func (w *Writer) check(n *namer, name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, Refuse("%q is not a path below the output directory", name)
	}
	if there, err := n.place(path.Dir(name)); err != nil || !there {
		return nil, err
	}
	info, err := w.dir.look(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, Refuse("%s exists and is not a regular file", name)
	case w.opt.Force || w.dir.ours(name):
		return info, nil
	}
	return nil, Refuse("%s exists and was not written by bondc; --force replaces it and keeps a backup", name)
}

// ours reports whether the file says in one of its first two lines that bondc
// wrote it.
func (d *dir) ours(name string) bool { return bytes.Contains(d.head(name), []byte(ir.Marker)) }

// namer names what a change makes beside a file.
type namer struct {
	dir *dir
	// backup asks for backups of foreign files.
	backup bool
	// inPlace means that new files are written where they belong: nobody looks
	// at the folder before it is complete.
	inPlace bool
	taken   map[string]bool
	places  map[string]bool // the folders that were asked for, and whether they are there
}

// place reports whether a folder is there. It refuses what is no folder, and
// what only a link leads to.
func (n *namer) place(folder string) (bool, error) {
	if folder == "." {
		return true, nil
	}
	if there, known := n.places[folder]; known {
		return there, nil
	}
	there, err := n.place(path.Dir(folder))
	if err != nil {
		return false, err
	}
	if there {
		switch info, err := n.dir.look(folder); {
		case errors.Is(err, fs.ErrNotExist):
			there = false
		case err != nil:
			return false, err
		case !info.IsDir():
			return false, Refuse("%s is not a folder: bondc does not write through links or files", folder)
		}
	}
	if n.places == nil {
		n.places = map[string]bool{}
	}
	n.places[folder] = there
	return there, nil
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
	if c.New = name; !n.inPlace || old != nil {
		c.New = temp("new")
	}
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
	create, later := w.dir.create, flushLater && (w.fresh || len(j.Files) > w.opt.many)
	if later {
		create = w.dir.createLazily
	}
	for _, c := range j.Files {
		if err := create(c.New, c.data, c.mode, c.info); err != nil {
			return err
		}
		if c.Old == "" {
			continue
		}
		if err := w.dir.keep(c.Path, c.Old); err != nil {
			return err
		}
	}
	return w.flush(j, later)
}

// flush makes the names last in all folders that the files are in, and with
// content the new files too. Those of a fresh folder are flushed in the end.
func (w *Writer) flush(j *journal, content bool) error {
	if w.fresh {
		return nil
	}
	if len(j.Files) > w.opt.many {
		if err := w.dir.flushAtOnce(); !errors.Is(err, errors.ErrUnsupported) {
			return err
		}
	}
	if content {
		for _, c := range j.Files {
			if err := w.dir.flush(c.New); err != nil {
				return err
			}
		}
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
	err := w.flush(j, false)
	if err == nil {
		err = w.tidy(j)
	}
	if err != nil {
		return fmt.Errorf("the files are in their places, but not all is tidied up: %v", err)
	}
	return nil
}

func (w *Writer) moveOne(c *change) error {
	if c.New == c.Path {
		c.New = "" // it was written there, and nothing of it is left over
		return nil
	}
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
	if err := w.flush(j, false); err != nil {
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
		if c.New != "" {
			if err := w.dir.remove(c.New); err != nil {
				return err
			}
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
	f, err := d.open(folder)
	if err != nil {
		return false
	}
	defer f.Close()
	names, _ := f.Readdirnames(1)
	return len(names) > 0
}
