package frontends

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// crowds are files, as large as may be, that name a link in every few bytes,
// for each dialect that is read from text; "N" is the number of the link.
func crowds() map[string][2]string {
	return map[string][2]string{
		"etc/network/interfaces":                               {"", "auto aN\niface aN inet manual\n"},
		"etc/network/interfaces.d/auto":                        {"", "auto aN\n"},
		"etc/network/interfaces.d/ports":                       {"iface bond0 inet manual\nbond-slaves ", "aN "},
		"etc/netplan/01.yaml":                                  {"network:\n version: 2\n bonds:\n", "  aN: {}\n"},
		"etc/netplan/02.yaml":                                  {"network: {version: 2, bonds: {b: {interfaces: [x", ",aN"},
		"etc/nmstate/01.yml":                                   {"interfaces:\n", "- name: aN\n"},
		"etc/cloud/cloud.cfg.d/50.cfg":                         {"network:\n version: 1\n config:\n", "  - {type: physical, name: aN}\n"},
		"bondc-nmcli.sh":                                       {"", "nmcli c add type bond ifname aN\n"},
		"cmdline":                                              {"", " bond=aN:x"},
		"etc/sysconfig/network/ifcfg-bond0":                    {"STARTMODE=auto\nBONDING_MASTER=yes\n", "BONDING_SLAVE_N='a b'\n"},
		"etc/sysconfig/network-scripts/ifcfg-x":                {"", "DEVICE=aN\n"},
		"etc/modprobe.d/bond.conf":                             {"", "alias aN bonding\n"},
		"etc/systemd/network/1.network":                        {"", "[Match]\nName=aN\n"},
		"etc/NetworkManager/system-connections/1.nmconnection": {"", "[connection]\nid=aN\n"},
	}
}

// TestCrowdedFilesAreRefused reads text that would become very many links: it is
// refused with the number that is too many, before a parser sees it.
func TestCrowdedFilesAreRefused(t *testing.T) {
	for path, text := range crowds() {
		var b strings.Builder
		b.WriteString(text[0])
		for n := 0; b.Len()+len(text[1])+8 < source.MaxSize; n++ {
			b.WriteString(strings.ReplaceAll(text[1], "N", fmt.Sprintf("%06x", n)))
		}
		name, diags := one(t, path, b.String())
		found := false
		for _, d := range diags {
			found = found || d.Code == diag.TooLarge && d.Severity == diag.Error && strings.Contains(d.Message, "at most 200000")
		}
		if !found {
			t.Errorf("%s (%s): %d findings, none says that it is too long", path, name, len(diags))
		}
	}
}

// one reads a host of one file.
func one(t *testing.T, path, text string) (string, diag.List) {
	t.Helper()
	front, ok := Claimed(path)
	if !ok {
		t.Fatalf("%s belongs to no dialect", path)
	}
	s := stack{front: front, files: []*source.File{source.New(path, path, []byte(text))}}
	var all diag.List
	for h, diags := range s.hosts(ir.ReadOptions{Host: "h"}) {
		if all = append(all, diags...); h != nil && len(h.Links) > ir.MostLinks {
			t.Errorf("%s: a host with %d links goes on", path, len(h.Links))
		}
	}
	return front.Name, all
}

// TestHostsWithTooManyLinksAreRefused reads files that are short enough, and
// name one link more than a host may have.
func TestHostsWithTooManyLinksAreRefused(t *testing.T) {
	for path, text := range crowds() {
		for _, n := range []int{ir.MostLinks - 2, ir.MostLinks + 1} {
			if n < ir.MostLinks && path != "etc/nmstate/01.yml" {
				continue // once is enough: it is read in full
			}
			var b strings.Builder
			b.WriteString(text[0])
			for i := range n {
				b.WriteString(strings.ReplaceAll(text[1], "N", fmt.Sprintf("%05x", i)))
			}
			if path == "etc/netplan/02.yaml" {
				b.WriteString("]}}}")
			}
			name, diags := one(t, path, b.String())
			found := false
			for _, d := range diags {
				found = found || d.Code == diag.TooManyLinks
			}
			if want := n > ir.MostLinks && manyLinks(path); found != want {
				t.Errorf("%s (%s) with %d links: refused is %t", path, name, n, found)
			}
		}
	}
}

// manyLinks reports whether a file of the place can name many links: some are
// about one, and modprobe's and SUSE's have lower limits of their own.
func manyLinks(path string) bool {
	for _, part := range []string{"modprobe", "/ifcfg-", ".network", ".nmconnection", "/auto"} {
		if strings.Contains(path, part) {
			return false
		}
	}
	return true
}

// TestHostsWithTooMuchTextAreRefused reads a host of many files, each as long as
// a file may be: reading ends before memory does.
func TestHostsWithTooMuchTextAreRefused(t *testing.T) {
	lay(t, "-- a/etc/netplan/00.yaml --\nnetwork: {version: 2}\n")
	long := []byte("#" + strings.Repeat("x", source.MaxSize-2) + "\n")
	for n := range mostBytes/source.MaxSize + 3 {
		if err := os.WriteFile(fmt.Sprintf("a/etc/netplan/%02d.yaml", n+1), long, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for tree, err := range Find([]string{"a"}, FindOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		files, diags := tree.Read()
		if len(files) != mostBytes/source.MaxSize || len(diags) != 1 || diags[0].Code != diag.TooLarge || !strings.Contains(diags[0].Message, "4 in all") {
			t.Errorf("%d files, %v", len(files), diags)
		}
	}
}

// TestBondsWithTooManyOptionsAreRefused reads options that are written again and
// again, in the dialects that take them so: what they do to each other is not asked.
func TestBondsWithTooManyOptionsAreRefused(t *testing.T) {
	for path, text := range map[string][2]string{
		"etc/network/interfaces":                               {"iface bond0 inet manual\nbond-slaves eth0\n", "bond-frobN 1\nbond-miimon N\n"},
		"etc/systemd/network/1.netdev":                         {"[NetDev]\nName=bond0\nKind=bond\n[Bond]\n", "UpDelaySec=N\nARPIPTargets=192.0.2.1 x\n"},
		"etc/NetworkManager/system-connections/1.nmconnection": {"[connection]\nid=b\ntype=bond\ninterface-name=bond0\n[bond]\n", "frobN=1\n"},
	} {
		for _, n := range []int{100, 9_000} {
			var b strings.Builder
			b.WriteString(text[0])
			for i := range n {
				b.WriteString(strings.ReplaceAll(text[1], "N", fmt.Sprint(i)))
			}
			name, diags := one(t, path, b.String())
			found := slices.ContainsFunc(diags, func(d diag.Diagnostic) bool { return d.Code == diag.TooManyOptions })
			if want := n*strings.Count(text[1], "\n") > ir.MostSettings; found != want {
				t.Errorf("%s (%s), %d times: refused is %t", path, name, n, found)
			}
		}
	}
}

func TestProfilesWithTooManyKeysAreRefused(t *testing.T) {
	text := "[connection]\nid=b\ntype=ethernet\n[ipv4]\n" + strings.Repeat("route=192.0.2.0/24\n", 20_000)
	_, diags := one(t, "etc/NetworkManager/system-connections/1.nmconnection", text)
	if len(diags) != 1 || diags[0].Code != diag.TooLarge {
		t.Errorf("%v", diags)
	}
}
