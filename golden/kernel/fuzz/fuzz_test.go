package fuzz_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bondc/bondc/golden/kernel/fuzz"
	"github.com/bondc/bondc/golden/kernel/guest"
	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/target"
)

// sized returns the number of an environment variable, or what it is without.
func sized(t *testing.T, name string, standard int) int {
	text := os.Getenv(name)
	if text == "" {
		return standard
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// start finds the guest's image and builds the runner.
func start(t *testing.T) *machine {
	t.Helper()
	if os.Getenv("BONDC_KERNEL") == "" {
		t.Skip("boots a kernel: run make kernel-fuzz, or make kernel-test for a short run")
	}
	m := &machine{release: os.Getenv("BONDC_RELEASE"), runner: filepath.Join(t.TempDir(), "runner")}
	if m.release == "" {
		m.release = "debian-12"
	}
	var err error
	if m.image, err = guest.Image(m.release); err != nil {
		t.Fatal(err)
	}
	r, ok := target.FindRelease(m.release)
	if !ok {
		t.Fatalf("there is no release %s", m.release)
	}
	m.on = target.Target{}.On(r)
	if err := guest.Build(t.Context(), "github.com/bondc/bondc/golden/kernel/fuzz/runner", m.runner); err != nil {
		t.Fatal(err)
	}
	return m
}

// ask asks two guests side by side.
func (m *machine) ask(t *testing.T, cases []fuzz.Case) []fuzz.Answer {
	t.Helper()
	half := (len(cases) + 1) / 2
	parts := [][]fuzz.Case{cases[:half], cases[half:]}
	answers := make([][]fuzz.Answer, len(parts))
	errs := make([]error, len(parts))
	var wait sync.WaitGroup
	for i := range parts {
		wait.Go(func() { answers[i], errs[i] = fuzz.Ask(t.Context(), m.image, m.runner, i, m.on, parts[i]) })
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
	return append(answers[0], answers[1]...)
}

// shown is how many disagreements are printed; all are counted.
const shown = 40

// TestTheModelIsTheKernel draws option sets for each way in, and compares what
// the kernel makes of them with what the model says.
func TestTheModelIsTheKernel(t *testing.T) {
	m := start(t)
	seed, n := sized(t, "BONDC_SEED", 1), sized(t, "BONDC_DRAWS", 500)
	for _, path := range []kernel.Path{kernel.Sysfs, kernel.Netlink, kernel.Module} {
		t.Run(strings.ReplaceAll(path.String(), " ", "-"), func(t *testing.T) { m.compare(t, uint64(seed), path, n) })
	}
}

// compare compares n draws for one way in.
func (m *machine) compare(t *testing.T, seed uint64, path kernel.Path, n int) {
	began := time.Now()
	var cases []fuzz.Case
	for i := range n {
		cases = append(cases, fuzz.Draw(seed, path, i))
	}
	wrong, bonds := 0, 0
	for i, kernel := range m.ask(t, cases) {
		model, err := fuzz.Predict(m.on, cases[i])
		if err != nil {
			t.Fatal(err)
		}
		if kernel.Created {
			bonds++
		}
		if model.String() == kernel.String() {
			continue
		}
		if wrong++; wrong <= shown {
			t.Errorf("the model says\n%sof\n%s", model, fuzz.Seen{Case: cases[i], Release: m.release, Answer: kernel.String()})
		}
	}
	t.Logf("%s by %s, seed %d: %d draws, %d bonds, %d disagreements, %.0f s", m.release, path, seed, n, bonds, wrong, time.Since(began).Seconds())
	if bonds < n/3 {
		t.Errorf("only %d of %d draws by %s came to a bond: the draws say little", bonds, n, path)
	}
	if !t.Failed() {
		m.record(t, seed, path, n, bonds)
	}
}
