package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestNothingOfOursRunsBeforeMain holds that packages of bondc are data and
// code only: what a package puts together at start, every run pays for. The
// libraries do it, which is their part of the start-up cost.
func TestNothingOfOursRunsBeforeMain(t *testing.T) {
	// The test's own program holds all of bondc.
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if !strings.Contains(string(out), "init github.com/hashicorp/hcl/v2") {
		t.Fatalf("no trace of what runs at start:\n%s", out)
	}
	for line := range strings.Lines(string(out)) {
		if strings.HasPrefix(line, "init github.com/bondc/bondc/") {
			t.Errorf("this package does something at start: %s", line)
		}
	}
}
