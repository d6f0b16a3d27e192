package modprobe

import (
	"strings"
	"testing"
	"unicode"

	"github.com/bondc/bondc/backends/internal/everyfield"
	"github.com/bondc/bondc/backends/internal/sample"
	"github.com/bondc/bondc/frontends/hcl"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/target"
)

func TestFixtures(t *testing.T) {
	sample.Writer{Emit: Emit, Mode: mode, ReadHCL: hcl.Parse}.Fixtures(t)
}

// TestHostileTexts writes every text of the model as something that tries to be
// more than a value: each line begins with a word that the file has, and no
// line holds what modprobe or the kernel would take for more.
func TestHostileTexts(t *testing.T) {
	for _, text := range []string{
		"x\nEvil 1", "x\r\ninstall Evil x", "\"\nEvil", "x # Evil", " x ", "x\\", "", "\x00", "\xff\xfe", "x\u2028Evil 1", "$(Evil)", "`Evil`",
		"; Evil", "x Evil", "*", "?", "[a]", "\"x", "a=b", "#x", strings.Repeat("a", 70),
	} {
		for _, names := range []bool{false, true} {
			out, _ := Emit(everyfield.Hostile(everyfield.Host("hcl"), text, names), target.Target{})
			for _, f := range out.Files {
				lines := strings.Split(strings.TrimSuffix(string(f.Data), "\n"), "\n")
				for _, line := range lines[1:] {
					command, _, _ := strings.Cut(line, " ")
					if command != "alias" && command != "options" && command != "blacklist" || strings.ContainsFunc(line, unicode.IsControl) || strings.Contains(line, "Evil") || strings.ContainsAny(line, "\\\"*?[#") {
						t.Errorf("%q came out as %q", text, line)
					}
				}
			}
		}
	}
}

// TestNoBondNoFile writes nothing for a host that the driver has no part in.
func TestNoBondNoFile(t *testing.T) {
	out, losses := Emit(&ir.Host{Dialects: []string{"hcl"}, Links: []*ir.Link{{Name: "eth0"}}}, target.Target{})
	if len(out.Files) != 0 || len(losses) != 1 || losses[0].Loss.What != "link" {
		t.Errorf("%d files, %+v", len(out.Files), losses)
	}
}
