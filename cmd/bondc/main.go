// Command bondc compiles and lints Linux network bonding configuration.
package main

import (
	"os"

	"github.com/bondc/bondc/cmd/internal/cli"
)

func main() {
	os.Exit(cli.Run(os.Args, os.Stdin, os.Stdout, os.Stderr))
}
