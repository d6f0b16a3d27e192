package settings

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Name is what the file is called.
const Name = ".bondc.hcl"

// Find returns the settings file that holds for a path: the nearest one in the
// folder of the path, or in one above it. It returns "" where there is none.
//
// Nothing inside a host's root is looked at: a folder that holds etc/, with
// all below it. The root of the file system is such a folder on every machine,
// and all else is below it, so there only "/" itself and /etc count as inside.
// The error is that a folder could not be looked at.
func Find(path string) (string, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return nearest(full)
}

// nearest looks for settings in a folder and upwards; a file, or nothing, is a
// folder without any. Most often there are none at all, and then no folder has
// to be asked whether it is a host's.
func nearest(dir string) (string, error) {
	parent := filepath.Dir(dir)
	if parent == dir {
		return "", nil // the root of the file system holds no settings
	}
	here, err := settingsIn(dir)
	if err != nil {
		return "", err
	}
	above, err := nearest(parent)
	if err != nil || (here == "" && above == "") {
		return "", err
	}
	if here == "" {
		return above, nil
	}
	inside, err := belowHost(dir)
	if err != nil || inside {
		return above, err
	}
	return here, nil
}

// belowHost reports whether a folder or one above it is a host's root.
func belowHost(dir string) (bool, error) {
	for {
		parent := filepath.Dir(dir)
		if parent == dir {
			return false, nil
		}
		if inside, err := isHost(dir, parent); err != nil || inside {
			return inside, err
		}
		dir = parent
	}
}

// isHost reports whether a folder is a host's root, or the etc of the running
// system.
func isHost(dir, parent string) (bool, error) {
	if filepath.Base(dir) == "etc" && filepath.Dir(parent) == parent {
		return true, nil
	}
	info, err := os.Stat(filepath.Join(dir, "etc"))
	switch {
	case missing(err):
		return false, nil
	case err != nil:
		return false, err
	}
	return info.IsDir(), nil
}

// settingsIn returns the path of the folder's settings, "" if it has none.
func settingsIn(dir string) (string, error) {
	file := filepath.Join(dir, Name)
	info, err := os.Stat(file)
	switch {
	case missing(err):
		return "", nil
	case err != nil:
		return "", err
	case !info.Mode().IsRegular():
		return "", nil
	}
	return file, nil
}

// missing means that there is nothing, or no folder that it could be in.
func missing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}
