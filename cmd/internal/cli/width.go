package cli

import (
	"os"
	"strconv"
)

// width returns the columns of the terminal: what it says itself, else COLUMNS,
// else 80.
func (a *app) width() int {
	if f, ok := a.stdout.(*os.File); ok {
		if n := columns(f); n > 0 {
			return n
		}
	}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	return 80
}
