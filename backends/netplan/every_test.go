package netplan

import (
	"strings"
	"testing"
	"unicode"

	"gopkg.in/yaml.v3"

	"github.com/bondc/bondc/backends/internal/everyfield"
	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

// TestEveryFieldIsWrittenOrAnnounced takes each field of the model away in turn.
func TestEveryFieldIsWrittenOrAnnounced(t *testing.T) {
	implied := map[string]string{
		"Links[bond0].Bond.Settings[mode]": "it is the default, which is written",
		"Links[static0].IPv4.Method":       "static is what having an address means",
		"Links[router0].IPv6.Method":       "auto is what accepting advertisements means",
		"Links[router0].IPv6.RA":           "the method says the same",
		"Links[brport]":                    "the bridge names it",
		"Links[dynamic0].IPv4.UseRoutes":   "its default route must not be used, so no route is",
	}
	for _, target := range []target.Target{{}, {Via: target.NetworkManager}, {Netplan: target.Version{Minor: 99}, Systemd: target.Version{Major: 237}}} {
		for _, path := range everyfield.Dropped(everyfield.Host("hcl"), func(h *ir.Host) (ir.Output, diag.List) {
			return Emit(h, target)
		}) {
			if implied[path] == "" {
				t.Errorf("%s is dropped without a word for %+v", path, target)
			}
		}
	}
}

// texts try to end a line, a quote or a word and to go on with something else.
func texts() []string {
	return []string{
		"x\nEvil=1", "x\r\n[Evil]\nEvil=1", "\"\nEvil: 1", "x: {Evil: 1}", "- Evil", "x # Evil", "%n", " x ", "x\\", "", "\x00", "\xff\xfe", "x\u2028Evil=1",
		"../../Evil", "*", "!x", "-x", "x y", "yes", "~", "0x1f", "1e3", "12:34:56", "&a", "*a", "|", ">", "@x", "`x`", "'", "{{x}}",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	}
}

// TestHostileTexts writes every text of the model as something that tries to
// be more than a value. What comes out must still be a tree of known keys, and
// no value may hold what netplan's own output files would read as a new line.
func TestHostileTexts(t *testing.T) {
	known := map[string]bool{}
	collect(t, everyfield.Host("hcl"), func(n *yaml.Node, key bool) {
		if key {
			known[n.Value] = true
		}
	})
	for _, text := range texts() {
		for _, names := range []bool{false, true} {
			h := everyfield.Hostile(everyfield.Host("hcl"), text, names)
			collect(t, h, func(n *yaml.Node, key bool) {
				if key && !known[n.Value] && n.Value != text {
					t.Errorf("%q made the key %q", text, n.Value)
				}
				if strings.ContainsFunc(n.Value, unicode.IsControl) || strings.Contains(n.Value, "Evil") {
					t.Errorf("%q came out as %q", text, n.Value)
				}
				if key && n.Value == text && !loss.ValidName(text) {
					t.Errorf("%q became a key", text)
				}
			})
		}
	}
}

// collect visits the scalars of the output.
func collect(t *testing.T, h *ir.Host, visit func(n *yaml.Node, key bool)) {
	t.Helper()
	out, _ := Emit(h, target.Target{})
	for _, f := range out.Files {
		var doc yaml.Node
		if err := yaml.Unmarshal(f.Data, &doc); err != nil {
			t.Fatalf("the output is no YAML: %v\n%s", err, f.Data)
		}
		scalars(&doc, visit)
	}
}

func scalars(n *yaml.Node, visit func(n *yaml.Node, key bool)) {
	for i, c := range n.Content {
		if c.Kind == yaml.ScalarNode {
			visit(c, n.Kind == yaml.MappingNode && i%2 == 0)
		}
		scalars(c, visit)
	}
}
