package kernel

import (
	"bytes"
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
	case state.Ifupdown:
		return []string{"ifupdown", "ifenslave"}
	}
	return nil
}

// release is the part of the versions of Debian 12's packages that does not
// change within the release.
func release(program string) string {
	d := debian12()
	switch program {
	case "systemd":
		return fmt.Sprint(d.Systemd.Major)
	case "network-manager":
		return d.NM.String()
	case "netplan.io":
		return d.Netplan.String()
	case "ifupdown":
		return "0.8.41"
	case "ifenslave":
		return "2.13"
	}
	return d.Kernel.String()
}

const verified = "../../docs/verified.md"

// TestThePageSaysWhatIsVerified keeps the rows of docs/verified.md that this
// package answers for. They need no kernel: TestStories holds that each of the
// cases that they count is as predicted.
func TestThePageSaysWhatIsVerified(t *testing.T) {
	page, err := os.ReadFile(verified)
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- layer2 -->\n", "<!-- /layer2 -->\n"
	before, rest, ok := bytes.Cut(page, []byte(begin))
	_, after, closed := bytes.Cut(rest, []byte(end))
	if !ok || !closed {
		t.Fatalf("%s has no %q with its end", verified, begin)
	}
	var want bytes.Buffer
	want.Write(before)
	want.WriteString(begin + rows(t) + end)
	want.Write(after)
	if bytes.Equal(page, want.Bytes()) {
		return
	}
	if os.Getenv("UPDATE") == "" {
		t.Fatalf("%s is stale: run make update", verified)
	}
	if err := os.WriteFile(verified, want.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("updated %s", verified)
}

// rows are the matrix and what the tools do otherwise than told.
func rows(t *testing.T) string {
	var b strings.Builder
	b.WriteString("\n| written as | applied by | on Debian 12, Linux " + release("") + " with | golden stories | not written for it |\n|---|---|---|---|---|\n")
	hosts := storyHosts(t)
	for _, p := range paths() {
		cases, unwritten := 0, map[string]int{}
		for i, story := range slices.Sorted(maps.Keys(hosts)) {
			if !p.takes(i, story) {
				continue
			}
			_, why, err := try(story, hosts[story], p)
			switch code, _, _ := strings.Cut(why, ":"); {
			case err != nil:
				t.Errorf("%s.%s: %v", story, p.name, err)
			case why != "":
				unwritten[code]++
			default:
				cases++
			}
		}
		var left []string
		for _, code := range slices.Sorted(maps.Keys(unwritten)) {
			left = append(left, fmt.Sprintf("%d: %s", unwritten[code], code))
		}
		var with []string
		for _, name := range programs(p.tool) {
			with = append(with, name+" "+release(name))
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %d | %s |\n", p.to, p.by(), strings.Join(with, ", "), cases, strings.Join(left, ", "))
	}
	b.WriteString("\nWhat tools do otherwise than all others, whatever the file says:\n\n")
	for _, q := range quirks() {
		fmt.Fprintf(&b, "- %s: %s.\n", q.program, q.what)
	}
	b.WriteString("\n")
	return b.String()
}

// by is who applies the path's files, as the page has it.
func (p *path) by() string {
	return map[state.Tool]string{
		state.Networkd: "systemd-networkd", state.NetworkManager: "NetworkManager", state.NMCLI: "nmcli, the script run", state.Netplan: "netplan, systemd-networkd",
		state.NetplanNM: "netplan, NetworkManager", state.Ifupdown: "ifup, ifenslave", state.Script: "sysfs, in the order of initscripts",
	}[p.tool]
}

// TestTheImageIsDebian12 holds the versions that predictions are made for
// against those of the image's packages.
func TestTheImageIsDebian12(t *testing.T) {
	needKernel(t)
	image, err := guest.Image("debian-12")
	if err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadFile(image + "/versions")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"user-mode-linux", "systemd", "network-manager", "netplan.io", "ifupdown", "ifenslave"} {
		want := release(name)
		at := bytes.Index(append([]byte("\n"), list...), []byte("\n"+name+" "))
		if at < 0 {
			t.Errorf("%s is not in the image", name)
			continue
		}
		line, _, _ := strings.Cut(string(list[at:]), "\n")
		_, version, _ := strings.Cut(line, " ")
		t.Logf("%s %s", name, version)
		if !strings.HasPrefix(version, want) {
			t.Errorf("%s of the image is %s, and predictions are for %s", name, version, want)
		}
	}
}
