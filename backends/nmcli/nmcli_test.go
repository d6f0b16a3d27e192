package nmcli

import (
	"bytes"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bondc/bondc/backends/internal/everyfield"
	"github.com/bondc/bondc/backends/internal/sample"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// scripts are the hosts whose scripts are kept under testdata.
func scripts() []struct {
	name string
	host *ir.Host
	nm   string
} {
	return []struct {
		name string
		host *ir.Host
		nm   string
	}{
		{"server", sample.Server(), ""},
		{"server-1.42", sample.Server(), "1.42"},
		{"every", everyfield.Host("hcl"), ""},
		{"every-1.18", everyfield.Host("hcl"), "1.18"},
		{"arp", arp(), ""},
		{"manual", manual(), ""},
		{"hostile", hostile(), ""},
	}
}

// arp is a bond that watches two addresses.
func arp() *ir.Host {
	return &ir.Host{Links: []*ir.Link{sample.Bond("bond0", []ir.Setting{
		sample.Setting(option.ModeOpt, "active-backup"), sample.Setting(option.ARPInterval, "250"),
		sample.Setting(option.ARPIPTarget, "192.0.2.1,192.0.2.2"), sample.Setting(option.NSIP6Target, "2001:db8::1,2001:db8::2"),
		sample.Setting(option.UpDelay, "200"),
	}, "eth0", "eth1")}}
}

// manual is a bond that nobody starts, under a bridge that boot starts.
func manual() *ir.Host {
	bond := sample.Bond("bond0", []ir.Setting{sample.Setting(option.ModeOpt, "802.3ad")}, "eth0", "eth1")
	bond.Activation = sample.Some(ir.Manual)
	return &ir.Host{Links: []*ir.Link{
		{Name: "eth1", Activation: sample.Some(ir.Off)}, bond,
		{Name: "br0", Kind: ir.BridgeKind, Bridge: &ir.Bridge{Ports: []ir.Port{{Name: "bond0"}, {Name: "eth5"}}}},
	}}
}

const nasty = "a'b\"c$(touch pwned)`touch pwned`\\"

// hostile is a host whose texts try to be more than text.
func hostile() *ir.Host {
	bond := sample.Bond("bond0", []ir.Setting{
		sample.Setting(option.ModeOpt, "active-backup"), sample.Setting(option.Primary, "a,miimon=7"),
		sample.Setting(option.ADActorSystem, "x'; touch pwned; '"),
	}, "eth0", "eth1")
	bond.Zone = sample.Some(nasty)
	bond.IPv4 = ir.IPv4{Method: sample.Some(ir.MethodDHCP), Hostname: sample.Some("-x\ntouch pwned"), ClientID: sample.Some(nasty)}
	bond.DNS.Search = []ir.Search{{Domain: "a.org,b.org ipv4.method"}, {Domain: nasty}}
	bond.Rules = []ir.Rule{{Family: 4, IIF: "a, priority 1", Table: sample.Some(7)}}
	bond.Bond.Ports[1].Settings = []ir.Setting{{ID: option.QueueID, Key: "'", Value: "1'; touch pwned; '"}}
	bond.Routes = []ir.Route{{To: netip.MustParsePrefix("10.0.0.0/8"), Family: 4, Scope: "x, 0.0.0.0/0", Type: "'"}}
	return &ir.Host{Links: []*ir.Link{
		bond, sample.Bond("bond1", nil, "$(touch pwned)"),
		{Name: "--help"}, {Name: "x;reboot"}, {Name: "eth7", Zone: sample.Some("a\nb"), MAC: sample.Some("'$(touch pwned)")},
		{Name: "eth8", Match: ir.Match{Name: sample.Some("e'*"), Driver: sample.Some("-x")}},
	}}
}

func emit(t *testing.T, h *ir.Host, nm string) (string, diag.List) {
	t.Helper()
	var to target.Target
	if nm != "" {
		v, err := target.ParseVersion(nm)
		if err != nil {
			t.Fatal(err)
		}
		to.NM = v
	}
	out, losses := Emit(h, to)
	again, _ := Emit(h, to)
	if diff := cmp.Diff(out, again); diff != "" {
		t.Errorf("the second time it is written differently:\n%s", diff)
	}
	if len(out.Files) == 0 {
		return "", losses
	}
	if f := out.Files[0]; len(out.Files) != 1 || f.Path != "bondc-nmcli.sh" || f.Mode != 0o755 {
		t.Errorf("got %d files, the first %s with mode %o", len(out.Files), f.Path, f.Mode)
	}
	return string(out.Files[0].Data), losses
}

// golden compares with a file under testdata, or writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(bytes.TrimSpace(want)), strings.TrimSpace(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func lines(losses diag.List) string {
	var b strings.Builder
	for _, d := range losses {
		fmt.Fprintf(&b, "%s %s: %s\n", d.Severity, d.Code, d.Message)
	}
	return b.String()
}

func TestEmit(t *testing.T) {
	for _, s := range scripts() {
		t.Run(s.name, func(t *testing.T) {
			got, losses := emit(t, s.host, s.nm)
			golden(t, s.name+".sh", got)
			golden(t, s.name+".losses", lines(losses))
		})
	}
}

func TestNothingToWrite(t *testing.T) {
	if got, losses := emit(t, &ir.Host{}, ""); got != "" || len(losses) > 0 {
		t.Errorf("an empty host gives %q and %v", got, losses)
	}
}

func TestTooOld(t *testing.T) {
	got, losses := emit(t, sample.Server(), "0.8")
	if got != "" || len(losses) != len(sample.Server().Links) || !losses.Has(diag.Error) {
		t.Errorf("NetworkManager 0.8 gets %q and\n%s", got, lines(losses))
	}
}

func TestProfileNamesMeet(t *testing.T) {
	h := &ir.Host{Links: []*ir.Link{{Name: "b-port-e"}, sample.Bond("b", nil, "e")}}
	_, losses := emit(t, h, "")
	if !strings.Contains(lines(losses), `another link's profile is called "b-port-e"`) {
		t.Errorf("two profiles of one name:\n%s", lines(losses))
	}
}

func TestQuote(t *testing.T) {
	for value, want := range map[string]string{
		"":           `''`,
		"a b":        `'a b'`,
		"it's $HOME": `'it'\''s $HOME'`,
	} {
		if got := quote(value); got != want {
			t.Errorf("quote(%q) = %s, want %s", value, got, want)
		}
	}
}
