package fleet

import (
	"path/filepath"
	"testing"
)

// TestSameBytesWhateverTheJobs lints and converts a fleet with one worker and
// with many: the output is the same.
func TestSameBytesWhateverTheJobs(t *testing.T) {
	dir := t.TempDir()
	bondc := build(t, dir, "bondc", "../../cmd/bondc")
	root := filepath.Join(dir, "fleet")
	write(t, root, "netplan", 150)
	for _, args := range [][]string{{"lint", "--format", "json"}, {"lint", "--group-by", "rule"}, {"convert", "--to", "ifcfg"}} {
		one := run(t, findings, bondc, append(args, "--jobs", "1", root)...)
		for _, jobs := range []string{"2", "7", "64"} {
			if many := run(t, findings, bondc, append(args, "--jobs", jobs, root)...); many.sum != one.sum {
				t.Errorf("%v: the output with %s workers differs from that with one", args, jobs)
			}
		}
	}
}
