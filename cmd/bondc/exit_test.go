package main

import (
	"errors"
	"os/exec"
	"strconv"
)

// exitCode returns the exit status that an error of running a command tells.
func exitCode(err error) string {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return strconv.Itoa(exit.ExitCode())
	}
	return err.Error()
}
