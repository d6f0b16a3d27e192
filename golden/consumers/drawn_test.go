package consumers

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/golden/drawn"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
	"github.com/bondc/bondc/lint/rules"
)

// How many hosts are drawn for each release, how many of them are spoilt, beside
// all other inputs, and how often each.
const hostsDrawn, hostsSpoilt, timesSpoilt = 120, 60, 2

// putUpWith are the losses of connectivity that a drawn host may suffer.
func putUpWith() []string {
	return []string{diag.LossAddress, diag.LossRoute, diag.LossRule, diag.LossDNS, diag.LossActivation, diag.LossMatch}
}

// drawnInputs are drawn hosts as bondc writes them for a release's netplan.
func drawnInputs(t *testing.T, machine target.Target) []map[string][]byte {
	t.Helper()
	var list []map[string][]byte
	for seed := int64(0); len(list) < hostsDrawn; seed++ {
		c, err := bondc.Convert(drawn.Host(seed), nil, bondc.ConvertOptions{To: "netplan", Target: machine, Accept: putUpWith()})
		if err != nil {
			t.Fatal(err)
		}
		if !c.Failed {
			list = append(list, output(c.Output))
		}
		if seed > 10*hostsDrawn {
			t.Fatalf("only %d of %d hosts could be written", len(list), seed)
		}
	}
	return list
}

// TestNetplanAgreesOnDrawnHosts has netplan render drawn hosts, and holds what it
// makes against what bondc makes of the same files.
func TestNetplanAgreesOnDrawnHosts(t *testing.T) {
	for _, release := range releases {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			generator, machine := program(t, release, "netplan-generate"), on(t, release)
			agreed := 0
			for i, files := range drawnInputs(t, machine) {
				r := renderers[i%len(renderers)]
				name, files := fmt.Sprintf("draw %d for %s", i, r.name), rendered(files, r.name)
				h, diags := read(t, "netplan", files)
				root := lay(t, files)
				said, ok := generate(t, generator, root)
				switch why := faults(h, diags, machine); {
				case !ok && why == "":
					t.Errorf("%s: netplan refuses it: %s\n%s", name, said, files["etc/netplan/60-bondc.yaml"])
				case ok && refusal(h, diags, machine) != "":
					t.Errorf("%s: netplan takes it, and bondc says: %s", name, refusal(h, diags, machine))
				case ok && why == "":
					for _, d := range disagreements(t, h, gather(t, root+"/"+r.made, r.own), r.dialect, machine, putUpWith()...) {
						t.Errorf("%s: netplan's %s and bondc's are not the same host: %s", name, r.dialect, d)
					}
					agreed++
				}
			}
			atLeast(t, agreed, hostsDrawn/3)
			record(t, "netplan", "netplan-generate", ships(t, release, "netplan-generate"), "drawn hosts, rendered as bondc does", agreed)
		})
	}
}

// TestNetplanRefusesWhatIsSpoilt gives netplan files in which a word or a line is
// not what it was: it refuses those that bondc says it refuses, and no file that
// bondc finds no error in.
func TestNetplanRefusesWhatIsSpoilt(t *testing.T) {
	for _, release := range releases {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			generator, machine := program(t, release, "netplan-generate"), on(t, release)
			inputs := netplanInputs(t)
			for i, files := range drawnInputs(t, machine)[:hostsSpoilt] {
				inputs[fmt.Sprintf("draw %d", i)] = files
			}
			taken, refused := 0, 0
			for _, name := range sorted(inputs) {
				// What comes of an input does not depend on what others there are.
				seed := fnv.New64a()
				seed.Write([]byte(name))
				d := rand.New(rand.NewPCG(seed.Sum64(), spoiling(t)))
				for range timesSpoilt {
					files := spoilt(d, inputs[name])
					h, diags := read(t, "netplan", files)
					said, ok := generate(t, generator, lay(t, files))
					switch {
					case !ok && faults(h, diags, machine) == "":
						t.Errorf("%s: netplan refuses what bondc finds no error in: %s\n%s", name, said, shown(files))
					case ok && refusal(h, diags, machine) != "":
						t.Errorf("%s: netplan takes it, and bondc says: %s\n%s", name, refusal(h, diags, machine), shown(files))
					case ok:
						taken++
					default:
						refused++
					}
				}
			}
			atLeast(t, taken, hostsSpoilt/2)
			atLeast(t, refused, hostsSpoilt/2)
			record(t, "netplan", "netplan-generate", ships(t, release, "netplan-generate"), "spoilt files taken or refused as predicted", taken+refused)
		})
	}
}

// spoiling is the seed: BONDC_SEED is for a look at others.
func spoiling(t *testing.T) uint64 {
	t.Helper()
	if text := os.Getenv("BONDC_SEED"); text != "" {
		n, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	return 1
}

func shown(files map[string][]byte) string {
	var b strings.Builder
	for _, name := range sorted(files) {
		fmt.Fprintf(&b, "-- %s --\n%s", name, files[name])
	}
	return b.String()
}

// refusal is what bondc says of why netplan refuses a host's files, "" where it
// says no such thing.
func refusal(h *ir.Host, diags diag.List, machine target.Target) string {
	if h != nil {
		diags = append(slices.Clone(diags), lint.Run(h, machine, rules.All(), lint.Options{})...)
	}
	for _, d := range diags {
		whole := strings.Contains(d.Detail, "netplan refuses the whole configuration") || strings.Contains(d.Detail, "netplan refuses all of its files")
		if d.Severity == diag.Error && whole {
			return d.Code + ": " + d.Message
		}
	}
	return ""
}

// spoilt returns files with one word or line of one of them changed.
func spoilt(d *rand.Rand, files map[string][]byte) map[string][]byte {
	names := sorted(files)
	name := names[d.IntN(len(names))]
	lines := strings.SplitAfter(string(files[name]), "\n")
	at := d.IntN(len(lines))
	line := lines[at]
	key, value, keyed := strings.Cut(line, ": ")
	indent := line[:len(line)-len(strings.TrimLeft(line, " -"))]
	switch n := d.IntN(8); {
	case n == 0:
		lines = slices.Delete(lines, at, at+1)
	case n == 1:
		lines = slices.Insert(lines, at, line)
	case n == 2 && keyed: // a key that there is not
		lines[at] = key + "x: " + value
	case n == 3: // a line of somewhere else
		lines = slices.Insert(lines, at, indent+strings.TrimLeft(lines[d.IntN(len(lines))], " -"))
	case keyed:
		words := []string{"0", "-1", "1", "65536", "true", "off", "nonsense", "eth0", "192.0.2.1/24", "192.0.2.1", "2001:db8::1/64", "[]", "{}", "\"\"", "", "[eth0, eth1]", "1500", "4294967296", "balance-xor", "100ms", "null"}
		lines[at] = key + ": " + words[d.IntN(len(words))] + "\n"
	default:
		lines[at] = indent + "nonsense\n"
	}
	out := map[string][]byte{}
	for n, data := range files {
		out[n] = data
	}
	out[name] = []byte(strings.Join(lines, ""))
	return out
}
