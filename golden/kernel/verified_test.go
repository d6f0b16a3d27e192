package kernel

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/bondc/bondc/golden/kernel/guest"
	"github.com/bondc/bondc/golden/kernel/state"
)

// programs are the packages whose versions decide what a path means.
func programs(tool state.Tool) []string {
	switch tool {
	case state.Networkd:
		return []string{"systemd"}
	case state.NetworkManager, state.NMCLI:
		return []string{"network-manager"}
	case state.Netplan:
		return []string{"netplan.io", "systemd"}
	case state.NetplanNM:
		return []string{"netplan.io", "network-manager"}
	case state.Modprobe:
		return []string{"kmod"}
	case state.Ifupdown:
		return []string{"ifupdown", "ifenslave"}
	}
	return nil
}

// release is the part of the versions of the release's packages that does not
// change within it.
func release(program string) string {
	d := machine()
	switch program {
	case "systemd":
		return fmt.Sprint(d.Systemd.Major)
	case "network-manager":
		return d.NM.String()
	case "netplan.io":
		return d.Netplan.String()
	case "":
		return d.Kernel.String()
	}
	return others[releaseName()][program]
}

// others are versions that are not in the table of releases.
var others = map[string]map[string]string{
	"debian-12": {"user-mode-linux": "6.1", "ifupdown": "0.8.41", "ifenslave": "2.13", "kmod": "30"},
	"debian-13": {"user-mode-linux": "6.12", "ifupdown": "0.8.44", "ifenslave": "2.14", "kmod": "34"},
}

const verified = "../../docs/verified.md"

// TestThePageSaysWhatIsVerified keeps the part of docs/verified.md that this
// package answers for. What it counts is known without a kernel: TestStories
// fails unless each of these cases was as predicted.
func TestThePageSaysWhatIsVerified(t *testing.T) {
	if releaseName() != standard {
		t.Skip("the page has what a run of all stories finds")
	}
	hosts, count := storyHosts(t), matrix{}
	for _, story := range slices.Sorted(maps.Keys(hosts)) {
		tools := 0
		for _, p := range paths() {
			if !p.takes(story) {
				continue
			}
			_, why, err := try(story, hosts[story], p)
			switch {
			case err != nil:
				t.Errorf("%s.%s: %v", story, p.name, err)
			case why != "":
				count.of(p).leave(why)
			default:
				count.of(p).add(verdict{})
				tools++
			}
		}
		// A story that no tool can apply is for the writers alone; the page says why.
		if tools > 0 && tools < 5 {
			t.Errorf("%s is applied by %d tools, want at least 5", story, tools)
		}
	}
	if !t.Failed() {
		keepPage(t, rows(count))
	}
}

// keepPage demands that the page has these rows, or writes them. Those of
// another release than the standard one are only written: nothing but such a run
// can tell them.
func keepPage(t *testing.T, rows string) {
	t.Helper()
	page, err := os.ReadFile(verified)
	if err != nil {
		t.Fatal(err)
	}
	begin, end := "<!-- layer2 -->\n", "<!-- /layer2 -->\n"
	if releaseName() != standard {
		begin, end = "<!-- layer2 "+releaseName()+" -->\n", "<!-- /layer2 "+releaseName()+" -->\n"
		if os.Getenv("UPDATE") == "" {
			return
		}
	}
	before, rest, ok := strings.Cut(string(page), begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s has no %q with its end", verified, begin)
	}
	want := before + begin + rows + end + after
	if string(page) == want {
		return
	}
	if os.Getenv("UPDATE") == "" {
		t.Fatalf("%s is stale: run make update", verified)
	}
	if err := os.WriteFile(verified, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("updated %s", verified)
}

// rows are the matrix, and what the tools do otherwise than told.
func rows(count matrix) string {
	var b strings.Builder
	b.WriteString("\n| written as | applied by | on " + releaseName() + ", Linux " + release("") + ", with | golden stories | not written for it |\n|---|---|---|---|---|\n")
	all := 0
	for _, p := range paths() {
		var left, with []string
		c := count.of(p)
		for _, code := range slices.Sorted(maps.Keys(c.left)) {
			left = append(left, fmt.Sprintf("%d: %s", c.left[code], code))
		}
		for _, name := range programs(p.tool) {
			with = append(with, name+" "+release(name))
		}
		all += c.equal
		fmt.Fprintf(&b, "| %s | %s | %s | %d | %s |\n", p.to, p.by(), strings.Join(with, ", "), c.equal, strings.Join(left, ", "))
	}
	fmt.Fprintf(&b, "\n%d cases, and %d more in which the cable of the active port is cut.\n", all, len(failovers())*len(cuttable()))
	if releaseName() == standard {
		b.WriteString("\nWhat tools do otherwise than all others, whatever the file says:\n\n")
		for _, q := range quirks() {
			fmt.Fprintf(&b, "- %s: %s.\n", q.program, q.what)
		}
	}
	b.WriteString("\n")
	return b.String()
}

// by is who applies the path's files, as the page has it.
func (p *path) by() string {
	return map[state.Tool]string{
		state.Networkd: "systemd-networkd", state.NetworkManager: "NetworkManager", state.NMCLI: "nmcli, the script run", state.Netplan: "netplan, systemd-networkd",
		state.NetplanNM: "netplan, NetworkManager", state.Ifupdown: "ifup, ifenslave", state.Modprobe: "modprobe", state.Script: "sysfs, in the order of initscripts",
	}[p.tool]
}

// TestTheImageIsTheRelease holds the versions that predictions are made for
// against those of the image's packages.
func TestTheImageIsTheRelease(t *testing.T) {
	needKernel(t)
	image, err := guest.Image(releaseName())
	if err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadFile(image + "/versions")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"user-mode-linux", "systemd", "network-manager", "netplan.io", "ifupdown", "ifenslave", "kmod"} {
		want := release(name)
		_, line, found := strings.Cut("\n"+string(list), "\n"+name+" ")
		if !found {
			t.Errorf("%s is not in the image", name)
			continue
		}
		version, _, _ := strings.Cut(line, "\n")
		t.Logf("%s %s", name, version)
		if !strings.HasPrefix(version, want) {
			t.Errorf("%s of the image is %s, and predictions are for %s", name, version, want)
		}
	}
}
