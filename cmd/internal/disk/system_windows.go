package disk

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// openLock opens a file and takes it for this process alone; nil if another has
// it.
func openLock(root *os.Root, name string) (*os.File, error) {
	full, err := syscall.UTF16PtrFromString(root.Name() + `\` + name)
	if err != nil {
		return nil, err
	}
	const alone = 0
	h, err := syscall.CreateFile(full, syscall.GENERIC_READ|syscall.GENERIC_WRITE, alone, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	const sharingViolation = syscall.Errno(32)
	if errors.Is(err, sharingViolation) {
		return nil, nil
	}
	if err != nil {
		return nil, &fs.PathError{Op: "lock", Path: name, Err: err}
	}
	return os.NewFile(uintptr(h), name), nil
}

// unlock closes first: what is open alone cannot be removed. Somebody else may
// have it by then, so that it stays.
func unlock(root *os.Root, name string, f *os.File) {
	f.Close()
	root.Remove(name)
}

// flushLater is false because a file must be open for writing to be flushed.
const flushLater = false

// flush leaves folders to the system, which flushes them by itself.
func flush(f *os.File) error {
	info, err := f.Stat()
	if err != nil || info.IsDir() {
		return err
	}
	err = f.Sync()
	if errors.Is(err, fs.ErrPermission) {
		return nil // opened for reading; it was flushed when it was written
	}
	return err
}

// own does nothing: a new file has the rights of its folder.
func own(*os.File, fs.FileInfo) error { return nil }
