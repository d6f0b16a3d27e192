package kernel

import (
	"strings"
	"testing"

	"github.com/bondc/bondc/golden/kernel/state"
	"github.com/bondc/bondc/ir/option"
)

// TestAWrongCellIsCaught makes cells of the table wrong, writes, reads back and
// predicts with them, as bondc would: reading back finds nothing, as reader and
// writer share the mistake, and the kernel's state does.
func TestAWrongCellIsCaught(t *testing.T) {
	needKernel(t)
	monitor := option.Spell(option.MIIMon, option.Networkd)
	hash, rate := option.Get(option.XmitHashPolicy), option.Get(option.LACPRate)
	at := paths()
	networkd, scripts := at[0], at[len(at)-1]
	wrongs := []struct {
		name, options string
		path          path
		spoil         func() (mend func())
	}{
		{"unit", "mode=active-backup miimon=250", networkd, func() func() {
			was := monitor.Codec
			monitor.Codec = option.Number
			return func() { monitor.Codec = was }
		}},
		{"number", "mode=balance-xor miimon=100 xmit_hash_policy=1", scripts, func() func() {
			swap := func() { hash.Values[1].Word, hash.Values[2].Word = hash.Values[2].Word, hash.Values[1].Word }
			swap()
			return swap
		}},
		{"mode", "mode=active-backup miimon=100 lacp_rate=fast", scripts, func() func() {
			was := rate.Accepted
			rate.Accepted = option.AllModes
			return func() { rate.Accepted = was }
		}},
	}
	var cases []state.Case
	var trials []trial
	var predicted [][]string
	for _, w := range wrongs {
		for _, spoilt := range []bool{false, true} {
			name, mend := "wrong-"+w.name, func() {}
			if spoilt {
				name, mend = name+"-spoilt", w.spoil()
			}
			one, why, err := try(name, ifcfgBond(t, w.options), w.path)
			if err != nil || why != "" {
				t.Fatalf("%s: %s %v", name, why, err)
			}
			trials, cases, predicted = append(trials, one), append(cases, one.c), append(predicted, predict(&one))
			mend()
		}
	}
	list := tried(t, cases, func(i int, r *state.Result) []string {
		bad := compare(&trials[i], predicted[i], see(&trials[i], &r.State), map[string]bool{})
		switch spoilt := i%2 == 1; {
		case spoilt && len(bad) == 0:
			return []string{"nobody noticed"}
		case spoilt:
			t.Logf("%s: caught: %v", cases[i].Name, bad)
			return nil
		}
		return bad
	})
	for i, v := range list {
		if len(v.bad) > 0 {
			t.Errorf("%s: %s", cases[i].Name, strings.Join(v.bad, "; "))
		}
	}
}
