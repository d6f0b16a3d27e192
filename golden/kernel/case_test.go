package kernel

import (
	"fmt"
	"hash/fnv"
	"net/netip"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/golden/kernel/state"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// path is one way from a host to the kernel: the dialect that bondc writes and
// the tool that applies it.
type path struct {
	name string
	tool state.Tool
	to   string
	via  target.Via
}

func paths() []path {
	return []path{
		{"networkd", state.Networkd, "networkd", target.Unset},
		{"keyfile", state.NetworkManager, "keyfile", target.Unset},
		{"nmcli", state.NMCLI, "nmcli", target.Unset},
		{"netplan", state.Netplan, "netplan", target.Unset},
		{"netplan-nm", state.NetplanNM, "netplan", target.NetworkManager},
		{"ifupdown", state.Ifupdown, "ifupdown", target.Unset},
		{"modprobe", state.Modprobe, "modprobe", target.Unset},
		{"initscripts", state.Script, "ifcfg", target.Initscripts},
	}
}

// dropped are the losses that a path has always: modprobe's files say the
// driver's parameters, and nothing else of a host.
func (p *path) dropped() []string {
	if p.tool != state.Modprobe {
		return nil
	}
	return []string{diag.LossLink, diag.LossAddress, diag.LossRoute, diag.LossRule, diag.LossDNS, diag.LossMAC, diag.LossActivation, diag.LossMatch, diag.LossZone, diag.LossOption, diag.LossSetting, diag.LossResidue}
}

// takes reports whether a story is applied on the path, so that all of it stays
// below twenty minutes. nmcli takes twice as long as all others, and what it
// makes are the profiles that the keyfiles are: it takes a fourth of the stories.
// netplan's profiles are those as well: the half. modprobe says little of a
// host: a fourth, and all in which it had a part before. Those that the project
// began with, and those with which some tool cannot do, are for all.
func (p *path) takes(story string) bool {
	switch {
	case strings.HasPrefix(story, "seed-"), story == "hardware-address", story == "ipv6-dhcp-without-ra", story == "mac-of-a-port", story == "policy-routing":
		return true
	case p.tool == state.NetplanNM:
		return oneOf(2, story)
	case p.tool == state.NMCLI:
		return oneOf(4, story)
	case p.tool == state.Modprobe:
		return oneOf(4, story) || strings.HasPrefix(story, "module-")
	}
	return true
}

// oneOf reports whether the story is in a sample of one in n, which its name
// decides: a new story leaves the samples of the others as they were.
func oneOf(n uint32, story string) bool {
	h := fnv.New32a()
	h.Write([]byte(story))
	return h.Sum32()%n == 0
}

// bare reports whether only bonds and their ports are set up on the path.
func (p *path) bare() bool { return p.tool == state.Script || p.tool == state.Modprobe }

// trial is a case with the host that its files say.
type trial struct {
	story string
	path  path
	host  *ir.Host
	c     state.Case
}

// read parses files of one dialect as a host.
func read(dialect string, files []*source.File) (*ir.Host, error) {
	front, ok := frontends.Named(dialect)
	if !ok {
		return nil, fmt.Errorf("there is no reader of %s", dialect)
	}
	var modules, own []*source.File
	for _, f := range files {
		if found, ok := frontends.Detect(f); ok && found.Name == "modprobe" && dialect != "modprobe" {
			modules = append(modules, f)
		} else {
			own = append(own, f)
		}
	}
	var hosts []*ir.Host
	for h, diags := range front.Parse(own, ir.ReadOptions{Host: "host"}) {
		if h == nil || diags.Has(diag.Error) {
			return nil, fmt.Errorf("%s cannot be read: %v", dialect, diags)
		}
		hosts = append(hosts, h)
	}
	if len(hosts) != 1 {
		return nil, fmt.Errorf("%d hosts", len(hosts))
	}
	if front, _ := frontends.Named("modprobe"); len(modules) > 0 {
		for h := range front.Parse(modules, ir.ReadOptions{Host: "host"}) {
			hosts[0].Merge(h)
		}
	}
	return hosts[0], nil
}

// storyHosts returns the host of each golden story, as its first input says it;
// the files are part of the host.
func storyHosts(t *testing.T) map[string]*ir.Host {
	t.Helper()
	names, err := filepath.Glob("../stories/*.txtar")
	if err != nil || len(names) < 40 {
		t.Fatalf("%d stories: %v", len(names), err)
	}
	all := map[string]*ir.Host{}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var first string
		var files []*source.File
		for _, f := range archive.Files {
			dialect, rest, _ := strings.Cut(strings.TrimPrefix(f.Name, "in/"), "/")
			if !strings.HasPrefix(f.Name, "in/") || first != "" && dialect != first {
				continue
			}
			first = dialect
			files = append(files, source.New(f.Name, rest, f.Data))
		}
		h, err := read(first, files)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all[strings.TrimSuffix(filepath.Base(name), ".txtar")] = h
	}
	return all
}

// try makes the case of a host on a path; the text says why there is none.
func try(story string, h *ir.Host, p path) (trial, string, error) {
	if slices.ContainsFunc(h.Links, effect.Undescribed) {
		return trial{}, "a bond is only named, and described elsewhere", nil
	}
	if p.tool == state.Script && h.Dialect() == p.to {
		return given(story, h, p), "", nil
	}
	to := machine()
	to.Via = p.via
	c, err := bondc.Convert(h, nil, bondc.ConvertOptions{To: p.to, Target: to, Accept: p.dropped()})
	if err != nil {
		return trial{}, "", err
	}
	if c.Failed {
		for _, d := range c.Diags {
			if d.Severity == diag.Error {
				return trial{}, d.Code + ": " + d.Message, nil
			}
		}
		return trial{}, "the conversion failed", nil
	}
	t := trial{story: story, path: p, c: state.Case{Name: story + "." + p.name, Tool: p.tool}}
	var files []*source.File
	for _, f := range c.Output.Files {
		files = append(files, source.New(f.Path, f.Path, f.Data))
		t.c.Files = append(t.c.Files, state.File{Path: f.Path, Mode: f.Mode, Data: f.Data})
	}
	if t.host, err = read(p.to, files); err != nil {
		return trial{}, "", err
	}
	if slices.ContainsFunc(t.host.Links, t.unfound) {
		return trial{}, "no permanent MAC address on a veth link: its device cannot be found", nil
	}
	if p.tool == state.NMCLI {
		t.c.Script, t.c.Files = string(t.c.Files[0].Data), nil
	}
	t.ready(h)
	return t, "", nil
}

// unfound reports whether networkd looks for a link's device by its permanent MAC
// address, which veth links do not have; all others go by the current one then.
func (t *trial) unfound(l *ir.Link) bool {
	return l.Match.PermanentMAC.Set && (t.path.tool == state.Networkd || t.path.tool == state.Netplan)
}

// given makes the case of a host whose files are applied as they are.
func given(story string, h *ir.Host, p path) trial {
	t := trial{story: story, path: p, host: h, c: state.Case{Name: story + "." + p.name, Tool: p.tool}}
	for _, f := range h.Files {
		t.c.Files = append(t.c.Files, state.File{Path: f.Path, Mode: 0o644, Data: []byte(f.Raw)})
	}
	t.ready(h)
	return t
}

// ready completes the case. Scripts that set bonds up expect the module of old
// systems, and their modprobe, which read one file (modprobe.conf(5)).
func (t *trial) ready(story *ir.Host) {
	if t.path.tool == state.Script {
		t.c.Script = initscripts
		t.c.Files = append(t.c.Files, state.File{Path: "etc/modprobe.d/systemd.conf", Mode: 0o644})
		for i := range t.c.Files {
			if f := &t.c.Files[i]; f.Path == "etc/modprobe.conf" {
				f.Path = "etc/modprobe.d/modprobe.conf"
			}
		}
	}
	if t.path.tool == state.Modprobe {
		t.c.Script = t.load()
		t.c.Files = append(t.c.Files, state.File{Path: "etc/modprobe.d/systemd.conf", Mode: 0o644})
	}
	equip(t, story)
	t.await()
}

// load is what systems do with modprobe's files at boot: they load the driver by
// the names of the bonds, and make those that it did not make itself.
func (t *trial) load() string {
	var b strings.Builder
	b.WriteString("#!/bin/sh\nset -eu\n")
	for _, l := range t.host.Links {
		if l.Bond != nil {
			fmt.Fprintf(&b, "modprobe %[1]s\n[ -e /sys/class/net/%[1]s ] || echo +%[1]s >/sys/class/net/bonding_masters\n", l.Name)
		}
	}
	return b.String()
}

// await has the case wait for the addresses that the prediction has.
func (t *trial) await() {
	for _, line := range predict(t) {
		link, what, _ := strings.Cut(line, " ")
		switch what {
		case "dhcp4":
			t.c.Await = append(t.c.Await, state.Await{Link: link, Network: "203.0.113.0/24"})
		case "ra":
			t.c.Await = append(t.c.Await, state.Await{Link: link, Network: "2001:db8:feed::/64", Bits: 64})
		case "dhcp6":
			t.c.Await = append(t.c.Await, state.Await{Link: link, Network: "2001:db8:feed::/64", Bits: 128})
		case "link-local":
			t.c.Await = append(t.c.Await, state.Await{Link: link, Network: "fe80::/64"})
		}
	}
}

// equip gives the case the machine that its host runs on, with answers on the
// other side where the story asks for any.
func equip(t *trial, story *ir.Host) {
	for _, l := range story.Links {
		asks := l.IPv6.Method.Value == ir.MethodDHCP || l.IPv6.DHCP.Value
		t.c.DHCP6 = t.c.DHCP6 || asks
		t.c.Dynamic = t.c.Dynamic || asks || l.IPv4.Method.Value == ir.MethodDHCP || l.IPv6.Method.Set || l.IPv6.RA.Set
	}
	for _, l := range t.host.Links {
		if l.Kind == ir.Ethernet {
			mac := fmt.Sprintf("02:00:00:00:00:%02x", 0x10+len(t.c.NICs))
			t.c.NICs = append(t.c.NICs, state.NIC{Name: l.Name, MAC: l.Match.PermanentMAC.Or(mac)})
		}
		if b := l.Bond; b != nil {
			if word, _ := b.Value(option.ModeOpt); word == option.LACP.String() && len(b.Ports) > 0 {
				var group []string
				for _, p := range b.Ports {
					group = append(group, p.Name)
				}
				t.c.LACP = append(t.c.LACP, group)
			}
			if word, ok := b.Value(option.ARPIPTarget); ok {
				for target := range strings.SplitSeq(word, ",") {
					t.far(target)
				}
			}
		}
		for _, r := range l.Routes {
			if r.Via.IsValid() {
				t.far(r.Via.String())
			}
		}
	}
}

// far has the switch answer to an address.
func (t *trial) far(text string) {
	a, err := netip.ParseAddr(text)
	if err != nil {
		return
	}
	if prefix := netip.PrefixFrom(a, a.BitLen()).String(); !slices.Contains(t.c.Far, prefix) {
		t.c.Far = append(t.c.Far, prefix)
	}
}
