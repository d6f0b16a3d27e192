package frontends

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// read reads all hosts of a path.
func read(t *testing.T, path, from string) ([]*ir.Host, diag.List) {
	t.Helper()
	var hosts []*ir.Host
	var diags diag.List
	for tree, err := range Find([]string{path}, FindOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		for h, found := range Hosts(tree, from, nil) {
			diags = append(diags, found...)
			if h != nil {
				hosts = append(hosts, h)
			}
		}
	}
	return hosts, diags
}

func codes(list diag.List) string {
	var words []string
	for _, d := range list.Sort() {
		words = append(words, d.Code)
	}
	return strings.Join(words, " ")
}

const mixed = `
-- a/etc/sysconfig/network-scripts/ifcfg-bond0 --
DEVICE=bond0
BOOTPROTO=none
-- a/etc/sysconfig/network-scripts/ifcfg-eth0 --
DEVICE=eth0
MASTER=bond0
SLAVE=yes
-- a/etc/modprobe.conf --
alias bond0 bonding
options bond0 mode=6 miimon=100
-- a/etc/netplan/01.yaml --
network: {version: 2, ethernets: {eth0: {}}}
`

func TestStacksOfOneHost(t *testing.T) {
	lay(t, mixed)
	hosts, diags := read(t, "a", "")
	if len(hosts) != 2 || strings.Join(hosts[0].Dialects, " ") != "ifcfg modprobe" || hosts[1].Dialect() != "netplan" {
		t.Fatalf("hosts %v, findings %v", hosts, diags)
	}
	if j := hosts[0].JSON().Links[0]; j.Bond == nil || j.Bond.Mode != "balance-alb" || len(j.Bond.Ports) != 1 {
		t.Errorf("modprobe options did not reach the bond: %+v", j)
	}
	if hosts, _ := read(t, "a", "netplan"); len(hosts) != 1 || hosts[0].Dialect() != "netplan" {
		t.Errorf("--from netplan: %v", hosts)
	}
	if hosts, _ := read(t, "a", "modprobe"); len(hosts) != 1 || hosts[0].Dialect() != "modprobe" {
		t.Errorf("--from modprobe: %v", hosts)
	}
}

func TestNetplanShadowing(t *testing.T) {
	lay(t, `
-- a/etc/netplan/10.yaml --
network: {version: 2, ethernets: {eth0: {mtu: 1400}}}
-- a/run/netplan/10.yaml --
network: {version: 2, ethernets: {eth0: {mtu: 1300}}}
-- a/usr/lib/netplan/05.yaml --
network: {version: 2, ethernets: {eth0: {mtu: 1200}}}
`)
	hosts, diags := read(t, "a", "")
	if len(hosts) != 1 || hosts[0].Link("eth0").MTU.Value != 1300 {
		t.Errorf("hosts %v, findings %v", hosts, diags)
	}
}

func TestFlawsAreFindings(t *testing.T) {
	for text, want := range map[string]string{
		"":                                     diag.EmptyFile,
		"DEVICE=bond0\r\n":                     diag.CRLF,
		"DEVICE=bond0\rONBOOT=yes\r":           diag.BareCR,
		"DEVICE=\x00":                          diag.BinaryFile,
		"\xef\xbb\xbfDEVICE=bond0\n":           diag.ByteOrderMark,
		"# Gr\xfc\xdfe\nDEVICE=bond0\n":        diag.BadEncoding,
		"DEVICE=" + strings.Repeat("x", 5<<20): diag.TooLarge,
		"X=" + strings.Repeat("(", 300):        diag.TooDeep,
	} {
		lay(t, "-- a/ifcfg-bond0 --\n"+text)
		if strings.HasPrefix(text, "\xef") || !strings.HasSuffix(text, "\n") {
			write(t, "a/ifcfg-bond0", text)
		}
		if _, diags := read(t, "a", ""); !strings.Contains(codes(diags), want) {
			t.Errorf("%.20q: findings %q, want %s", text, codes(diags), want)
		}
	}
}

func TestCircles(t *testing.T) {
	lay(t, `
-- a/01.bondc.hcl --
bond "bond0" {
  ports = ["br0"]
}
bridge "br0" {
  ports = ["bond0"]
}
vlan "v" {
  id   = 1
  link = "v"
}
`)
	if _, diags := read(t, "a", ""); codes(diags) != "link-circle link-circle" {
		t.Errorf("findings %v", diags)
	}
}

func TestALongCircleIsOneLine(t *testing.T) {
	h := &ir.Host{}
	const n = 50_000
	for i := range n {
		h.Links = append(h.Links, &ir.Link{Name: strconv.Itoa(i), Kind: ir.VLANKind,
			VLAN: &ir.VLAN{Link: ir.Opt[string]{Value: strconv.Itoa((i + 1) % n), Set: true}}})
	}
	if list := circles(h); len(list) != 1 || len(list[0].Message) > 200 {
		t.Errorf("%d findings: %.300v", len(list), list)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
