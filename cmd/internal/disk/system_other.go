//go:build !linux

package disk

import (
	"errors"
	"os"
)

func flushDisk(*os.File) error { return errors.ErrUnsupported }
