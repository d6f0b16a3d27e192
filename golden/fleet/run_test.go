package fleet

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"
)

// spent is what one run of a process took.
type spent struct {
	wall, cpu time.Duration
	// peak is the largest resident set, in bytes.
	peak int64
	// sum is the hash of what it printed.
	sum string
}

// run runs a program to its end. An exit status that is not among the allowed
// ones fails the test.
func run(t testing.TB, allowed []int, name string, args ...string) spent {
	t.Helper()
	digest := sha256.New()
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = hash.Hash(digest), nil
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	state := cmd.ProcessState
	if state == nil || !slices.Contains(allowed, state.ExitCode()) {
		t.Fatalf("%s %v: %v", filepath.Base(name), args, err)
	}
	usage := state.SysUsage().(*syscall.Rusage)
	return spent{wall, state.UserTime() + state.SystemTime(), usage.Maxrss << 10, hex.EncodeToString(digest.Sum(nil))}
}

// clean and findings are the exit statuses of a command that did its job.
var (
	clean    = []int{0}
	findings = []int{0, 1}
)

// job is a command to measure.
type job struct {
	name    string
	allowed []int
	command []string
}

// turns runs jobs in turns, so that a noisy machine disturbs all alike, and
// returns the median of each by CPU time.
func turns(t testing.TB, rounds int, jobs ...job) map[string]spent {
	t.Helper()
	all := map[string][]spent{}
	for range rounds {
		for _, j := range jobs {
			all[j.name] = append(all[j.name], run(t, j.allowed, j.command[0], j.command[1:]...))
		}
	}
	medians := map[string]spent{}
	for name, times := range all {
		slices.SortFunc(times, func(a, b spent) int { return int(a.cpu - b.cpu) })
		medians[name] = times[len(times)/2]
	}
	return medians
}

// build compiles a program into dir and returns its path. The program is a copy,
// as an installation makes one: the linker writes its output through a mapping,
// page by page, and a program that lies in memory like that starts a fifth
// slower until the machine is started anew.
func build(t testing.TB, dir, name, pkg string) string {
	t.Helper()
	out := filepath.Join(dir, name)
	cmd := exec.Command("go", "build", "-trimpath", "-tags", "urfave_cli_no_docs", "-o", out+".linked", pkg)
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build %s: %v\n%s", pkg, err, text)
	}
	program, err := os.ReadFile(out + ".linked")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(out, program, 0o755); err != nil {
		t.Fatal(err)
	}
	return out
}

// buildText compiles a program of one file.
func buildText(t testing.TB, dir, name, text string) string {
	t.Helper()
	source := filepath.Join(dir, name+".go")
	if err := os.WriteFile(source, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return build(t, dir, name, source)
}

const emptyText = "package main\n\nfunc main() {}\n"

// readerText is a program that only reads: all files below its arguments, on
// all cores.
const readerText = `package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
)

func main() {
	names := make(chan string, 1000)
	var readers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		readers.Go(func() {
			for name := range names {
				os.ReadFile(name)
			}
		})
	}
	for _, dir := range os.Args[1:] {
		filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err == nil && e.Type().IsRegular() {
				names <- path
			}
			return nil
		})
	}
	close(names)
	readers.Wait()
}
`

// yamlText is a program that only parses YAML files, with bondc's library.
const yamlText = `package main

import (
	"os"

	"gopkg.in/yaml.v3"
)

func main() {
	for _, name := range os.Args[1:] {
		text, _ := os.ReadFile(name)
		var node yaml.Node
		if err := yaml.Unmarshal(text, &node); err != nil {
			panic(err)
		}
	}
}
`
