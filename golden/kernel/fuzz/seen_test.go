package fuzz_test

import (
	"os"
	"strings"
	"testing"

	"github.com/bondc/bondc/golden/kernel/fuzz"
	"github.com/bondc/bondc/ir/target"
)

const seenFile = "../../../ir/kernel/testdata/seen.txt"

func seen(t *testing.T) []fuzz.Seen {
	t.Helper()
	text, err := os.ReadFile(seenFile)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := fuzz.ParseSeen(string(text))
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

// TestSeenPrintsAsRead keeps the file in one form, which UPDATE=1 writes.
func TestSeenPrintsAsRead(t *testing.T) {
	text, err := os.ReadFile(seenFile)
	if err != nil {
		t.Fatal(err)
	}
	if got := printed(seen(t)); got != string(text) {
		t.Errorf("the cases print otherwise than they stand there:\n%s", got)
	}
}

func printed(cases []fuzz.Seen) string {
	var blocks []string
	for _, c := range cases {
		blocks = append(blocks, c.String())
	}
	return strings.Join(blocks, "\n")
}

// TestTheKernelSaysItAgain asks the kernel for the answers of the cases that are
// kept. UPDATE=1 writes them down.
func TestTheKernelSaysItAgain(t *testing.T) {
	m := start(t)
	all := seen(t)
	var mine []fuzz.Case
	for _, c := range all {
		if c.Release == m.release {
			mine = append(mine, c.Case)
		}
	}
	answers := m.ask(t, mine)
	for i := range all {
		if all[i].Release != m.release {
			continue
		}
		got := answers[0].String()
		answers = answers[1:]
		if os.Getenv("UPDATE") == "" && got != all[i].Answer {
			t.Errorf("%s: the kernel says\n%swhere it said\n%s", all[i].Name, got, all[i].Answer)
		}
		all[i].Answer = got
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(seenFile, []byte(printed(all)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// machine is the guest that a test asks.
type machine struct {
	release, image, runner string
	on                     target.Target
}
