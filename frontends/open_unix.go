//go:build unix

package frontends

import (
	"io/fs"
	"os"
	"syscall"
)

// open opens a file for reading, without waiting where it has become a pipe;
// where it is plain, a link that took its place is an error. It is what os.Open
// does, but without asking the kernel to tell when the file is ready: a file is
// always, and setting that up takes longer than reading one.
func open(name string, plain bool) (*os.File, error) {
	flags := syscall.O_RDONLY | syscall.O_NONBLOCK | syscall.O_CLOEXEC
	if plain {
		flags |= syscall.O_NOFOLLOW
	}
	for {
		fd, err := syscall.Open(name, flags, 0)
		if err == syscall.EINTR {
			continue
		}
		if err == nil {
			err = syscall.SetNonblock(fd, false)
		}
		if err != nil {
			return nil, &fs.PathError{Op: "open", Path: name, Err: err}
		}
		return os.NewFile(uintptr(fd), name), nil
	}
}
