package cli

import (
	"os"
	"strconv"
	"syscall"
	"unsafe"
)

// width returns the columns of the terminal: what it says itself, else COLUMNS,
// else 80.
func (a *app) width() int {
	if f, ok := a.stdout.(*os.File); ok {
		var size struct{ rows, columns, x, y uint16 }
		_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), uintptr(syscall.TIOCGWINSZ), uintptr(unsafe.Pointer(&size)))
		if errno == 0 && size.columns > 0 {
			return int(size.columns)
		}
	}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	return 80
}
