package disk

import (
	"errors"
	"io/fs"
	"os"
	"time"
)

// The lock of a folder that is written to. It is there only meanwhile.
const lockName = ".bondc.lock"

// lock is a file that one process at a time holds; the system lets go of it
// when the process ends, whatever ends it.
type lock struct {
	dir  *dir
	name string
	file *os.File
}

// lock waits until nobody else holds the lock; wait is called once if somebody
// does.
func (d *dir) lock(name string, wait func()) (*lock, error) {
	for waited := false; ; {
		l, err := d.tryLock(name)
		if l != nil || err != nil {
			return l, err
		}
		if !waited {
			waited = true
			wait()
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// tryLock returns nil where somebody else has the lock.
func (d *dir) tryLock(name string) (*lock, error) {
	if info, err := d.look(name); err == nil && !info.Mode().IsRegular() {
		return nil, Refuse("%s is not a lock of bondc's; remove it", name)
	}
	f, err := openLock(d.root, name)
	if f == nil || err != nil {
		return nil, err
	}
	// Whoever held it before may have removed the file meanwhile: then the one
	// that is there now, if any, is the lock.
	is, err := f.Stat()
	if err == nil {
		var there fs.FileInfo
		if there, err = d.look(name); err == nil && os.SameFile(is, there) {
			return &lock{d, name, f}, nil
		}
	}
	f.Close()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return nil, nil
}

// release removes the file while it is still held, so that none is left
// behind. A nil lock is none.
func (l *lock) release() {
	if l == nil {
		return
	}
	unlock(l.dir.root, l.name, l.file)
}
