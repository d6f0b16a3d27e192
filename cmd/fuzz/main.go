// Command fuzz runs the fuzz targets of the module one after another and adds
// what it saw to docs/fuzz.md: the time that each target has been run for in
// all, and what came of it.
//
//	go run ./cmd/fuzz -t 30m [-run REGEXP]
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"time"
)

const record = "docs/fuzz.md"

func main() {
	length := flag.Duration("t", 30*time.Second, "how long each target runs")
	only := flag.String("run", "", "run only the targets whose package and name match")
	flag.Parse()
	if err := fuzz(*length, *only); err != nil {
		fmt.Fprintln(os.Stderr, "fuzz:", err)
		os.Exit(1)
	}
}

// fuzz runs the targets. What it saw of one is recorded before the next, so that
// a run that is broken off counts as far as it came.
func fuzz(length time.Duration, only string) error {
	match, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	targets, err := list()
	if err != nil {
		return err
	}
	failed, when := []string{}, today()
	for _, t := range targets {
		if !match.MatchString(t.pkg + " " + t.name) {
			continue
		}
		fmt.Printf("== %s %s\n", t.pkg, t.name)
		seen, err := t.run(length, os.Stdout)
		if err != nil {
			failed = append(failed, t.pkg+" "+t.name)
			seen.crashes = 1
		}
		if err := add(record, t, seen, when); err != nil {
			return err
		}
	}
	if len(failed) > 0 {
		return errors.New("failed: " + strings.Join(failed, ", "))
	}
	return nil
}

// today says when and on what the run is; the commit is left out where there is
// no git.
func today() string {
	text := time.Now().UTC().Format(time.DateOnly)
	if commit, err := exec.Command("git", "rev-parse", "--short", "HEAD").Output(); err == nil {
		text += ", commit " + strings.TrimSpace(string(commit))
	}
	return fmt.Sprintf("%s, %s, %d cores", text, runtime.Version(), runtime.GOMAXPROCS(0))
}

// target is one fuzz target; pkg is its folder below the module.
type target struct{ pkg, name string }

// list returns all targets, in the order of packages.
func list() ([]target, error) {
	out, err := exec.Command("go", "list", "-f", "{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}} {{.Module.Path}}{{end}}", "./...").Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	var targets []target
	for line := range strings.Lines(string(out)) {
		path, module, _ := strings.Cut(strings.TrimSpace(line), " ")
		if path == "" {
			continue
		}
		names, err := exec.Command("go", "test", "-list", "^Fuzz", path).CombinedOutput()
		if err != nil {
			return nil, fmt.Errorf("%s: %w\n%s", path, err, names)
		}
		pkg := "." + strings.TrimPrefix(path, module)
		for name := range strings.Lines(string(names)) {
			if strings.HasPrefix(name, "Fuzz") {
				targets = append(targets, target{pkg, strings.TrimSpace(name)})
			}
		}
	}
	return targets, nil
}

// run runs the target; what go test prints is copied. An input that is worth
// keeping is made smaller for a second and not for go test's minute, in which
// nothing new is tried.
func (t target) run(length time.Duration, w io.Writer) (tally, error) {
	cmd := exec.Command("go", "test", "-run", "^$", "-fuzz", "^"+t.name+"$",
		"-fuzztime", length.String(), "-fuzzminimizetime", "1s", t.pkg)
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return tally{}, err
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		return tally{}, err
	}
	var seen tally
	lines := bufio.NewScanner(pipe)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		fmt.Fprintln(w, lines.Text())
		seen.read(lines.Text())
	}
	// The program must come to its end, whatever it prints.
	_, copied := io.Copy(w, pipe)
	err = errors.Join(lines.Err(), copied, cmd.Wait())
	if state := cmd.ProcessState; state != nil {
		seen.got(state.UserTime()+state.SystemTime(), runtime.GOMAXPROCS(0))
	}
	return seen, err
}
