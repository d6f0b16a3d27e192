package backends

import (
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bondc/bondc/backends/internal/everyfield"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

func TestNamed(t *testing.T) {
	seen := map[string]bool{}
	for _, b := range All() {
		if got, ok := Named(b.Name); !ok || got.Name != b.Name || got.Emit == nil || seen[b.Name] {
			t.Errorf("%q is not the one of its name", b.Name)
		}
		seen[b.Name] = true
	}
	if _, ok := Named("no such dialect"); ok {
		t.Error("found a dialect that there is not")
	}
}

// hosts are what a backend has to stand: nothing at all, parts of the model
// missing, and every field with hostile text in it.
func hosts() map[string]*ir.Host {
	file := source.New("x", "x", []byte("bond\n"))
	list := map[string]*ir.Host{
		"empty": {},
		"every": everyfield.Host("hcl"),
		"bare": {Dialects: []string{"hcl"}, Links: []*ir.Link{
			{}, {Name: "a", Kind: ir.BondKind}, {Name: "b", Kind: ir.BridgeKind}, {Name: "c", Kind: ir.VLANKind}, {Name: "d", Kind: ir.Other},
			{Name: "e", Kind: ir.BondKind, Bond: &ir.Bond{Ports: []ir.Port{{}}}, Span: file.LineSpan(1)},
			{Name: "f", Kind: ir.VLANKind, VLAN: &ir.VLAN{}}, {Name: "g", Addresses: []ir.Address{{}}, Routes: []ir.Route{{}}, Rules: []ir.Rule{{}},
				DNS: ir.DNS{Servers: []ir.DNSServer{{}}, Search: []ir.Search{{}}}},
		}},
	}
	for _, text := range []string{"", "../../../etc/passwd", "x\nEvil=1", "$(reboot)", "`reboot`", "\"; reboot; \"", "'; reboot; '"} {
		list["hostile "+text] = everyfield.Hostile(everyfield.Host("hcl"), text, true)
		list["hostile values "+text] = everyfield.Hostile(everyfield.Host("hcl"), text, false)
	}
	return list
}

// modes are what the readers of the files demand: netplan and NetworkManager that
// nobody else can read them, networkd that its own user can (facts/dialects.md T52).
//
// demand: F8 F9
var modes = map[string]uint32{"netplan": 0o600, "keyfile": 0o600, "networkd": 0o644, "nmcli": 0o755}

// TestOutput holds what the command relies on for every backend: paths that
// stay below the target's root, each once, the marker by which bondc knows its
// own files, the same bytes twice, and losses that say where and what.
func TestOutput(t *testing.T) {
	for _, b := range All() {
		for name, h := range hosts() {
			out, losses := b.Emit(h, target.Target{})
			seen := map[string]bool{}
			for _, f := range out.Files {
				if f.Path != path.Clean(f.Path) || path.IsAbs(f.Path) || strings.HasPrefix(f.Path, "..") || seen[f.Path] {
					t.Errorf("%s, %s: wrote to %q", b.Name, name, f.Path)
				}
				seen[f.Path] = true
				if want, ok := modes[b.Name]; ok && f.Mode != want {
					t.Errorf("%s, %s: %s has the mode %o, want %o", b.Name, name, f.Path, f.Mode, want)
				}
				if f.Mode&^0o777 != 0 || f.Mode&0o400 == 0 {
					t.Errorf("%s, %s: %s has the mode %o", b.Name, name, f.Path, f.Mode)
				}
				if first, _, _ := strings.Cut(string(f.Data), "\n\n"); !strings.Contains(first, ir.Marker) {
					t.Errorf("%s, %s: %s does not begin with the marker", b.Name, name, f.Path)
				}
			}
			if again, _ := b.Emit(h, target.Target{}); !cmp.Equal(out, again) {
				t.Errorf("%s, %s: a second run writes something else", b.Name, name)
			}
			for _, d := range losses {
				if d.Loss == nil || d.Severity != d.Loss.Class.Severity() || d.Message == "" || strings.ContainsAny(d.Message, "\n\x00") {
					t.Errorf("%s, %s: a finding that is no loss: %+v", b.Name, name, d)
				} else if _, ok := diag.CodeOf(d.Code); !ok {
					t.Errorf("%s, %s: unknown code %q", b.Name, name, d.Code)
				}
			}
		}
	}
}
