package consumers

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/bondc/bondc/ir/target"
)

const (
	verified     = "../../docs/verified.md"
	begin, end   = "<!-- layer1 -->\n", "<!-- /layer1 -->\n"
	title, ruler = "| dialect | judged by | what was judged | cases |\n", "|---|---|---|---|\n"
)

var page sync.Mutex

// record notes in docs/verified.md how many cases of a dialect a program has
// judged, where UPDATE is set. The page is not compared: that "make update" leaves
// no difference says that it is true.
func record(t *testing.T, dialect, program, version, what string, cases int) {
	t.Helper()
	t.Logf("%s %s has judged %d %s", program, version, cases, what)
	if os.Getenv("UPDATE") == "" || t.Failed() {
		return
	}
	page.Lock()
	defer page.Unlock()
	text, err := os.ReadFile(verified)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), begin)
	table, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s has no %q with its end", verified, begin)
	}
	key := fmt.Sprintf("| %s | %s %s | %s |", dialect, program, version, what)
	rows := []string{fmt.Sprintf("%s %d |\n", key, cases)}
	for row := range strings.Lines(table) {
		if row != "\n" && row != title && row != ruler && !strings.HasPrefix(row, key) {
			rows = append(rows, row)
		}
	}
	slices.Sort(rows)
	now := before + begin + "\n" + title + ruler + strings.Join(rows, "") + "\n" + end + after
	if now == string(text) {
		return
	}
	if err := os.WriteFile(verified, []byte(now), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("updated %s", verified)
}

// ships is the version of a program in a release, without the part that changes
// within the release.
func ships(t *testing.T, release, program string) string {
	t.Helper()
	r, ok := target.FindRelease(release)
	if !ok {
		t.Fatalf("no release %s", release)
	}
	switch program {
	case "netplan-generate":
		return r.Netplan.String()
	case "nmcli":
		return r.NM.String()
	case "systemd-networkd":
		return fmt.Sprint(r.Systemd.Major)
	}
	// The others are not in the table of releases.
	return "of " + release
}

// TestTheVersionsAreThose holds the versions that bondc predicts for against
// those of the packages.
func TestTheVersionsAreThose(t *testing.T) {
	for _, release := range releases {
		list, err := os.ReadFile(program(t, release, "../programs"))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range [][2]string{{"netplan.io", "netplan-generate"}, {"network-manager", "nmcli"}, {"systemd", "systemd-networkd"}} {
			want := p[0] + " " + ships(t, release, p[1])
			if !strings.Contains("\n"+string(list), "\n"+want) {
				t.Errorf("%s: bondc takes it to have %s, and the packages are\n%s", release, want, list)
			}
		}
	}
}
