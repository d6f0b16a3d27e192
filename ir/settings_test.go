package ir

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/option"
)

func arpTarget(value string, adds bool) Setting {
	return Setting{ID: option.ARPIPTarget, Key: "k", Value: value, Adds: adds}
}

func TestValueOf(t *testing.T) {
	bad := Setting{ID: option.ARPIPTarget, Value: "9", Problem: option.Problem{Kind: option.BadAddress}}
	for want, settings := range map[string][]Setting{
		"a":     {arpTarget("a", false)},
		"b":     {arpTarget("a", false), arpTarget("b", false)},
		"a,b":   {arpTarget("a", false), arpTarget("b", true)},
		"a,b,c": {arpTarget("a", true), arpTarget("b", true), bad, arpTarget("c", true)},
		"c":     {arpTarget("a", false), arpTarget("b", true), arpTarget("c", false)},
		"b,c":   {arpTarget("", false), arpTarget("b", true), {ID: option.MIIMon, Value: "7"}, arpTarget("c", true)},
	} {
		if got, ok := ValueOf(settings, option.ARPIPTarget); got != want || !ok {
			t.Errorf("got %q, %t, want %q", got, ok, want)
		}
	}
	if got, ok := ValueOf([]Setting{bad}, option.ARPIPTarget); ok {
		t.Errorf("got %q from a setting that cannot be used", got)
	}
}

// TestManySettings repeats an option so often that work for each pair of
// settings would take minutes.
func TestManySettings(t *testing.T) {
	b := &Bond{}
	const many = 100_000
	for i := range many {
		b.Settings = append(b.Settings, arpTarget(fmt.Sprint(i), i > 0))
	}
	b.Ports = []Port{{Name: "eth0", Settings: b.Settings}}
	j := (&Host{Links: []*Link{{Name: "bond0", Kind: BondKind, Bond: b}}}).JSON()
	for _, options := range []map[string]string{j.Links[0].Bond.Options, j.Links[0].Bond.Ports[0].Options} {
		if value := options[option.Get(option.ARPIPTarget).Kernel]; strings.Count(value, ",") != many-1 || len(options) != 1 {
			t.Errorf("%d options, %d commas", len(options), strings.Count(value, ","))
		}
	}
}
