package consumers

import (
	"fmt"
	"os/exec"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
	"github.com/bondc/bondc/lint/rules"
)

// complaint is what networkd says about a file: its name and perhaps a line.
var complaint = regexp.MustCompile(`^([^: ]+):(?:(\d+):)? (.*)`)

// last is read after all other files, and has something to complain about, so
// that its complaint says that networkd has read all.
const last = "zz-last.netdev"

// complaints starts a release's networkd on files and returns what it says, by
// file and line.
func complaints(t *testing.T, release string, files map[string][]byte) map[string]string {
	t.Helper()
	if err := exec.Command("unshare", "-n", "-m", "-p", "-f", "--mount-proc", "true").Run(); err != nil {
		absent(t, "no namespaces of its own for networkd: unshare: %v", err)
	}
	files[last] = []byte("[NetDev]\nName=zz\nKind=dummy\nNonsense=1\n")
	said, _ := run(t, exec.Command("unshare", "-n", "-m", "-p", "-f", "--mount-proc",
		"sh", "testdata/networkd", program(t, release, "systemd-networkd"), lay(t, files)))
	list := map[string]string{}
	for _, line := range strings.Split(said, "\n") {
		if m := complaint.FindStringSubmatch(line); m != nil {
			list[m[1]+":"+m[2]] += m[3]
		}
	}
	if list[last+":4"] == "" {
		t.Fatalf("networkd has not read all files: %s", said)
	}
	delete(list, last+":4")
	return list
}

// TestNetworkdTakesOutput has networkd read all files that bondc writes for it:
// it complains about nothing.
func TestNetworkdTakesOutput(t *testing.T) {
	all := examples(t)
	for _, release := range releases {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			files, names := map[string][]byte{}, map[string]string{}
			for i, e := range all {
				if c, ok := e.written(t, "networkd", on(t, release)); ok {
					for name, data := range output(c.Output) {
						as := fmt.Sprintf("%03d-%s", i, path.Base(name))
						files[as], names[as] = data, e.name
					}
				}
			}
			atLeast(t, len(files), 3*len(all))
			record(t, "networkd", "systemd-networkd", ships(t, release, "systemd-networkd"), "files read without a complaint", len(files))
			for where, what := range complaints(t, release, files) {
				file, _, _ := strings.Cut(where, ":")
				t.Errorf("%s: networkd complains about %s: %s", names[file], where, what)
			}
		})
	}
}

// TestNetworkdComplaintsArePredicted gives networkd each of its options with
// good and bad values: where it complains about a line, bondc does too.
func TestNetworkdComplaintsArePredicted(t *testing.T) {
	for _, release := range releases {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			files, of := map[string][]byte{}, map[string]choice{}
			for i, c := range choices(option.Networkd) {
				name := fmt.Sprintf("%04d.netdev", i)
				of[name] = c
				files[name] = fmt.Appendf(nil, "[NetDev]\nName=b%d\nKind=bond\n\n[Bond]\nMode=%s\n%s=%s\n", i, c.mode, c.key, c.value)
			}
			said := complaints(t, release, files)
			for name, c := range of {
				_, predicted := option.Loses(option.Networkd, c.id, c.value)
				predicted = predicted || warned(t, files, name, 7, on(t, release))
				if what := said[name+":7"]; what != "" && !predicted {
					t.Errorf("%s: networkd complains, bondc does not: %s", c, what)
				}
			}
			record(t, "networkd", "systemd-networkd", ships(t, release, "systemd-networkd"), "values complained about only where bondc does", len(of))
			if len(said) < len(of)/10 {
				t.Errorf("networkd complains about %d of %d values only", len(said), len(of))
			}
		})
	}
}

// warned reports whether bondc says something about a line of a .netdev file.
func warned(t *testing.T, files map[string][]byte, name string, line int, machine target.Target) bool {
	t.Helper()
	h, diags := read(t, "networkd", map[string][]byte{"etc/systemd/network/" + name: files[name]})
	if h == nil {
		return true
	}
	for _, d := range append(diags, lint.Run(h, machine, rules.All(), lint.Options{})...) {
		if d.Span.Line() == line && d.Severity != diag.Info {
			return true
		}
	}
	return false
}
