//go:build !unix

package frontends

import "os"

// open opens a file for reading.
func open(name string, plain bool) (*os.File, error) { return os.Open(name) }
