package networkd

import (
	"path"
	"strings"
	"testing"
	"unicode"

	"gopkg.in/ini.v1"

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
		"Links[router0].IPv6.NeverDefault": "no route is used at all",
		"Links[dynamic0].IPv4.UseRoutes":   "an old systemd can only refuse all routes, because of the default route",
	}
	for _, target := range []target.Target{{}, {Systemd: target.Version{Major: 237}}} {
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
// be more than a value. Another reader of ini files must find the same lines
// in what comes out, with known keys only.
func TestHostileTexts(t *testing.T) {
	// A device that keeps its own name has a policy for it.
	known := map[string]bool{"Link.NamePolicy": true}
	collect(t, everyfield.Host("hcl"), func(section, key, _ string) { known[section+"."+key] = true })
	for _, text := range texts() {
		for _, names := range []bool{false, true} {
			h := everyfield.Hostile(everyfield.Host("hcl"), text, names)
			collect(t, h, func(section, key, value string) {
				if !known[section+"."+key] {
					t.Errorf("%q made [%s] %s", text, section, key)
				}
				if strings.ContainsFunc(value, unicode.IsControl) || strings.Contains(value, "Evil") || strings.ContainsAny(value, "%\\") {
					t.Errorf("%q came out as %s=%s", text, key, value)
				}
			})
		}
	}
}

// collect visits the assignments of the output as ini.v1 reads them, after
// making sure that it has read all lines.
func collect(t *testing.T, h *ir.Host, visit func(section, key, value string)) {
	t.Helper()
	out, _ := Emit(h, target.Target{})
	for _, f := range out.Files {
		name, ok := strings.CutPrefix(f.Path, Prefix)
		if !ok || !loss.ValidName(strings.TrimSuffix(name, path.Ext(name))) {
			t.Errorf("wrote a file %q", f.Path)
		}
		file, err := ini.LoadSources(ini.LoadOptions{
			AllowShadows: true, AllowDuplicateShadowValues: true, AllowNonUniqueSections: true, IgnoreInlineComment: true,
			IgnoreContinuation: true, PreserveSurroundedQuote: true, KeyValueDelimiters: "=",
		}, f.Data)
		if err != nil {
			t.Fatalf("%s: %v\n%s", f.Path, err, f.Data)
		}
		read := 0
		for _, s := range file.Sections() {
			for _, k := range s.Keys() {
				for _, v := range k.ValueWithShadows() {
					visit(s.Name(), k.Name(), v)
					read++
				}
			}
		}
		if written := strings.Count(string(f.Data), "="); read != written {
			t.Errorf("%s: %d assignments written, %d read\n%s", f.Path, written, read, f.Data)
		}
	}
}
