package fuzz_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
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

// TestTheModelIsTheKernel draws option sets for each way in, and compares what
// the kernel makes of them with what the model says.
func TestTheModelIsTheKernel(t *testing.T) {
	if os.Getenv("BONDC_KERNEL") == "" {
		t.Skip("boots a kernel: run make kernel-fuzz")
	}
	release := os.Getenv("BONDC_RELEASE")
	if release == "" {
		release = "debian-12"
	}
	image, err := guest.Image(release)
	if err != nil {
		t.Fatal(err)
	}
	r, ok := target.FindRelease(release)
	if !ok {
		t.Fatalf("there is no release %s", release)
	}
	on := target.Target{}.On(r)
	runner := filepath.Join(t.TempDir(), "runner")
	if err := guest.Build(t.Context(), "github.com/bondc/bondc/golden/kernel/fuzz/runner", runner); err != nil {
		t.Fatal(err)
	}
	seed, n := sized(t, "BONDC_SEED", 1), sized(t, "BONDC_DRAWS", 500)
	for _, path := range []kernel.Path{kernel.Sysfs, kernel.Netlink, kernel.Module} {
		began := time.Now()
		var cases []fuzz.Case
		for i := range n {
			cases = append(cases, fuzz.Draw(uint64(seed), path, i))
		}
		answers := ask(t, image, runner, on, cases)
		wrong, bonds := 0, 0
		for i, c := range cases {
			want := answers[i]
			got, err := fuzz.Predict(on, c)
			if err != nil {
				t.Fatal(err)
			}
			if want.Created {
				bonds++
			}
			if got.String() == want.String() {
				continue
			}
			if wrong++; wrong <= 40 {
				t.Errorf("the model is wrong:\n%smodel\n%skernel\n%s", c, got, want)
			}
		}
		t.Logf("%s by %s, seed %d: %d draws, %d bonds, %d disagreements, %.0f s", release, path, seed, n, bonds, wrong, time.Since(began).Seconds())
	}
}

// ask asks two guests side by side.
func ask(t *testing.T, image, runner string, on target.Target, cases []fuzz.Case) []fuzz.Answer {
	t.Helper()
	half := (len(cases) + 1) / 2
	parts := [][]fuzz.Case{cases[:half], cases[half:]}
	answers := make([][]fuzz.Answer, len(parts))
	errs := make([]error, len(parts))
	var wait sync.WaitGroup
	for i := range parts {
		wait.Go(func() { answers[i], errs[i] = fuzz.Ask(t.Context(), image, runner, i, on, parts[i]) })
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
	if all := len(answers[0]) + len(answers[1]); all != len(cases) {
		t.Fatal(fmt.Errorf("%d answers to %d cases", all, len(cases)))
	}
	return append(answers[0], answers[1]...)
}
