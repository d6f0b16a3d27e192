package keyfile

import (
	"strings"
	"testing"

	"github.com/bondc/bondc/backends/internal/sample"
	"github.com/bondc/bondc/frontends/hcl"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

func writer() sample.Writer { return sample.Writer{Emit: Emit, Mode: 0o600, ReadHCL: hcl.Parse} }

func TestFixtures(t *testing.T) { writer().Fixtures(t) }

// TestHostileTexts holds that no value ends its line or its group.
func TestHostileTexts(t *testing.T) {
	const nasty = "x\n[connection]\nautoconnect=false"
	bond := sample.Bond("bond0", []ir.Setting{sample.Setting(option.ModeOpt, "active-backup"), sample.Setting(option.Primary, nasty)}, "eth0")
	bond.Zone = sample.Some(nasty)
	bond.DNS.Search = []ir.Search{{Domain: nasty}, {Domain: "a;b"}}
	bond.IPv4 = ir.IPv4{Method: sample.Some(ir.MethodDHCP), Hostname: sample.Some(nasty), ClientID: sample.Some(` a;b\n`)}
	out, _ := Emit(&ir.Host{Links: []*ir.Link{bond, {Name: "../../x"}, {Name: "a/b"}}}, target.Target{})
	for _, f := range out.Files {
		text := string(f.Data)
		if strings.Count(text, "[connection]") != 1 || strings.Contains(text, "autoconnect=false") {
			t.Errorf("%s:\n%s", f.Path, text)
		}
		if strings.Count(f.Path, "/") != 3 || strings.Contains(f.Path, "..") {
			t.Errorf("the file is called %q", f.Path)
		}
	}
	if text := string(out.Files[0].Data); !strings.Contains(text, `dhcp-client-id=\sa;b\\n`) {
		t.Errorf("the client ID is not written as it is:\n%s", text)
	}
}

func TestNaturalOrder(t *testing.T) {
	for _, c := range []struct {
		a, b string
		less bool
	}{{"eth2", "eth10", true}, {"eth10", "eth2", false}, {"a1b2", "a1b10", true}, {"a", "b", true}, {"eth01", "eth2", true}, {"eth", "eth0", true}} {
		if got := byNumber(c.a, c.b) < 0; got != c.less {
			t.Errorf("byNumber(%q, %q) < 0 is %t", c.a, c.b, got)
		}
	}
}
