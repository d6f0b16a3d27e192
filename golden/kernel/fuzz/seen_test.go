package fuzz_test

import (
	"os"
	"strings"
	"testing"

	"github.com/bondc/bondc/golden/kernel/fuzz"
	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/target"
)

// The files of what kernels answered: to the cases in which the model was
// wrong once, and to the first draws of the first seed.
const (
	seenFile  = "../../../ir/kernel/testdata/seen.txt"
	drawnFile = "testdata/drawn.txt"
	drawn     = 80 // for each way in
)

func recorded(t *testing.T, file string) []fuzz.Seen {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := fuzz.ParseSeen(string(text))
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

// TestRecordsPrintAsRead keeps the files in one form, which UPDATE=1 writes.
func TestRecordsPrintAsRead(t *testing.T) {
	for _, file := range []string{seenFile, drawnFile} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got := printed(recorded(t, file)); got != string(text) {
			t.Errorf("%s: the cases print otherwise than they stand there:\n%s", file, got)
		}
	}
}

func printed(cases []fuzz.Seen) string {
	var blocks []string
	for _, c := range cases {
		blocks = append(blocks, c.String())
	}
	return strings.Join(blocks, "\n")
}

// TestTheDrawsStay: what is recorded for a draw is the answer to that draw.
func TestTheDrawsStay(t *testing.T) {
	cases := recorded(t, drawnFile)
	for i, c := range firstDraws("debian-12") {
		if len(cases) <= i || cases[i].Case.String() != c.Case.String() {
			t.Fatalf("draw %d is\n%sand another one is recorded: UPDATE=1 make kernel-fuzz N=1", i, c.Case)
		}
	}
}

func firstDraws(release string) []fuzz.Seen {
	var list []fuzz.Seen
	for _, p := range []kernel.Path{kernel.Sysfs, kernel.Netlink, kernel.Module} {
		for i := range drawn {
			list = append(list, fuzz.Seen{Case: fuzz.Draw(1, p, i), Release: release})
		}
	}
	return list
}

// TestTheKernelSaysItAgain asks the kernel for the answers that are recorded.
// UPDATE=1 writes them down.
func TestTheKernelSaysItAgain(t *testing.T) {
	m := start(t)
	for _, file := range []string{seenFile, drawnFile} {
		all := recorded(t, file)
		if file == drawnFile && os.Getenv("UPDATE") != "" && m.release == "debian-12" {
			all = firstDraws(m.release)
		}
		m.again(t, all)
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(file, []byte(printed(all)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// again asks for the answers of cases, and puts them there.
func (m *machine) again(t *testing.T, all []fuzz.Seen) {
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
}

// machine is the guest that a test asks.
type machine struct {
	release, image, runner string
	on                     target.Target
}
