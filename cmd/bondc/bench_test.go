package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// BenchmarkLintOneHost measures what the promise of the project is about: the
// CPU time of a whole "bondc lint" on one host, as a multiple of that of an
// empty Go program (metric x-empty), run in turns so that a noisy machine
// disturbs both alike. Run it with -benchtime 200x.
func BenchmarkLintOneHost(b *testing.B) {
	compare(b, "lint", filepath.Join("..", "..", "golden", "hosts", "centos-client"))
}

// BenchmarkConvertOneHost is the same for a conversion.
func BenchmarkConvertOneHost(b *testing.B) {
	compare(b, "convert", "--to", "netplan", filepath.Join("..", "..", "golden", "hosts", "centos-client"))
}

// BenchmarkVersion is the same for a run that does nothing, the price of the
// imported libraries alone.
func BenchmarkVersion(b *testing.B) { compare(b, "version") }

func compare(b *testing.B, args ...string) {
	dir := b.TempDir()
	empty := filepath.Join(dir, "empty.go")
	if err := os.WriteFile(empty, []byte("package main\n\nfunc main() {}\n"), 0o644); err != nil {
		b.Fatal(err)
	}
	emptyProgram, bondc := filepath.Join(dir, "empty"), filepath.Join(dir, "bondc")
	build(b, emptyProgram, empty)
	build(b, bondc, ".")
	var ours, theirs []time.Duration
	b.ResetTimer()
	for b.Loop() {
		theirs = append(theirs, cpu(b, emptyProgram))
		ours = append(ours, cpu(b, bondc, args...))
	}
	b.ReportMetric(float64(median(ours))/float64(median(theirs)), "x-empty")
	b.ReportMetric(float64(median(ours).Microseconds()), "µs-cpu")
}

// build builds a program and copies it, as an installation does. The linker
// writes its output through a mapping, page by page; a program that lies in
// memory like that starts a fifth slower until the machine is started anew.
func build(b *testing.B, out, pkg string) {
	b.Helper()
	cmd := exec.Command("go", "build", "-trimpath", "-tags", "urfave_cli_no_docs", "-o", out+".linked", pkg)
	if text, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("go build %s: %v\n%s", pkg, err, text)
	}
	program, err := os.ReadFile(out + ".linked")
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(out, program, 0o755); err != nil {
		b.Fatal(err)
	}
}

// cpu runs a program and returns its user and system time. The exit status
// does not matter: findings are no failure here.
func cpu(b *testing.B, name string, args ...string) time.Duration {
	cmd := exec.Command(name, args...)
	err := cmd.Run()
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() > 1 {
		b.Fatalf("%s: %v", name, err)
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}
