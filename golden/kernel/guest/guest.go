// Package guest starts a Linux kernel with the bonding driver as an ordinary
// process: Debian's user-mode-linux, on a Debian system that lies in a folder.
// Nothing of this machine's network is touched: the guest has no way out.
package guest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Config is one run of a guest.
type Config struct {
	// Image is the folder that Image names.
	Image string
	// Program is a static executable (see Build), which the guest starts without
	// arguments as root. The guest ends when it ends. It finds /proc, /sys, /dev
	// and /run mounted, and the modules ipv6, veth, bridge and 8021q loaded;
	// bonding is left to it. Its output goes to the console.
	Program string
	// Systemd makes systemd the first process, with the journal, dbus and udev;
	// else a shell script is, and nothing else runs.
	Systemd bool
	// Cases and Results are folders of this machine, which the program finds as
	// /bondc/cases and /bondc/results; both can be written. "" is an empty
	// folder that is thrown away.
	Cases, Results string
	// CPU is the one that the guest stays on: its kernel and its processes hand
	// over to each other all the time, which costs double from CPU to CPU.
	CPU int
	// Memory is in MiB; 0 means 768.
	Memory int
	// Timeout ends the guest, whatever it does; 0 means ten minutes.
	Timeout time.Duration
	// Console gets what the kernel and the program print; nil drops it.
	Console io.Writer
}

// Run starts a guest and waits for its end. It returns an error where the
// guest did not start, did not finish in time, or its program ended with
// another status than 0 (an *ExitError); the console's last lines are part of
// it. Run needs root.
func Run(ctx context.Context, c Config) error {
	work, err := os.MkdirTemp("", "bondc-guest-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	if err := equip(work, c); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, orDefault(c.Timeout, 10*time.Minute))
	defer cancel()
	var console tail
	cmd := command(ctx, work, c)
	cmd.Stdout = &console
	if c.Console != nil {
		cmd.Stdout = io.MultiWriter(&console, c.Console)
	}
	cmd.Stderr = cmd.Stdout
	// The guest dies with this process, whatever ends it. To the kernel it is the
	// child of a thread, which must not end before it does.
	runtime.LockOSThread()
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	ended := cmd.Run()
	runtime.UnlockOSThread()
	status, err := os.ReadFile(filepath.Join(work, "status"))
	switch code, bad := strconv.Atoi(strings.TrimSpace(string(status))); {
	case ctx.Err() != nil:
		return fmt.Errorf("the guest was ended: %w; its last words:\n%s", ctx.Err(), console.String())
	case err != nil || bad != nil:
		return fmt.Errorf("the guest's program did not finish: %w; the guest's last words:\n%s", errors.Join(ended, err), console.String())
	case code != 0:
		return &ExitError{code, console.String()}
	}
	return nil
}

// ExitError is a program that ended with another status than 0.
type ExitError struct {
	Status int
	// Console is the end of what was printed.
	Console string
}

func (e *ExitError) Error() string {
	return fmt.Sprintf("the guest's program ended with status %d; its last words:\n%s", e.Status, e.Console)
}

func orDefault[T comparable](value, standard T) T {
	var zero T
	if value == zero {
		return standard
	}
	return value
}

// start is run in namespaces of its own: it mounts what the run brings into
// the image and becomes the kernel, which sees the image as its whole world, so
// that it needs no libraries of this machine.
const start = `set -e
mount --bind "$1" "$1"
cd "$1"
mount -t proc proc proc
mount --rbind /dev dev
mount -t tmpfs -o mode=1777,exec tmpfs dev/shm
mount -t tmpfs -o mode=1777,exec tmpfs tmp
mount --bind "$2" bondc/work
mount --bind "$3" bondc/cases
mount --bind "$4" bondc/results
shift 4
exec chroot . /usr/bin/linux.uml "$@"
`

// command is the guest as a process. It has a process namespace of its own,
// since a kernel that is killed leaves its stopped processes behind.
func command(ctx context.Context, work string, c Config) *exec.Cmd {
	args := []string{"--cpu-list", strconv.Itoa(c.CPU),
		"unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", start, "sh",
		filepath.Join(c.Image, "root"), work, orDefault(c.Cases, filepath.Join(work, "cases")), orDefault(c.Results, filepath.Join(work, "results")),
		"mem=" + strconv.Itoa(orDefault(c.Memory, 768)) + "M", "uml_dir=/tmp",
		"root=/dev/root", "rootfstype=hostfs", "rootflags=/", "ro", "quiet", "loglevel=3", "panic=-1",
		"con=null", "con0=fd:0,fd:1", "init=/bondc/init"}
	if c.Systemd {
		args = append(args, "bondc.systemd", "systemd.unit=bondc.target", "systemd.show_status=0")
	}
	cmd := exec.CommandContext(ctx, "taskset", args...)
	cmd.WaitDelay = 5 * time.Second
	return cmd
}

// tail keeps the last few kilobytes that were written.
type tail struct{ bytes.Buffer }

func (t *tail) Write(p []byte) (int, error) {
	const most = 4096
	if over := t.Len() + len(p) - most; over > 0 {
		t.Next(over)
	}
	t.Buffer.Write(p[max(0, len(p)-most):])
	return len(p), nil
}
