package consumers

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// stanzasDrawn is how many bonds ifupdown2 is asked about.
const stanzasDrawn = 400

// TestIfupdown2SendsWhatIsPredicted draws stanzas of bonds, with words and numbers
// that ifupdown2 knows and others, and has it print the requests that it would send.
// What the kernel makes of these is what bondc says of the stanzas.
func TestIfupdown2SendsWhatIsPredicted(t *testing.T) {
	ifup := program(t, "ifupdown2", "ifup")
	if err := exec.Command("unshare", "-n", "-m", "true").Run(); err != nil {
		absent(t, "no namespaces of its own for ifupdown2: unshare: %v", err)
	}
	machine := target.Target{Kernel: target.Version{Major: 6, Minor: 1}}
	text := drawStanzas(stanzasDrawn)
	requests := requested(t, ifup, text)
	var h *ir.Host
	front, _ := frontends.Named("ifupdown")
	file := source.New("interfaces", "etc/network/interfaces", []byte(text))
	for host := range front.Parse([]*source.File{file}, ir.ReadOptions{Host: "host", Evidence: ir.Evidence{Via: target.Ifupdown2}}) {
		h = host
	}
	judged := 0
	for _, l := range h.Links {
		if l.Bond == nil {
			continue
		}
		said := effect.Effective(h, l, machine)
		request, sent := requests[l.Name]
		if sent != said.Created {
			t.Errorf("%s: ifupdown2 sends a request: %v, bondc says that there is a bond: %v\n%s", l.Name, sent, said.Created, l.Span.Text())
		}
		if !sent || !said.Created {
			continue
		}
		state := applied(t, machine, request)
		for _, v := range said.Values {
			if got := state[v.Option]; !option.Same(v.Option, got, v.Value) {
				t.Errorf("%s: %s is %q by the request %q of ifupdown2, bondc says %q", l.Name, option.Get(v.Option).Kernel, got, request, v.Value)
			}
		}
		judged++
	}
	atLeast(t, judged, stanzasDrawn/2)
	record(t, "ifupdown", "ifupdown2", version(t, ifup), "stanzas, with the same bond as bondc says", judged)
}

// drawStanzas makes a file with so many bonds.
func drawStanzas(n int) string {
	keys := []struct{ key, values string }{
		{"bond-mode", "active-backup 1 4 802.3ad 802.3AD nonsense 5 balance-alb 0 balance-xor"},
		{"bond-miimon", "0 100 100 50 +100 often 0x64"},
		{"bond-updelay", "0 100 150"}, {"bond_downdelay", "0 200 75"},
		{"bond-use-carrier", "yes no on off 0 1 True never"},
		{"bond-lacp-rate", "slow fast 0 1 quick FAST"},
		{"bond-xmit-hash-policy", "layer2 1 layer2+3 LAYER3+4 encap3+4 vlan+srcmac 5 nonsense"},
		{"bond-min-links", "0 1 2"}, {"bond_num_grat_arp", "0 3"}, {"bond-num-unsol-na", "0 4"},
		{"bond-ad-actor-sys-prio", "1 65535"}, {"bond-ad-sys-mac-addr", "02:00:00:00:00:01"},
		{"bond-primary-reselect", "always better failure 2 LATER"},
		{"bond-arp-interval", "100"}, {"bond-fail-over-mac", "active"}, {"bond-ad-select", "count"},
	}
	r := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "auto bond%d\niface bond%d inet manual\n    bond-slaves none\n", i, i)
		for range 1 + r.IntN(7) {
			k := keys[r.IntN(len(keys))]
			values := strings.Fields(k.values)
			fmt.Fprintf(&b, "    %s %s\n", k.key, values[r.IntN(len(values))])
		}
	}
	return b.String()
}

// requested returns the attributes that ifupdown2 would make each bond with. With
// --no-act it changes nothing, and it runs in namespaces of its own.
func requested(t *testing.T, ifup, text string) map[string]string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "interfaces")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	said, _ := run(t, exec.Command(ifup, "--all", "--no-act", "--debug", "--interfaces", file))
	bond := regexp.MustCompile(`netlink: ip link add dev (\S+) type bond`)
	attributes := regexp.MustCompile(`attributes: OrderedDict\((.*)\)$`)
	requests, name := map[string]string{}, ""
	for line := range strings.Lines(said) {
		line = strings.TrimSpace(line)
		if m := bond.FindStringSubmatch(line); m != nil {
			name = m[1]
		} else if m := attributes.FindStringSubmatch(line); m != nil && name != "" {
			requests[name], name = m[1], ""
		}
	}
	if len(requests) == 0 {
		t.Fatalf("ifupdown2 sends no request:\n%s", said)
	}
	return requests
}

// applied is what the kernel makes of a request such as "[(1, 4), (26, 'a')]":
// pairs of an attribute's number (linux/if_link.h) and its value. What it refuses
// as a whole ifupdown2 writes to sysfs, one after another.
func applied(t *testing.T, machine target.Target, request string) kernel.State {
	t.Helper()
	ids := map[string]option.ID{
		"1": option.ModeOpt, "3": option.MIIMon, "4": option.UpDelay, "5": option.DownDelay, "6": option.UseCarrier,
		"12": option.PrimaryReselect, "14": option.XmitHashPolicy, "16": option.NumGratARP, "18": option.MinLinks,
		"21": option.LACPRate, "24": option.ADActorSysPrio, "26": option.ADActorSystem,
	}
	var list []ir.Setting
	for _, m := range regexp.MustCompile(`\((\d+), '?([^')]*)'?\)`).FindAllStringSubmatch(request, -1) {
		id, ok := ids[m[1]]
		if !ok {
			t.Fatalf("what is attribute %s in %s?", m[1], request)
		}
		s := ir.Setting{ID: id, Key: option.Get(id).Kernel, Value: m[2], Raw: m[2]}
		for _, v := range option.Get(id).Values {
			if strconv.FormatInt(v.Number, 10) == m[2] {
				s.Value = v.Word
			}
		}
		list = append(list, s)
	}
	r := kernel.Simulate(machine, []kernel.Layer{{Path: kernel.Netlink, Settings: list}}, nil)
	if !r.Created {
		r = kernel.Simulate(machine, []kernel.Layer{{Path: kernel.Sysfs, AsWritten: true, Settings: list}}, nil)
	}
	return r.State
}

// version returns the version of an unpacked program that has a cache of its own,
// without what Debian adds.
func version(t *testing.T, program string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(filepath.Dir(program), "..", "programs"))
	if err != nil {
		t.Fatal(err)
	}
	_, number, _ := strings.Cut(strings.TrimSpace(string(text)), " ")
	number, _, _ = strings.Cut(number, "-")
	return number
}
