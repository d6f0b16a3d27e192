package hcl

import (
	"strings"
	"testing"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

// TestNothingIsReached tries what other users of HCL offer to reach files, the
// environment, the network, the clock and chance: none of it is a function
// here, and nothing is a variable that the file did not declare.
func TestNothingIsReached(t *testing.T) {
	t.Setenv("HOME", "/reached")
	t.Setenv("BONDC_VAR_site", "/reached")
	t.Setenv("TF_VAR_site", "/reached")
	for _, expr := range []string{
		`file("/etc/hostname")`, `filebase64("/etc/hostname")`, `fileexists("/etc/hostname")`, `fileset("/etc", "*")`, `templatefile("/etc/hostname", {})`,
		`abspath(".")`, `pathexpand("~")`, `env("HOME")`, `get_env("HOME")`, `getenv("HOME")`, `run_cmd("id")`, `exec("id")`, `timestamp()`, `uuid()`, `bcrypt("x")`,
		`read_file("/etc/hostname")`, `import("/etc/hostname")`, `http("http://example.org")`, `path.module`, `env.HOME`, `terraform.workspace`, `local.x`, `var.home`, `var.site`,
	} {
		text := "bond \"bond0\" {\n  mode = " + expr + "\n  miimon = \"${" + expr + "}\"\n}\n"
		errors := 0
		for h, diags := range Parse([]*source.File{source.New("x.bondc.hcl", "x.bondc.hcl", []byte(text))}, ir.ReadOptions{}) {
			errors += len(diags)
			if h == nil {
				continue
			}
			for _, l := range h.Links {
				for _, s := range l.Bond.Settings {
					if s.Value != "" || strings.Contains(s.Raw, "reached") {
						t.Errorf("%s has the value %q (%q)", expr, s.Value, s.Raw)
					}
				}
			}
		}
		if errors == 0 {
			t.Errorf("%s is not refused", expr)
		}
	}
}
