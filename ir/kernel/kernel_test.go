package kernel

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// settings reads "mode=1 miimon=100" as the dialect of a path would have it:
// modprobe's parameters, BONDING_OPTS, HCL.
func settings(p Path, text string) []ir.Setting {
	d := [...]option.Dialect{Module: option.Modprobe, Sysfs: option.Ifcfg, Netlink: option.HCL}[p]
	var list []ir.Setting
	for _, word := range strings.Fields(text) {
		key, raw, _ := strings.Cut(word, "=")
		s := ir.Setting{Key: key, Raw: raw}
		if s.ID, _ = option.Lookup(d, key); s.ID == option.Unknown && d != option.Ifcfg {
			s.ID = option.LookupKernel(key)
		}
		if s.ID == option.Unknown {
			s.Problem = option.Problem{Kind: option.UnknownOption, Text: "no such option"}
		} else {
			s.Value, s.Problem = option.Decode(d, s.ID, raw)
		}
		s.Adds = p == Sysfs && s.ID == option.ARPIPTarget
		list = append(list, s)
	}
	return list
}

// story is one documented case: what the layers say, and what comes of it.
type story struct {
	fact    string // where it is documented
	kernel  string // "" is the newest
	module  string
	sysfs   string
	netlink string
	state   string // "option=value ...": a part of the state; "no bond" where none is created
	events  string // "kind option [errno] ...", all of them
}

func (s story) layers() []Layer {
	var layers []Layer
	for _, l := range []Layer{{Path: Module, Settings: settings(Module, s.module)}, {Path: Sysfs, Settings: settings(Sysfs, s.sysfs)}, {Path: Netlink, Settings: settings(Netlink, s.netlink)}} {
		if len(l.Settings) > 0 {
			layers = append(layers, l)
		}
	}
	return layers
}

func targetOf(kernel string) target.Target {
	if kernel == "" {
		return target.Target{}
	}
	if r, ok := target.FindRelease(kernel); ok {
		return target.Target{}.On(r)
	}
	v, err := target.ParseVersion(kernel)
	if err != nil {
		panic(err)
	}
	return target.Target{Kernel: v}
}

func name(id option.ID) string {
	if row := option.Get(id); row != nil {
		return row.Kernel
	}
	return "?"
}

// spell prints events as the stories have them.
func spell(events []Event) string {
	var words []string
	for _, e := range events {
		text := e.Kind.String() + " " + name(e.Option)
		if e.Option == option.Unknown && e.Setting != nil {
			text = e.Kind.String() + " " + e.Setting.Key
		}
		if e.Errno != "" {
			text += " " + string(e.Errno)
		}
		words = append(words, text)
	}
	return strings.Join(words, "; ")
}

// part returns of the state what the story names.
func part(r Result, want string) string {
	if !r.Created {
		return "no bond"
	}
	var words []string
	for _, w := range strings.Fields(want) {
		key, _, _ := strings.Cut(w, "=")
		words = append(words, key+"="+r.State[option.LookupKernel(key)])
	}
	return strings.Join(words, " ")
}

func (s story) check(t *testing.T) {
	t.Helper()
	r := Simulate(targetOf(s.kernel), s.layers(), []string{"eth0", "eth1"})
	label := fmt.Sprintf("%s: module %q sysfs %q netlink %q on %q", s.fact, s.module, s.sysfs, s.netlink, s.kernel)
	if diff := cmp.Diff(s.state, part(r, s.state)); diff != "" {
		t.Errorf("%s: state (-want +got):\n%s", label, diff)
	}
	if diff := cmp.Diff(s.events, spell(r.Events)); diff != "" {
		t.Errorf("%s: events (-want +got):\n%s", label, diff)
	}
	for _, e := range r.Events {
		if e.Why == "" || strings.HasSuffix(e.Why, ".") {
			t.Errorf("%s: %s %s has no good reason: %q", label, e.Kind, name(e.Option), e.Why)
		}
		if e.Cause == 0 {
			t.Errorf("%s: %s %s has no cause", label, e.Kind, name(e.Option))
		}
		if (e.Kind == Refused || e.Kind == LoadFailed) != (e.Errno != "") {
			t.Errorf("%s: %s with error %q", label, e.Kind, e.Errno)
		}
	}
}
