//go:build unix

package frontends

import (
	"io"
	"io/fs"
	"syscall"
)

// opened is an open file. Of what os.File does for one, which is half a dozen
// questions to the kernel and a finalizer, a file that is read to its end and
// closed needs nothing.
type opened struct {
	fd   int
	name string
}

// open opens a file for reading, without waiting where it has become a pipe;
// where it is plain, a link that took its place is an error.
func open(name string, plain bool) (*opened, error) {
	flags := syscall.O_RDONLY | syscall.O_NONBLOCK | syscall.O_CLOEXEC
	if plain {
		flags |= syscall.O_NOFOLLOW
	}
	f := &opened{name: name}
	err := f.call("open", func() (err error) {
		f.fd, err = syscall.Open(name, flags, 0)
		return err
	})
	return f, err
}

// look returns the type and the permissions of the file, of which a regular
// one has no type, and its size.
func (f *opened) look() (mode fs.FileMode, size int64, err error) {
	var stat syscall.Stat_t
	err = f.call("fstat", func() error { return syscall.Fstat(f.fd, &stat) })
	mode = fs.FileMode(stat.Mode & 0o777)
	if stat.Mode&syscall.S_IFMT != syscall.S_IFREG {
		mode |= fs.ModeIrregular
	}
	return mode, stat.Size, err
}

// Read is that of io.Reader.
func (f *opened) Read(p []byte) (n int, err error) {
	err = f.call("read", func() (err error) {
		if n, err = syscall.Read(f.fd, p); err == syscall.EAGAIN {
			// No regular file of the usual systems makes one wait.
			if err = syscall.SetNonblock(f.fd, false); err == nil {
				err = syscall.EINTR
			}
		}
		return err
	})
	if n = max(n, 0); n == 0 && err == nil && len(p) > 0 {
		err = io.EOF
	}
	return n, err
}

func (f *opened) Close() error { return syscall.Close(f.fd) }

// call calls the kernel, again where a signal came between.
func (f *opened) call(op string, do func() error) error {
	for {
		err := do()
		switch err {
		case nil:
			return nil
		case syscall.EINTR:
			continue
		}
		return &fs.PathError{Op: op, Path: f.name, Err: err}
	}
}
