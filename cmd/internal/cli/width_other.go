//go:build !unix

package cli

import "os"

// columns returns 0: the width of the terminal is not known.
func columns(*os.File) int { return 0 }
