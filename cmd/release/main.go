// Command release builds bondc for all systems that it is released for: one
// archive each, the list of what is in them (SPDX), and the checksums. The same
// commit gives the same bytes, wherever and whenever it is built.
//
//	go run ./cmd/release -out dist
//	go run ./cmd/release -check
package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/bondc/bondc"
)

// system is one that bondc is released for. Bonding lives on mainframes too;
// on darwin and Windows bondc reads and writes the files of other machines.
type system struct{ os, arch string }

func systems() []system {
	return []system{
		{"linux", "amd64"}, {"linux", "arm64"}, {"linux", "386"}, {"linux", "s390x"},
		{"darwin", "amd64"}, {"darwin", "arm64"}, {"windows", "amd64"},
	}
}

func main() {
	out := flag.String("out", "dist", "the folder of the archives")
	check := flag.Bool("check", false, "build for this system twice, from two folders and with two empty caches, and compare")
	only := flag.String("only", "", "build for one system, as OS/ARCH")
	flag.Parse()
	err := errors.New("release takes no argument")
	switch {
	case flag.NArg() > 0:
	case *check:
		err = same()
	default:
		err = release(*out, *only)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// release builds and packs.
func release(out, only string) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	when, err := date()
	if err != nil {
		return err
	}
	pages, err := printed()
	if err != nil {
		return err
	}
	var sums bytes.Buffer
	keep := func(name string, data []byte) error {
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(data), name)
		fmt.Println(filepath.Join(out, name))
		return os.WriteFile(filepath.Join(out, name), data, 0o644)
	}
	for i, s := range systems() {
		if only != "" && only != s.os+"/"+s.arch {
			continue
		}
		program, err := build(".", s, nil)
		if err != nil {
			return err
		}
		if i == 0 || only != "" {
			list, err := bom(program, when)
			if err == nil {
				err = keep("bondc-"+bondc.Version+".spdx.json", list)
			}
			if err != nil {
				return err
			}
		}
		name, data, err := pack(s, program, pages, when)
		if err == nil {
			err = keep(name, data)
		}
		if err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(out, "SHA256SUMS"), sums.Bytes(), 0o644)
}

// printed returns what the program prints to go with it: its manual page and
// what the shells complete its commands by.
func printed() ([]packed, error) {
	files := []packed{
		{name: "bondc.1", args: []string{"man"}},
		{name: "completions/bondc.bash", args: []string{"completion", "bash"}},
		{name: "completions/_bondc", args: []string{"completion", "zsh"}},
		{name: "completions/bondc.fish", args: []string{"completion", "fish"}},
	}
	for i := range files {
		f := &files[i]
		text, err := exec.Command("go", append([]string{"run", "-tags", "urfave_cli_no_docs", "./cmd/bondc"}, f.args...)...).Output()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, err)
		}
		f.mode, f.data = 0o644, text
	}
	return files, nil
}

// build returns the program for a system, built from a folder.
func build(dir string, s system, env []string) ([]byte, error) {
	work, err := os.MkdirTemp("", "bondc-release-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	program := filepath.Join(work, "bondc")
	cmd := exec.Command("go", "build", "-trimpath", "-mod=readonly", "-tags", "urfave_cli_no_docs", "-ldflags", "-s -w -buildid=", "-o", program, "./cmd/bondc")
	cmd.Dir = dir
	cmd.Env = append(append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOOS="+s.os, "GOARCH="+s.arch), env...)
	if text, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%s/%s: %w\n%s", s.os, s.arch, err, text)
	}
	return os.ReadFile(program)
}

// same builds the program of this system twice, with nothing in common but the
// source, and compares.
func same() error {
	var programs [2][]byte
	for i := range programs {
		work, err := os.MkdirTemp("", "bondc-same-"+strings.Repeat("x", i*7))
		if err != nil {
			return err
		}
		defer os.RemoveAll(work)
		dir := filepath.Join(work, "tree")
		if text, err := exec.Command("git", "clone", "-q", ".", dir).CombinedOutput(); err != nil {
			return fmt.Errorf("git clone: %w\n%s", err, text)
		}
		if programs[i], err = build(dir, system{runtime.GOOS, runtime.GOARCH}, []string{"GOCACHE=" + filepath.Join(work, "cache")}); err != nil {
			return err
		}
	}
	sums := [2][32]byte{sha256.Sum256(programs[0]), sha256.Sum256(programs[1])}
	if sums[0] != sums[1] {
		return fmt.Errorf("two builds of the same commit differ: %x and %x", sums[0], sums[1])
	}
	fmt.Printf("two builds from two folders are the same %d bytes: %x\n", len(programs[0]), sums[0])
	return nil
}

// date is the time that everything in a release has: SOURCE_DATE_EPOCH, else
// that of the commit.
func date() (time.Time, error) {
	text := os.Getenv("SOURCE_DATE_EPOCH")
	if text == "" {
		out, err := exec.Command("git", "log", "-1", "--format=%ct").Output()
		if err != nil {
			return time.Time{}, errors.New("the date of the commit is not known; set SOURCE_DATE_EPOCH")
		}
		text = strings.TrimSpace(string(out))
	}
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH: %w", err)
	}
	return time.Unix(seconds, 0).UTC(), nil
}
