package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"time"
)

// shell runs a line of shell and returns its status and what it printed. A
// line that does not end in 90 seconds has status 124.
func shell(line string) (int, string) {
	ctx, cancel := context.WithTimeout(context.Background(), 90*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, "/bin/sh", "-c", line)
	return finish(ctx, cmd)
}

// run runs a program without a shell.
func runProgram(name string, args ...string) (int, string) {
	ctx, cancel := context.WithTimeout(context.Background(), 90*time.Second)
	defer cancel()
	return finish(ctx, exec.CommandContext(ctx, name, args...))
}

func finish(ctx context.Context, cmd *exec.Cmd) (int, string) {
	// A file and not a pipe: a daemon that the line starts keeps a pipe open.
	out, err := os.CreateTemp("/run", "bondc-output-")
	if err != nil {
		return 125, err.Error()
	}
	defer os.Remove(out.Name())
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	cmd.Env = append(os.Environ(), "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", "HOME=/root")
	cmd.WaitDelay = time.Second
	err = cmd.Run()
	data, _ := os.ReadFile(out.Name())
	text := string(bytes.ToValidUTF8(data, []byte("?")))
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return 124, text + "\n(ended after 90 seconds)"
	case errors.As(err, &exit):
		return exit.ExitCode(), text
	case err != nil:
		return 125, text + err.Error()
	}
	return 0, text
}

// batch runs lines of ip(8) in one process, in a namespace or in the guest's own.
func batch(namespace string, lines []string) (int, string) {
	if len(lines) == 0 {
		return 0, ""
	}
	const file = "/run/bondc.batch"
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		return 125, err.Error()
	}
	args := []string{"-force", "-batch", file}
	if namespace != "" {
		args = append([]string{"-n", namespace}, args...)
	}
	return runProgram("ip", args...)
}
