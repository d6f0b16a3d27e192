// Command bondc compiles and lints Linux network bonding configuration.
package main

import (
	"os"

	"github.com/bondc/bondc/cmd/internal/cli"
)

func main() {
	makeRoom(0)
	os.Exit(cli.Run(os.Args, os.Stdin, os.Stdout, os.Stderr))
}

// makeRoom has the stack grown once, while it is nearly empty. By itself it
// would double again and again in the depth of a run, and each time the runtime
// reads its tables for every frame there is: a twentieth of the time for one
// host.
//
//go:noinline
func makeRoom(n int) byte {
	if n == 0 {
		return 0
	}
	var frame [64 << 10]byte // the room; nothing of it is touched
	frame[n] = byte(n)
	return frame[len(frame)-n]
}
