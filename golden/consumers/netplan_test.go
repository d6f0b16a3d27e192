package consumers

import (
	"os/exec"
	"strings"
	"testing"
)

// generate runs netplan's generator on the root, and returns what it said and
// whether it took the files.
func generate(t *testing.T, generator, root string) (string, bool) {
	t.Helper()
	said, ok := run(t, exec.Command(generator, "--root-dir", root))
	return strings.ReplaceAll(said, root, ""), ok
}

// TestNetplanTakesOutput gives every host, written for a release, to the
// generator of that release.
func TestNetplanTakesOutput(t *testing.T) {
	all := examples(t)
	for _, release := range releases {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			generator, judged := program(t, release, "netplan-generate"), 0
			for _, e := range all {
				c, ok := e.written(t, "netplan", on(t, release))
				if !ok {
					continue
				}
				if said, ok := generate(t, generator, lay(t, output(c.Output))); !ok {
					t.Errorf("%s: netplan refuses what bondc wrote: %s", e.name, said)
				}
				judged++
			}
			record(t, "netplan", "netplan-generate", ships(t, release, "netplan-generate"), "outputs taken", judged)
			if judged < len(all)/2 {
				t.Errorf("only %d of %d hosts were written and judged", judged, len(all))
			}
		})
	}
}

// TestNetplanRefuses shows that the generator can say no: what bondc never
// writes, a number for a mode and a port that nothing defines.
func TestNetplanRefuses(t *testing.T) {
	const good = "network:\n  version: 2\n  ethernets: {eth0: {}}\n  bonds:\n    bond0:\n      interfaces: [eth0]\n      parameters: {mode: 802.3ad}\n"
	cases := []struct {
		name, text string
		takes      bool
	}{
		{"as it should be", good, true},
		{"the number of a mode", strings.Replace(good, "802.3ad", "4", 1), false},
		{"a port that is not defined", strings.Replace(good, "[eth0]", "[eth0, eth1]", 1), false},
	}
	for _, release := range releases {
		generator := program(t, release, "netplan-generate")
		for _, c := range cases {
			root := lay(t, map[string][]byte{"etc/netplan/60-bondc.yaml": []byte(c.text)})
			if said, ok := generate(t, generator, root); ok != c.takes {
				t.Errorf("%s, %s: taken is %v, want %v: %s", release, c.name, ok, c.takes, said)
			}
		}
	}
}
