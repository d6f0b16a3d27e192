package disk

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Options say how a Writer treats what it finds.
type Options struct {
	// Force replaces files that bondc did not write; a backup of each is kept.
	Force bool
	// Shared means that other runs write to the folder at the same time. A new
	// one is made at once, and waiting for each other is not worth a note.
	Shared bool
	// Note is told what a person should know; nil is told nothing.
	Note func(text string)

	before func(step, name string) error
	// many is the number of files from which on the whole disk is flushed: one
	// call takes less time than so many, even where others write to the disk too.
	many int
}

// Refusal is why files are not put where they belong: a fault of the place, not
// of bondc. Everything is as it was.
type Refusal struct{ reason string }

func (r *Refusal) Error() string { return r.reason }

// Refuse returns a Refusal with this reason.
func Refuse(format string, args ...any) error { return &Refusal{fmt.Sprintf(format, args...)} }

// refusal turns what the system does not permit into a Refusal.
func refusal(err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return Refuse("%v; the files are as they were", err)
	}
	return err
}

// Writer puts the files of hosts below a folder. It is for one goroutine.
type Writer struct {
	opt Options
	dir *dir
	// name is the folder as it was given; fresh means that it is not there yet
	// and that dir is the one that takes its place in the end.
	name  string
	fresh bool
	files int // that were put in their places
	// beside is the folder around a fresh one, base the name of that, guard its
	// lock.
	beside *dir
	base   string
	guard  *lock
}

// Open returns a Writer into a folder. One that is not there is there only
// after Close.
func Open(name string, opt Options) (*Writer, error) {
	w := &Writer{opt: opt, name: name}
	w.opt.many = cmp.Or(w.opt.many, 50)
	if w.opt.Note == nil {
		w.opt.Note = func(string) {}
	}
	_, err := os.Lstat(name)
	if w.opt.Shared && errors.Is(err, fs.ErrNotExist) {
		err = w.makeShared()
	}
	if errors.Is(err, fs.ErrNotExist) {
		if err = w.openFresh(); err == nil && w.fresh {
			return w, nil
		}
	}
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	w.dir = &dir{root: root, before: opt.before}
	return w, nil
}

// Hosts puts all files of each host in their places, or none of that host. It
// returns an error for each, nil for those that are there; one is a *Refusal where
// the place is at fault.
func (w *Writer) Hosts(list []Host) []error {
	errs := make([]error, len(list))
	guard, err := w.begin()
	if err == nil {
		err = w.together(list, errs)
		guard.release()
	}
	for i := range errs {
		errs[i] = refusal(cmp.Or(errs[i], err))
	}
	w.dir.leave()
	return errs
}

// begin takes the folder for itself and clears up after a run that was cut
// short.
func (w *Writer) begin() (*lock, error) {
	if w.fresh {
		return nil, nil // nobody else has the folder
	}
	guard, err := w.dir.lock(lockName, w.wait)
	if err != nil {
		return nil, err
	}
	if err := w.recover(); err != nil {
		guard.release()
		return nil, err
	}
	return guard, nil
}

func (w *Writer) wait() {
	if w.opt.Shared {
		return
	}
	w.opt.Note(fmt.Sprintf("waiting for another bondc that writes to %s", w.name))
}

// Close ends the writing. With keep, a folder that was not there takes its place;
// otherwise nothing of it is left.
func (w *Writer) Close(keep bool) error {
	if w.fresh {
		return refusal(w.closeFresh(keep))
	}
	return w.dir.close()
}

// Replace puts a text in the place of one file, or where there is none, without
// a backup. fits, if it is not nil, is shown the file that is to be replaced, nil
// if there is none, and may refuse it. Mode and owner stay; mode is that of a new file. The error is a
// *Refusal where the place is at fault.
func Replace(name string, data []byte, mode fs.FileMode, fits func(old []byte) error) error {
	return replace(name, data, mode, fits, Options{})
}

func replace(name string, data []byte, mode fs.FileMode, fits func(old []byte) error, opt Options) error {
	folder, base := filepath.Split(name)
	w, err := Open(filepath.Clean(folder), opt)
	if err != nil {
		return refusal(err)
	}
	err = w.replace(base, data, mode, fits)
	return refusal(errors.Join(err, w.Close(err == nil)))
}

func (w *Writer) replace(name string, data []byte, mode fs.FileMode, fits func(old []byte) error) error {
	guard, err := w.begin()
	if err != nil {
		return err
	}
	defer guard.release()
	info, err := w.dir.look(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		info, err = nil, nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return Refuse("%s is not a regular file", name)
	default:
		mode = info.Mode().Perm()
	}
	if fits != nil {
		old := []byte(nil)
		if info != nil {
			old, err = w.dir.root.ReadFile(name)
		}
		if err == nil {
			err = fits(old)
		}
		if err != nil {
			return err
		}
	}
	n := namer{dir: w.dir}
	c := n.change(name, data, mode, info)
	if c == nil {
		return nil
	}
	return w.carryOut(&journal{Version: 1, Files: []change{*c}})
}
