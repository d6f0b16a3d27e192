//go:build !unix

package frontends

import (
	"io/fs"
	"os"
)

// opened is an open file.
type opened struct{ *os.File }

// open opens a file for reading.
func open(name string, plain bool) (*opened, error) {
	f, err := os.Open(name)
	return &opened{f}, err
}

// look returns the type and the permissions of the file, of which a regular
// one has no type, and its size.
func (f *opened) look() (mode fs.FileMode, size int64, err error) {
	info, err := f.Stat()
	if err != nil {
		return 0, 0, err
	}
	return info.Mode(), info.Size(), nil
}
