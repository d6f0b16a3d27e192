package consumers

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// TestShellsTakeScripts has shells parse every script that bondc writes, and
// shellcheck look for what they would not complain about. The shells are those of
// the machine that runs the test.
func TestShellsTakeScripts(t *testing.T) {
	t.Parallel()
	all := examples(t)
	checks := [][]string{
		{"dash", "-n"}, {"bash", "-n"},
		// SC2016 and SC1003 are about quotes that are meant, SC2317 about functions
		// that not every script calls.
		{"shellcheck", "-e", "SC2016,SC1003,SC2317"},
	}
	dir, scripts, written := t.TempDir(), []string{}, map[string]bool{}
	for _, release := range releases {
		count := 0
		for _, e := range all {
			c, ok := e.written(t, "nmcli", on(t, release))
			if !ok {
				continue
			}
			count++
			text := c.Output.Files[0].Data
			if written[string(text)] {
				continue // most are the same for each release
			}
			written[string(text)] = true
			script := filepath.Join(dir, strconv.Itoa(len(scripts))+".sh")
			if err := os.WriteFile(script, text, 0o600); err != nil {
				t.Fatal(err)
			}
			scripts = append(scripts, script)
		}
		atLeast(t, count, len(all))
		record(t, "nmcli", "dash, bash and shellcheck", "for "+release, "scripts without a complaint", count)
	}
	for _, words := range checks {
		path, err := exec.LookPath(words[0])
		if err != nil {
			absent(t, "%s is not installed", words[0])
		}
		for _, some := range batches(words[0], scripts) {
			if said, ok := run(t, exec.Command(path, append(words[1:len(words):len(words)], some...)...)); !ok {
				t.Errorf("%s: %s", words[0], said)
			}
		}
	}
}

// batches are the scripts that a program takes at a time: a shell parses one,
// shellcheck all.
func batches(program string, scripts []string) [][]string {
	if program == "shellcheck" {
		return [][]string{scripts}
	}
	var list [][]string
	for _, s := range scripts {
		list = append(list, []string{s})
	}
	return list
}
