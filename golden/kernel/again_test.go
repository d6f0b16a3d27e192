package kernel

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/bondc/bondc/golden/kernel/state"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

// changes are hosts as an administrator has them and then changes them.
func changes() map[string][2]string {
	const ports = `ports = ["eth0", "eth1"]`
	return map[string][2]string{
		"options": {
			`bond "bond0" {` + "\n" + ports + `
mode = "active-backup"
miimon = 100
fail_over_mac = "active"
addresses = ["192.0.2.10/24"]
}`,
			`bond "bond0" {` + "\n" + ports + `
mode = "802.3ad"
miimon = 200
updelay = 400
lacp_rate = "fast"
fail_over_mac = "none"
xmit_hash_policy = "layer3+4"
addresses = ["192.0.2.10/24"]
}`},
		"addressing": {
			`bond "bond0" {` + "\n" + ports + `
mode = "active-backup"
miimon = 100
mtu = 9000
addresses = ["192.0.2.10/24", "192.0.2.11/24", "2001:db8::10/64"]
route {
  to = "198.51.100.0/24"
  via = "192.0.2.1"
}
dns {
  servers = ["192.0.2.53"]
}
}`,
			`bond "bond0" {` + "\n" + ports + `
mode = "active-backup"
miimon = 100
addresses = ["192.0.2.20/24"]
route {
  to = "default"
  via = "192.0.2.1"
}
}`},
	}
}

// kept is what NetworkManager leaves as it was on a bond that is there, whatever
// the changed profile says: who wants it otherwise has to delete the device first.
// It must be seen (1.42.4).
func kept() map[string][]string {
	return map[string][]string{"again-changed-options.nmcli": {
		"predicted, not seen: bond0 option fail_over_mac none",
		"seen, not predicted: bond0 option fail_over_mac active",
	}}
}

// TestNMCLIAgain runs nmcli scripts on a machine that has their profiles already:
// the same script once more leaves it as it is, and the script of a changed host
// changes the profiles, with nothing left of what was.
func TestNMCLIAgain(t *testing.T) {
	needKernel(t)
	var trials []trial
	var cases []state.Case
	add := func(name string, before, after *ir.Host) {
		paths := paths()
		p := paths[slices.IndexFunc(paths, func(p path) bool { return p.tool == state.NMCLI })]
		first, why, err := try("again-"+name, before, p)
		second, why2, err2 := try("again-"+name, after, p)
		if err != nil || err2 != nil || why+why2 != "" {
			t.Fatal(name, why, why2, err, err2)
		}
		second.c.Script = fmt.Sprintf("#!/bin/sh\n(\n%s\n)\n(\n%s\n)\n", first.c.Script, second.c.Script)
		if wanted(second.c.Name) {
			trials, cases = append(trials, second), append(cases, second.c)
		}
	}
	stories := storyHosts(t)
	for _, story := range []string{"seed-bigfoot", "vlan-on-bond", "port-options"} {
		add(story, stories[story], stories[story])
	}
	for name, texts := range changes() {
		add("changed-"+name, hclHost(t, texts[0]), hclHost(t, texts[1]))
	}
	used, failed := map[string]bool{}, 0
	list := tried(t, cases, func(i int, r *state.Result) []string {
		bad := compare(&trials[i], predict(&trials[i]), see(&trials[i], &r.State), used)
		for _, line := range kept()[cases[i].Name] {
			if at := slices.Index(bad, line); at >= 0 {
				bad = slices.Delete(bad, at, at+1)
			} else {
				bad = append(bad, "no longer: "+line)
			}
		}
		return bad
	})
	for i, v := range list {
		if len(v.bad) > 0 {
			failed++
			t.Errorf("%s:\n%s\n%s", cases[i].Name, strings.Join(v.bad, "\n"), account(&v.result))
		}
	}
	t.Logf("nmcli again: %d passed, %d failed, second try: %s", len(list)-failed, failed, strings.Join(seconds(cases, list), " "))
}

func hclHost(t *testing.T, text string) *ir.Host {
	t.Helper()
	h, err := read("hcl", []*source.File{source.New("host.bondc.hcl", "host.bondc.hcl", []byte(text))})
	if err != nil {
		t.Fatal(err)
	}
	return h
}
