package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestRecordAddsUp(t *testing.T) {
	name := filepath.Join(t.TempDir(), "fuzz.md")
	a, b := target{"./frontends/ifcfg", "FuzzParse"}, target{".", "FuzzConvert"}
	for range 2 {
		var seen tally
		seen.read("fuzz: elapsed: 0s, gathering baseline coverage: 0/1175 completed")
		seen.read("fuzz: elapsed: 2s, gathering baseline coverage: 1175/1175 completed, now fuzzing with 2 workers")
		seen.read("fuzz: elapsed: 3s, execs: 62315 (20764/sec), new interesting: 5 (total: 120)")
		seen.read("fuzz: elapsed: 1m3s, execs: 99999 (1/sec), new interesting: 6 (total: 121)")
		for _, one := range []target{a, b} {
			if err := add(name, one, seen, "today"); err != nil {
				t.Fatal(err)
			}
		}
	}
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	rows := parse(string(text))
	want := tally{time: 2 * 61 * time.Second, execs: 199998, corpus: 121}
	if len(rows) != 2 || rows[a] != want || rows[b] != want {
		t.Errorf("%v\n%s", rows, text)
	}
	if render(rows, "today") != string(text) {
		t.Error("the record changes when it is read and written")
	}
	for _, want := range []string{"0 of 2 targets", "The last run: today.", "| 2m2s |", "| 57m58s |"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

func TestABusyMachineGivesLess(t *testing.T) {
	for _, c := range []struct {
		run, baseline, cpu time.Duration
		cores              int
		want               time.Duration
	}{
		{run: 20 * time.Minute, baseline: 10 * time.Minute, cpu: 31 * time.Minute, cores: 1, want: 20 * time.Minute},
		{run: 20 * time.Minute, baseline: 10 * time.Minute, cpu: 15 * time.Minute, cores: 1, want: 10 * time.Minute},
		{run: 30 * time.Minute, cpu: 30 * time.Minute, cores: 2, want: 30 * time.Minute},
		{run: 30 * time.Minute, cpu: 61 * time.Minute, cores: 2, want: time.Hour},
		{run: 0, cpu: 0, cores: 2, want: 0},
	} {
		seen := tally{time: c.run, baseline: c.baseline}
		if seen.got(c.cpu, c.cores); seen.time != c.want {
			t.Errorf("%v after %v with %v of processor time on %d cores counts %v, want %v", c.run, c.baseline, c.cpu, c.cores, seen.time, c.want)
		}
	}
}
