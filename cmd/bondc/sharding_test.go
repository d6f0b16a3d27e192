package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// page returns the blocks of code in docs/sharding.md, by the heading that they
// stand below and their language.
func page(t *testing.T) map[string][]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "docs", "sharding.md"))
	if err != nil {
		t.Fatal(err)
	}
	blocks := map[string][]string{}
	heading, language, block := "", "", []string(nil)
	for line := range strings.Lines(string(data)) {
		switch {
		case language == "" && strings.HasPrefix(line, "## "):
			heading = strings.TrimSpace(line[3:])
		case language == "" && strings.HasPrefix(line, "```"):
			language, block = strings.TrimSpace(line[3:]), nil
		case strings.HasPrefix(line, "```"):
			key := heading + "/" + language
			blocks[key] = append(blocks[key], strings.Join(block, ""))
			language = ""
		default:
			block = append(block, line)
		}
	}
	return blocks
}

// shell runs the commands of an example in a folder with a fleet, with this
// bondc, and returns the exit status.
func shell(t *testing.T, dir, text string, env ...string) int {
	t.Helper()
	cmd := exec.Command("sh", "-c", text)
	cmd.Dir = dir
	cmd.Env = append(append(os.Environ(), "PATH="+bondcPath(t)+":"+os.Getenv("PATH")), env...)
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() > 1 {
		t.Fatalf("%s\n%v\n%s", text, err, out)
	}
	return cmd.ProcessState.ExitCode()
}

// bondcPath returns a folder in which bondc is this program, as in the scripts.
func bondcPath(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.Symlink(self, filepath.Join(dir, "bondc")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// newFleet makes a folder that holds the fleet of the examples: twelve hosts, two
// of them with one address.
func newFleet(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for i := range 12 {
		at := filepath.Join(dir, "fleet", fmt.Sprintf("web%02d", i), "etc", "netplan")
		if err := os.MkdirAll(at, 0o755); err != nil {
			t.Fatal(err)
		}
		text := fmt.Sprintf("network:\n  version: 2\n  bonds:\n    bond0:\n      interfaces: [eth0, eth1]\n      addresses: [192.0.2.%d/24]\n      parameters: {mode: active-backup}\n", 10+i%11)
		if err := os.WriteFile(filepath.Join(at, "60-bond.yaml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// same compares what an example made with what one run prints.
func same(t *testing.T, dir, made, format string, status int) {
	t.Helper()
	if want := shell(t, dir, "bondc lint --format "+format+" fleet > whole"); want != status {
		t.Errorf("exit status %d, want %d", status, want)
	}
	got, err := os.ReadFile(filepath.Join(dir, made))
	if err != nil {
		t.Fatal(err)
	}
	want, _ := os.ReadFile(filepath.Join(dir, "whole"))
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what one run prints:\n%s\nwant\n%s", made, got, want)
	}
	if !bytes.Contains(got, []byte("address-twice-in-fleet")) {
		t.Error("the fleet has nothing that only all shards show: the test checks little")
	}
}

func TestExampleOfParallel(t *testing.T) {
	need(t, "parallel")
	blocks, dir := page(t)["GNU parallel/sh"], newFleet(t)
	if len(blocks) != 3 {
		t.Fatalf("%d examples", len(blocks))
	}
	same(t, dir, "report.json", "json", shell(t, dir, blocks[0]))
	shell(t, dir, blocks[1])
	shell(t, dir, "bondc convert --to netplan --out once fleet")
	if status := shell(t, dir, "diff -r once netplan"); status != 0 {
		t.Error("the shards do not write what one run writes")
	}
	shell(t, dir, blocks[2])
	shell(t, dir, "bondc convert --to nmcli --out again --loss-report whole.json fleet")
	if status := shell(t, dir, "cmp whole.json losses.json && grep -q loss-mac losses.json"); status != 0 {
		t.Error("the losses of the shards, joined, are not those of one run")
	}
}

func TestExampleOfActions(t *testing.T) {
	type job struct {
		Strategy struct {
			Matrix struct {
				Shard []string `yaml:"shard"`
			} `yaml:"matrix"`
		} `yaml:"strategy"`
		Steps []struct {
			Run string `yaml:"run"`
		} `yaml:"steps"`
	}
	var workflow struct {
		Jobs map[string]job `yaml:"jobs"`
	}
	blocks, dir := page(t)["A matrix of GitHub Actions/yaml"], newFleet(t)
	if len(blocks) != 1 {
		t.Fatalf("%d examples", len(blocks))
	}
	if err := yaml.Unmarshal([]byte(blocks[0]), &workflow); err != nil {
		t.Fatal(err)
	}
	run := func(j job, values ...string) (status int) {
		for _, step := range j.Steps {
			text := strings.NewReplacer(values...).Replace(step.Run)
			if strings.Contains(text, "${{") {
				t.Fatalf("%s: there is a word that the test does not know", text)
			}
			if text != "" {
				status = shell(t, dir, text)
			}
		}
		return status
	}
	lint := workflow.Jobs["lint"]
	of := fmt.Sprint(len(lint.Strategy.Matrix.Shard))
	for _, shard := range lint.Strategy.Matrix.Shard {
		if status := run(lint, "${{ matrix.shard }}", shard, "${{ strategy.job-total }}", of); status != 0 {
			t.Errorf("shard %s ends with %d", shard, status)
		}
	}
	same(t, dir, "report.sarif", "sarif", run(workflow.Jobs["report"]))
}

func TestExampleOfKubernetes(t *testing.T) {
	var job struct {
		Spec struct {
			Completions int    `yaml:"completions"`
			Mode        string `yaml:"completionMode"`
			Template    struct {
				Spec struct {
					Containers []struct {
						Command []string `yaml:"command"`
						Args    []string `yaml:"args"`
					} `yaml:"containers"`
				} `yaml:"spec"`
			} `yaml:"template"`
		} `yaml:"spec"`
	}
	const heading = "An indexed Job of Kubernetes"
	yamls, after, dir := page(t)[heading+"/yaml"], page(t)[heading+"/sh"], newFleet(t)
	if len(yamls) != 1 || len(after) != 1 {
		t.Fatalf("%d and %d examples", len(yamls), len(after))
	}
	dec := yaml.NewDecoder(strings.NewReader(yamls[0]))
	if err := dec.Decode(&job); err != nil {
		t.Fatal(err)
	}
	c := job.Spec.Template.Spec.Containers[0]
	if job.Spec.Mode != "Indexed" || strings.Join(c.Command, " ") != "sh -c" || len(c.Args) != 1 {
		t.Fatalf("%+v", job)
	}
	for i := range job.Spec.Completions {
		if status := shell(t, dir, c.Args[0], fmt.Sprintf("JOB_COMPLETION_INDEX=%d", i)); status != 0 {
			t.Errorf("pod %d ends with %d", i, status)
		}
	}
	same(t, dir, "report.json", "json", shell(t, dir, after[0]))
}
