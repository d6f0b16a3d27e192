package kernel

import (
	"cmp"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/bondc/bondc/golden/kernel/guest"
	"github.com/bondc/bondc/golden/kernel/state"
	"github.com/bondc/bondc/ir/target"
)

// standard is the release that the guest is unless BONDC_RELEASE names another.
const standard = "debian-12"

func releaseName() string { return cmp.Or(os.Getenv("BONDC_RELEASE"), standard) }

// machine is what the guest is: the versions of its packages.
func machine() target.Target {
	r, _ := target.FindRelease(releaseName())
	return target.Target{}.On(r)
}

// needKernel skips a test that boots a kernel where nobody asked for it.
func needKernel(t *testing.T) {
	t.Helper()
	if os.Getenv("BONDC_KERNEL") == "" {
		t.Skip("boots a kernel: run make kernel-test")
	}
}

// apply runs the cases in guests side by side, one on each CPU, and returns the
// results by name; a case whose guest did not come to it has none.
// BONDC_KERNEL_GUESTS is another number of guests, BONDC_KERNEL_CASES an
// expression that names the cases to run, BONDC_KERNEL_KEEP a folder that
// keeps the results, and BONDC_KERNEL_REPLAY has the results judged that are
// there already; all are for work on this test.
func apply(t *testing.T, cases []state.Case) map[string]state.Result {
	t.Helper()
	needKernel(t)
	if keep := os.Getenv("BONDC_KERNEL_KEEP"); keep != "" && replayed() {
		return collect(t, keep, cases)
	}
	guests := min(2, runtime.NumCPU(), len(cases))
	if n, err := strconv.Atoi(os.Getenv("BONDC_KERNEL_GUESTS")); err == nil {
		guests = n
	}
	results := t.TempDir()
	if keep := os.Getenv("BONDC_KERNEL_KEEP"); keep != "" {
		results = keep
	}
	program := runner(t)
	var all sync.WaitGroup
	for i := range guests {
		var own []state.Case
		for j := i; j < len(cases); j += guests {
			own = append(own, cases[j])
		}
		all.Go(func() { boot(t, program, results, i%runtime.NumCPU(), own) })
	}
	all.Wait()
	return collect(t, results, cases)
}

// replayed reports whether results are judged that were kept.
func replayed() bool { return os.Getenv("BONDC_KERNEL_REPLAY") != "" }

// runner builds the program in the guest.
func runner(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "runner")
	if err := guest.Build(t.Context(), "github.com/bondc/bondc/golden/kernel/runner", program); err != nil {
		t.Fatal(err)
	}
	return program
}

// boot runs cases in one guest. What goes wrong with the guest is no verdict: its
// cases are without a result then.
func boot(t *testing.T, program, results string, cpu int, cases []state.Case) {
	image, err := guest.Image(releaseName())
	if err != nil {
		t.Error(err)
		return
	}
	dir := t.TempDir()
	for i := range cases {
		put(t, dir, &cases[i])
	}
	c := guest.Config{Image: image, Program: program, Systemd: true, Cases: dir, Results: results, CPU: cpu,
		Timeout: time.Minute + time.Duration(len(cases))*20*time.Second, Console: t.Output()}
	if err := guest.Run(context.Background(), c); err != nil {
		t.Logf("%d cases: %v", len(cases), err)
	}
}

func put(t *testing.T, dir string, c *state.Case) {
	t.Helper()
	data, err := json.MarshalIndent(c, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, c.Name+".json"), data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func collect(t *testing.T, dir string, cases []state.Case) map[string]state.Result {
	t.Helper()
	all := map[string]state.Result{}
	for _, c := range cases {
		var r state.Result
		data, err := os.ReadFile(filepath.Join(dir, c.Name+".json"))
		if err == nil {
			err = json.Unmarshal(data, &r)
		}
		if err != nil {
			t.Logf("%s has no result: %v", c.Name, err)
			continue
		}
		all[c.Name] = r
	}
	return all
}

// wanted reports whether BONDC_KERNEL_CASES leaves the case in.
func wanted(name string) bool {
	pattern := os.Getenv("BONDC_KERNEL_CASES")
	return pattern == "" || regexp.MustCompile(pattern).MatchString(name)
}
