package ifupdown

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/bondc/bondc/backends/internal/everyfield"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

func emit(h *ir.Host) (ir.Output, diag.List) { return Emit(h, target.Target{}) }

// TestEveryFieldIsWrittenOrAnnounced takes each field of the model away in turn.
func TestEveryFieldIsWrittenOrAnnounced(t *testing.T) {
	implied := map[string]string{
		"Links[bond0].Bond.Settings[mode]": "it is the default, which is written",
		"Links[static0].IPv4.Method":       "static is what having an address means",
		"Links[router0].Via":               "ifupdown applies it in any case",
		"Links[router0].IPv6.Method":       "auto is what accepting advertisements means",
		"Links[router0].IPv6.RA":           "the method says the same",
		"Links[brport]":                    "the bridge lists it",
	}
	for _, l := range everyfield.Host("hcl").Links {
		if l.Bond != nil {
			for _, p := range l.Bond.Ports {
				implied["Links["+p.Name+"]"] = "the bond lists it"
			}
		}
	}
	for _, path := range everyfield.Dropped(everyfield.Host("hcl"), emit) {
		if implied[path] == "" {
			t.Errorf("%s is dropped without a word", path)
		}
	}
}

// TestHostileTexts writes every text of the model as something that tries to be
// more than a value: no line begins with a word that none has otherwise.
func TestHostileTexts(t *testing.T) {
	known := map[string]bool{}
	keys(t, everyfield.Host("hcl"), func(key, _ string) { known[key] = true })
	for _, text := range []string{
		"x\nEvil 1", "x\r\niface Evil inet dhcp", "\"\nup Evil", "x # Evil", " x ", "x\\", "", "\x00", "\xff\xfe", "x\u2028Evil 1", "$(Evil)", "`Evil`",
		"; Evil", "&& Evil", "| Evil", "../../Evil", "*", "-x", "x y", "{{x}}", "$IFACE Evil", strings.Repeat("a", 70),
	} {
		for _, names := range []bool{false, true} {
			keys(t, everyfield.Hostile(everyfield.Host("hcl"), text, names), func(key, line string) {
				if !known[key] || strings.ContainsFunc(line, unicode.IsControl) || strings.Contains(line, "Evil") || strings.ContainsAny(line, "$`;&|<>\\(){}\"'") {
					t.Errorf("%q came out as %q", text, line)
				}
			})
		}
	}
}

// keys visits the lines of the output.
func keys(t *testing.T, h *ir.Host, visit func(key, line string)) {
	t.Helper()
	out, _ := emit(h)
	if len(out.Files) != 1 || out.Files[0].Path != Path {
		t.Fatalf("wrote %d files", len(out.Files))
	}
	for line := range strings.Lines(string(out.Files[0].Data)) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		key := words[0]
		if strings.HasPrefix(key, "allow-") {
			key = "allow"
		}
		visit(key, strings.TrimSuffix(line, "\n"))
	}
}

// TestKeptOfTheSameDialect puts lines back that bondc does not understand.
func TestKeptOfTheSameDialect(t *testing.T) {
	h := everyfield.Host("ifupdown")
	link := h.Links[0]
	h.Entries = append(h.Entries, &ir.Entry{Dialect: "ifupdown", Section: "inet", Key: "up", Value: "/usr/local/bin/x && y", Link: link.Name, Class: diag.Behaviour})
	out, _ := emit(h)
	if !slices.ContainsFunc(strings.Split(string(out.Files[0].Data), "\n"), func(line string) bool { return line == "    up /usr/local/bin/x && y" }) {
		t.Errorf("the line is not in\n%s", out.Files[0].Data)
	}
}
