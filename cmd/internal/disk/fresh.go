package disk

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// openFresh makes a folder beside the place of the one that is to be. Where
// another run made that one meanwhile, the writer is not fresh.
func (w *Writer) openFresh() error {
	full, err := filepath.Abs(w.name)
	if err != nil {
		return err
	}
	around, base := filepath.Split(full)
	w.base = base
	if err := makeAround(filepath.Clean(around), w.opt.before); err != nil {
		return err
	}
	root, err := os.OpenRoot(around)
	if err != nil {
		return err
	}
	w.beside = &dir{root: root, before: w.opt.before}
	if w.guard, err = w.beside.lock(".bondc-"+base+".lock", w.wait); err != nil {
		return errors.Join(err, root.Close())
	}
	if !w.beside.absent(base) {
		w.guard.release()
		return root.Close()
	}
	if err = w.makeFresh(freshName(base)); err != nil {
		w.guard.release()
		return errors.Join(err, root.Close())
	}
	w.fresh = true
	return nil
}

func freshName(base string) string { return ".bondc-" + base + ".new" }

// makeFresh makes the folder anew: one that is there is left over from a run
// that was cut short, because whoever works at one holds the lock.
func (w *Writer) makeFresh(name string) error {
	if !w.beside.absent(name) {
		if err := w.beside.removeAll(name); err != nil {
			return err
		}
		w.opt.Note(w.name + ": removed what an earlier run left that was cut short")
	}
	if err := w.beside.mkdir(name); err != nil {
		return err
	}
	inner, err := w.beside.root.OpenRoot(name)
	if err != nil {
		return err
	}
	w.dir = &dir{root: inner, before: w.opt.before}
	return nil
}

// makeShared makes a folder in its place, unless another run has made it
// meanwhile.
func (w *Writer) makeShared() error {
	full, err := filepath.Abs(w.name)
	if err != nil {
		return err
	}
	return makeAround(full, w.opt.before)
}

// makeAround makes the folders around a new one, each of which lasts.
func makeAround(name string, before func(step, name string) error) error {
	if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	above := filepath.Dir(name)
	if err := makeAround(above, before); err != nil {
		return err
	}
	root, err := os.OpenRoot(above)
	if err != nil {
		return err
	}
	defer root.Close()
	d := &dir{root: root, before: before}
	if err := d.mkdir(filepath.Base(name)); err != nil {
		return err
	}
	return d.flush(".")
}

// closeFresh puts the folder in its place by one rename.
func (w *Writer) closeFresh(keep bool) error {
	defer w.beside.root.Close()
	defer w.guard.release()
	name := freshName(w.base)
	err := error(nil)
	if keep = keep && w.dir.holds("."); keep {
		err = w.flushFresh()
	}
	// Windows moves no folder that is open.
	err = errors.Join(err, w.dir.close())
	if keep && err == nil {
		if err = w.beside.rename(name, w.base); err == nil {
			return w.beside.flush(".")
		}
	}
	return errors.Join(err, w.beside.removeAll(name))
}

func (w *Writer) flushFresh() error {
	if w.files > w.opt.many {
		if err := w.dir.flushAtOnce(); !errors.Is(err, errors.ErrUnsupported) {
			return err
		}
	}
	return w.dir.flushAll(".")
}

// flushAll flushes a folder and all that is below it, the innermost first.
func (d *dir) flushAll(folder string) error {
	entries, err := fs.ReadDir(d.root.FS(), folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		inner, flush := path.Join(folder, e.Name()), d.flush
		if e.IsDir() {
			flush = d.flushAll
		}
		if err := flush(inner); err != nil {
			return err
		}
	}
	return d.flush(folder)
}

func (d *dir) removeAll(name string) error {
	if d.absent(name) {
		return nil
	}
	if err := d.step("remove all of", name); err != nil {
		return err
	}
	d.leave()
	return d.root.RemoveAll(name)
}
