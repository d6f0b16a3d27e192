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

// What the bonds of these cases wait for before they fail over, in
// milliseconds, and how much later than that a guest on a busy machine may be.
const (
	interval  = 100
	downDelay = 300
	slack     = 1500
)

// ifcfgBond is a bond of two ports as ifcfg files say it.
func ifcfgBond(t *testing.T, options string) *ir.Host {
	t.Helper()
	texts := map[string]string{
		"ifcfg-bond0": "DEVICE=bond0\nONBOOT=yes\nBOOTPROTO=none\nIPADDR=192.0.2.10\nPREFIX=24\nBONDING_OPTS=\"" + options + "\"\n",
		"ifcfg-eth0":  "DEVICE=eth0\nMASTER=bond0\nSLAVE=yes\nONBOOT=yes\nBOOTPROTO=none\n",
		"ifcfg-eth1":  "DEVICE=eth1\nMASTER=bond0\nSLAVE=yes\nONBOOT=yes\nBOOTPROTO=none\n",
	}
	var files []*source.File
	for _, name := range []string{"ifcfg-bond0", "ifcfg-eth0", "ifcfg-eth1"} {
		full := "etc/sysconfig/network-scripts/" + name
		files = append(files, source.New(full, full, []byte(texts[name])))
	}
	h, err := read("ifcfg", files)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// failover is a kind of bond whose cable is cut.
type failover struct{ name, options string }

func failovers() []failover {
	return []failover{
		{"none", fmt.Sprintf("mode=active-backup miimon=%d downdelay=%d fail_over_mac=none", interval, downDelay)},
		{"active", fmt.Sprintf("mode=active-backup miimon=%d downdelay=%d fail_over_mac=active", interval, downDelay)},
		{"follow", fmt.Sprintf("mode=active-backup miimon=%d downdelay=%d fail_over_mac=follow", interval, downDelay)},
		{"unmonitored", "mode=active-backup miimon=0"},
	}
}

// cuttable are the paths on which bonds have ports.
func cuttable() []path {
	return slices.DeleteFunc(paths(), func(p path) bool { return p.tool == state.Modprobe })
}

// TestFailover cuts the far end of the active port of a bond that was written
// as ifcfg files, under every tool: traffic moves within the time that the
// options say, not before, and not at all without a link monitor. The three
// policies of MAC addresses show the ones that the kernel's document describes
// (bonding.rst, fail_over_mac).
func TestFailover(t *testing.T) {
	needKernel(t)
	var trials []trial
	var kindOf []string
	var cases []state.Case
	for _, k := range failovers() {
		h := ifcfgBond(t, k.options)
		for _, p := range cuttable() {
			one, why, err := try("failover-"+k.name, h, p)
			if err != nil || why != "" {
				t.Errorf("%s: %s %v", one.c.Name, why, err)
				continue
			}
			if !wanted(one.c.Name) {
				continue
			}
			one.c.Steps = []state.Step{{Name: "cut", Cut: state.Active, Bond: "bond0", Within: interval + downDelay + slack}}
			trials, kindOf, cases = append(trials, one), append(kindOf, k.name), append(cases, one.c)
		}
	}
	list := tried(t, cases, func(i int, r *state.Result) []string {
		if len(r.Steps) != 1 {
			return []string{fmt.Sprintf("%d steps", len(r.Steps))}
		}
		return append(compare(&trials[i], predict(&trials[i]), see(&trials[i], &r.State), map[string]bool{}), moved(kindOf[i], r)...)
	})
	failed := 0
	for i, v := range list {
		if len(v.bad) > 0 {
			failed++
			t.Errorf("%s:\n%s", cases[i].Name, strings.Join(v.bad, "\n"))
			continue
		}
		t.Logf("%s: %s to %s after %d ms", cases[i].Name, v.result.Steps[0].Before, v.result.Steps[0].After, v.result.Steps[0].Took)
	}
	t.Logf("failover: %d passed, %d failed, second try: %s", len(list)-failed, failed, strings.Join(seconds(cases, list), " "))
}

// moved holds the time of the failover and the MAC addresses against what the
// options say, and returns what differs.
func moved(kind string, r *state.Result) (bad []string) {
	step := &r.Steps[0]
	if kind == "unmonitored" {
		if step.Took >= 0 {
			bad = append(bad, fmt.Sprintf("nobody looks at the link, and the active port changed from %s to %s after %d ms", step.Before, step.After, step.Took))
		}
		return bad
	}
	if step.Took < downDelay || step.After == "" {
		return []string{fmt.Sprintf("the active port was %q and is %q after %d ms, want another one after %d to %d ms", step.Before, step.After, step.Took, downDelay, downDelay+interval+slack)}
	}
	before, after := macs(&r.State), macs(&step.State)
	own := map[string]string{"eth0": "02:00:00:00:00:10", "eth1": "02:00:00:00:00:11"}
	want := func(what, got, want string) {
		if got != want {
			bad = append(bad, fmt.Sprintf("%s is %s, want %s", what, got, want))
		}
	}
	switch kind {
	case "none": // all have the bond's, for good
		for _, l := range []string{"bond0", "eth0", "eth1"} {
			want(l+" before", before[l], before["bond0"])
			want(l+" after", after[l], before["bond0"])
		}
	case "active": // ports keep theirs, and the bond has the active one's
		for _, l := range []string{"eth0", "eth1"} {
			want(l+" before", before[l], own[l])
			want(l+" after", after[l], own[l])
		}
		want("bond0 before", before["bond0"], own[step.Before])
		want("bond0 after", after["bond0"], own[step.After])
	case "follow": // the bond keeps its own, which is always the active port's
		want("bond0 after", after["bond0"], before["bond0"])
		want(step.Before+" before", before[step.Before], before["bond0"])
		want(step.After+" after", after[step.After], before["bond0"])
		want(step.Before+" after", after[step.Before], before[step.After])
	}
	return bad
}

func macs(s *state.State) map[string]string {
	all := map[string]string{}
	for _, l := range s.Links {
		all[l.Name] = l.MAC
	}
	return all
}
