package disk

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// flushDisk makes all last that is on the disk that a folder is on. It waits, and
// tells of writes that failed since Linux 5.8: syncfs(2).
func flushDisk(folder *os.File) error {
	err := unix.Syncfs(int(folder.Fd()))
	if errors.Is(err, unix.ENOSYS) {
		return errors.ErrUnsupported
	}
	return err
}
