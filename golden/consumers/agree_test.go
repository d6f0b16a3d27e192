package consumers

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
	"github.com/bondc/bondc/lint/rules"
)

func sorted[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// renderers are what netplan writes for: the dialect, where it puts the files
// and where they would stand if an administrator had written them.
var renderers = [...]struct{ name, dialect, made, own string }{
	{"networkd", "networkd", "run/systemd/network", "etc/systemd/network"},
	{"NetworkManager", "keyfile", "run/NetworkManager/system-connections", "etc/NetworkManager/system-connections"},
}

// TestNetplanAgrees holds what netplan makes of its YAML files for networkd and
// NetworkManager against what bondc makes of the same files.
func TestNetplanAgrees(t *testing.T) {
	inputs := netplanInputs(t)
	for _, release := range releases {
		for _, r := range renderers {
			t.Run(release+"/"+r.name, func(t *testing.T) {
				t.Parallel()
				generator, machine := program(t, release, "netplan-generate"), on(t, release)
				agreed := 0
				for _, name := range sorted(inputs) {
					files := rendered(inputs[name], r.name)
					h, diags := read(t, "netplan", files)
					predicted := faults(h, diags, machine)
					root := lay(t, files)
					said, ok := generate(t, generator, root)
					switch {
					case predicted == "" && !ok:
						t.Errorf("%s: netplan refuses it: %s", name, said)
					case predicted == "":
						agrees(t, name, h, gather(t, root+"/"+r.made, r.own), r.dialect, machine)
						agreed++
					}
				}
				record(t, "netplan", "netplan-generate", ships(t, release, "netplan-generate"), "inputs rendered for "+r.name+", the same host as bondc's "+r.dialect, agreed)
			})
		}
	}
}

// agrees demands that the files that netplan made lead to the same host as
// bondc's.
func agrees(t *testing.T, name string, h *ir.Host, made map[string][]byte, dialect string, machine target.Target) {
	t.Helper()
	for _, d := range disagreements(t, h, made, dialect, machine) {
		t.Errorf("%s: netplan's %s and bondc's are not the same host: %s", name, dialect, d)
	}
}

// disagreements hold the files that netplan made against bondc's. What netplan
// leaves to a .link file for udev under NetworkManager, bondc writes into the
// profile: which device it is, and that it wakes by the magic packet.
func disagreements(t *testing.T, h *ir.Host, made map[string][]byte, dialect string, machine target.Target, accept ...string) []string {
	t.Helper()
	c, err := bondc.Convert(h, nil, bondc.ConvertOptions{To: dialect, Target: machine, From: machine, Accept: accept})
	if err != nil || c.Failed {
		return []string{fmt.Sprintf("bondc does not write it: %v %s", err, errors(c.Diags))}
	}
	theirs, diags := read(t, dialect, made)
	if theirs == nil || diags.Has(diag.Error) {
		return []string{"bondc does not read it: " + errors(diags)}
	}
	theirs, _ = effect.Pin(theirs, machine, effect.TargetVia(dialect, machine), dialect)
	ours, _ := read(t, dialect, output(c.Output))
	var list []string
	for _, d := range effect.Compare(effect.Facts(theirs, machine), effect.Facts(ours, machine), false) {
		udev := dialect == "keyfile" && !d.InA && (d.What == "match" || d.What == "wol")
		// 0.106 writes RequiredForOnline=no for what is not to be brought up, where
		// it is networkd's own default (networkd-network.c, network_verify).
		implied := d.What == "optional" && ours.Link(d.Link).Activation.Or(ir.Boot) != ir.Boot
		// The model has one word for the name servers of DHCPv6 and of routers, and
		// netplan 0.106 writes what it is told of the first only.
		servers := dialect == "networkd" && !d.InA && d.What == "ipv6" && d.Item == "useDNS"
		if !udev && !implied && !servers && !effect.Announce(c.Diags).Of(&d) {
			list = append(list, d.String())
		}
	}
	return list
}

// faults is what bondc says against a host: the errors of reading and of lint.
func faults(h *ir.Host, diags diag.List, machine target.Target) string {
	if h == nil || diags.Has(diag.Error) {
		return "it cannot be read: " + errors(diags)
	}
	return errors(lint.Run(h, machine, rules.All(), lint.Options{}))
}

// errors are the messages of the errors among findings.
func errors(diags diag.List) string {
	var texts []string
	for _, d := range diags {
		if d.Severity == diag.Error {
			texts = append(texts, d.Message)
		}
	}
	return strings.Join(texts, "; ")
}

// netplanInputs are the netplan inputs of the stories, and what bondc makes
// of every other example.
func netplanInputs(t *testing.T) map[string]map[string][]byte {
	t.Helper()
	all := map[string]map[string][]byte{}
	for name, inputs := range stories(t) {
		for _, in := range inputs {
			if in.dialect == "netplan" {
				all[name+" as netplan"] = in.files
			}
		}
	}
	for _, e := range examples(t) {
		if c, ok := e.written(t, "netplan", target.Target{}); ok {
			all[e.name] = output(c.Output)
		}
	}
	return all
}

// rendered returns the files with one more that sets the renderer.
func rendered(files map[string][]byte, renderer string) map[string][]byte {
	all := maps.Clone(files)
	all["etc/netplan/99-renderer.yaml"] = []byte("network: {version: 2, renderer: " + renderer + "}\n")
	return all
}
