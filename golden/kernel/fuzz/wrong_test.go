package fuzz_test

import (
	"testing"

	"github.com/bondc/bondc/golden/kernel/fuzz"
	"github.com/bondc/bondc/ir/option"
)

// disagreements counts the recorded answers that the model does not give.
func disagreements(t *testing.T, cases []fuzz.Seen) (n int, first string) {
	t.Helper()
	for _, c := range cases {
		on, err := c.Target()
		if err != nil {
			t.Fatal(err)
		}
		model, err := fuzz.Predict(on, c.Case)
		if err != nil {
			t.Fatal(err)
		}
		if model.String() != c.Answer {
			if n++; n == 1 {
				first = c.String() + "the model says\n" + model.String()
			}
		}
	}
	return n, first
}

// TestTheModelSaysWhatTheKernelSaid is the fuzzing without a guest: the
// recorded answers are the model's.
func TestTheModelSaysWhatTheKernelSaid(t *testing.T) {
	cases := append(recorded(t, seenFile), recorded(t, drawnFile)...)
	if len(cases) < 3*drawn {
		t.Fatalf("only %d answers are recorded", len(cases))
	}
	if n, first := disagreements(t, cases); n > 0 {
		t.Errorf("%d of %d answers are not the model's, first\n%s", n, len(cases), first)
	}
}

// TestAWrongCellIsFound makes cells of the table wrong, one at a time: each must
// lead to another answer than the kernel's.
func TestAWrongCellIsFound(t *testing.T) {
	cases := append(recorded(t, seenFile), recorded(t, drawnFile)...)
	for _, c := range []struct {
		what  string
		id    option.ID
		wrong func(r *option.Row)
	}{
		{"the number of a hash policy", option.XmitHashPolicy, func(r *option.Row) { r.Values[1].Number, r.Values[2].Number = 2, 1 }},
		{"the word of a mode", option.ModeOpt, func(r *option.Row) { r.Values[5].Word, r.Values[6].Word = r.Values[6].Word, r.Values[5].Word }},
		{"a missing restriction to a mode", option.LACPRate, func(r *option.Row) { r.Accepted = option.AllModes }},
		{"a restriction to a mode too many", option.MinLinks, func(r *option.Row) { r.Accepted = option.OnlyLACP }},
		{"that the bond must be down", option.ADSelect, func(r *option.Row) { r.NeedsDown = false }},
		{"that the bond must have no ports", option.FailOverMAC, func(r *option.Row) { r.NeedsEmpty = false }},
		{"the end of a range", option.PacketsPerPort, func(r *option.Row) { r.Max = 255 }},
		{"the start of a range", option.LPInterval, func(r *option.Row) { r.Min = 0 }},
		{"what a mode does to a monitor", option.MIIMon, func(r *option.Row) { r.ModeDefault = "50" }},
		{"a parameter that the module has", option.NumUnsolNA, func(r *option.Row) { r.Module = false }},
		{"a file that there is not", option.CoupledControl, func(r *option.Row) { r.Sysfs = true }},
		{"the kernel that has it first", option.LACPActive, func(r *option.Row) { r.Since = "6.2" }},
	} {
		row := option.Get(c.id)
		kept := *row
		row.Values = append([]option.Value(nil), row.Values...)
		c.wrong(row)
		n, _ := disagreements(t, cases)
		*row = kept
		if n == 0 {
			t.Errorf("%s of %s is wrong, and all answers are still the kernel's", c.what, kept.Kernel)
		}
		t.Logf("%s of %s: %d disagreements", c.what, kept.Kernel, n)
	}
}
