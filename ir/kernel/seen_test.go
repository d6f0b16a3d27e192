package kernel_test

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bondc/bondc/golden/kernel/fuzz"
)

// TestSeen holds the model against what kernels were seen to do. The cases are
// those in which the fuzzing of golden/kernel/fuzz found the model wrong, made
// as small as they get; "make kernel-fuzz" asks the kernel for their answers
// again.
func TestSeen(t *testing.T) {
	text, err := os.ReadFile("testdata/seen.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases, err := fuzz.ParseSeen(string(text))
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) < 20 {
		t.Fatalf("only %d cases: the test looks at the wrong file", len(cases))
	}
	for _, c := range cases {
		on, err := c.Target()
		if err != nil {
			t.Fatal(err)
		}
		got, err := fuzz.Predict(on, c.Case)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.Answer, got.String()); diff != "" {
			t.Errorf("%s: -kernel +model:\n%s%s", c.Name, c.Case, diff)
		}
	}
}
