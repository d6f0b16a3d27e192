// Command runner is the program in the guest. For every case of /bondc/cases it
// makes NICs, puts the case's files in place, lets the real tool apply them,
// waits until the kernel's state has settled, writes that state, and undoes
// everything.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/bondc/bondc/golden/kernel/state"
)

const casesDir, resultsDir = "/bondc/cases", "/bondc/results"

func main() {
	if err := run(); err != nil {
		fmt.Println("runner:", err)
		os.Exit(1)
	}
}

func run() error {
	names, err := filepath.Glob(casesDir + "/*.json")
	if err != nil {
		return err
	}
	slices.Sort(names)
	prepare()
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		var c state.Case
		if err := json.Unmarshal(data, &c); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		began := time.Now()
		r := (&runner{c: c}).run()
		r.Seconds = time.Since(began).Seconds()
		if data, err = json.MarshalIndent(r, "", " "); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(resultsDir, filepath.Base(name)), data, 0o644); err != nil {
			return err
		}
		fmt.Printf("runner: %-40s %4.1f s %s\n", c.Name, r.Seconds, r.Error)
	}
	return nil
}

// runner is one case at work.
type runner struct {
	c state.Case
	r state.Result
	// placed are the files that were put in place, with what was there before.
	placed []placed
	began  time.Time
}

// lap returns the seconds since it was called last.
func (r *runner) lap() float64 {
	now := time.Now()
	took := now.Sub(r.began)
	r.began = now
	return took.Seconds()
}

type placed struct {
	path   string
	before []byte
	was    bool
}

func (r *runner) run() state.Result {
	r.r.Name = r.c.Name
	r.lap()
	if err := r.place(); err != nil {
		r.r.Error = err.Error()
	} else {
		r.makeNICs()
		r.r.Took.NICs = r.lap()
		idle := r.apply()
		r.r.Took.Apply = r.lap()
		r.r.Settled = settle(idle, r.c.Await)
		r.r.Took.Settle = r.lap()
		r.r.State = dump()
		for _, s := range r.c.Steps {
			r.r.Steps = append(r.r.Steps, r.step(s))
		}
	}
	r.r.Log = logged()
	r.r.Took.Dump = r.lap()
	r.r.Left = r.clean()
	r.r.Took.Clean = r.lap()
	return r.r
}

// place puts the case's files where they belong.
func (r *runner) place() error {
	for _, f := range r.c.Files {
		path := filepath.Join("/", f.Path)
		before, err := os.ReadFile(path)
		r.placed = append(r.placed, placed{path, before, err == nil})
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		os.Remove(path)
		if err := os.WriteFile(path, f.Data, os.FileMode(f.Mode)); err != nil {
			return err
		}
	}
	return nil
}

// command runs a line of shell and keeps what came of it.
func (r *runner) command(line string) int {
	status, out := shell(line)
	r.r.Commands = append(r.r.Commands, state.Command{Line: line, Status: status, Output: last(out, 8000)})
	return status
}

func last(text string, most int) string {
	return text[max(0, len(text)-most):]
}

func read(path string) string {
	data, _ := os.ReadFile(path)
	return strings.TrimRight(string(data), "\n")
}
