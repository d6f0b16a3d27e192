package netplan_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc/frontends/netplan"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

func TestClaims(t *testing.T) {
	for name, want := range map[string]bool{
		"etc/netplan/50-cloud-init.yaml": true, "run/netplan/a.yaml": true, "lib/netplan/a.yaml": true, "usr/lib/netplan/a.yaml": true,
		"50-cloud-init.yaml": true,
		"etc/netplan/a.yml":  false, "a.yml": false, "etc/netplan/a.yaml.bak": false, "etc/netplan/a.yaml~": false, "etc/netplan/.a.yaml": false,
		".yaml": false, "etc/netplan/sub/a.yaml": false, "etc/cloud/a.yaml": false, "etc/netplan": false, "": false,
	} {
		if got := netplan.Claims(name); got != want {
			t.Errorf("%q: got %t", name, got)
		}
	}
}

func TestSniff(t *testing.T) {
	for text, want := range map[string]bool{
		"network:\n  version: 2\n":              true,
		"# comment\n\n---\nnetwork :\n":         true,
		"\"network\": {}\n":                     true,
		"'network':\n":                          true,
		"{network: {version: 2}}":               true,
		"{\"network\":{}}":                      true,
		"%YAML 1.1\n---\nfoo: 1\nnetwork: {}":   true,
		"\xef\xbb\xbfnetwork: {}\r\n":           true,
		"  network: {}\n":                       false,
		"networks: {}\n":                        false,
		"network:x\n":                           false,
		"network \"eth0\" {\n}\n":               false,
		"auto bond0\niface bond0 inet static\n": false,
		"":                                      false,
		"[Match]\nName=network:\n":              false,
	} {
		if got := netplan.Sniff(source.New("-", "-", []byte(text))); got != want {
			t.Errorf("%q: got %t", text, got)
		}
	}
}

func TestParseOfNothing(t *testing.T) {
	for range netplan.Parse(nil, ir.ReadOptions{}) {
		t.Error("no files make a host")
	}
	fatal := source.New("a.yaml", "a.yaml", []byte("network:\x00"))
	host, diags := parse(t, fatal)
	if len(host.Links) > 0 || len(diags) > 0 {
		t.Errorf("a file without text: %d links, findings %v", len(host.Links), diags)
	}
}

func TestOptionsReachTheHost(t *testing.T) {
	f := source.New("a.yaml", "a.yaml", []byte("network: {}\n"))
	for host := range netplan.Parse([]*source.File{f}, ir.ReadOptions{Host: "web", Partial: true}) {
		if host.Name != "web" || !host.Partial || host.Dialect() != "netplan" || len(host.Files) != 1 {
			t.Errorf("%+v", host)
		}
	}
}

func TestPlacesOfASetting(t *testing.T) {
	text := "network:\n  bonds:\n    bond0:\n      parameters:\n        mii-monitor-interval: \"100\" # ms\n"
	host, _ := parse(t, source.New("a.yaml", "a.yaml", []byte(text)))
	b := host.Link("bond0").Bond
	s := b.Setting(option.MIIMon)
	if s == nil || s.KeySpan.Text() != "mii-monitor-interval" || s.Span.Text() != `"100"` || s.Raw != "100" || s.Value != "100" {
		t.Errorf("setting %+v", s)
	}
	if want := `mii-monitor-interval: "100"`; b.SettingsSpan.Text() != want {
		t.Errorf("settings at %q, want %q", b.SettingsSpan.Text(), want)
	}
	e := host.Entries[len(host.Entries)-1]
	if e.Section != "bonds.bond0.parameters" || e.Key != s.Key || e.Link != "bond0" || e.UsedBy != "option" || e.Raw != `"100"` || e.Value != "100" ||
		e.Span.Text() != b.SettingsSpan.Text() {
		t.Errorf("entry %+v", e)
	}
}

func TestIgnoreComments(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/ignore-comments.txtar")
	if err != nil {
		t.Fatal(err)
	}
	host, _ := parse(t, inputs(archive)...)
	var got []string
	for _, i := range host.Ignores {
		got = append(got, fmt.Sprintf("%d %s %q at %d: %s", i.Line, i.Rule, i.Reason, i.Span.Line(), i.Span.Text()))
	}
	want := []string{
		`2 netplan-perms "shipped so by the image" at 1: # bondc:ignore netplan-perms shipped so by the image`,
		`8 netplan-gateway4 "old netplan on purpose" at 5: # bondc:ignore netplan-gateway4 old netplan on purpose`,
		`8 other-rule "because" at 8: # bondc:ignore other-rule because`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestFixes applies what findings propose and reads the result.
func TestFixes(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"misspelt key":       {"network: {ethernets: {e: {mut: 1500}}}", "network: {ethernets: {e: {mtu: 1500}}}"},
		"misspelt parameter": {"network: {bonds: {b: {parameters: {up-dellay: 5}}}}", "network: {bonds: {b: {parameters: {up-delay: 5}}}}"},
		"empty definition":   {"network:\n  ethernets:\n    e: # port\n    f:", "network:\n  ethernets:\n    e: {} # port\n    f: {}"},
		"scalar for a list":  {"network: {bonds: {b: {parameters: {arp-ip-targets: 10.0.0.1}}}}", "network: {bonds: {b: {parameters: {arp-ip-targets: [10.0.0.1]}}}}"},
		"two in a scalar":    {"network:\n  ethernets:\n    e:\n      addresses: 192.0.2.1/24, 192.0.2.2/24\n", ""},
		"both keys":          {"network: {ethernets: {e: {mut: 1500, mtu: 9000}}}", "network: {ethernets: {e: {mtu: 1500, mtu: 9000}}} unsafe"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, diags := parse(t, source.New("a.yaml", "a.yaml", []byte(test.text)))
			got, unsafe := test.text, ""
			for i := len(diags) - 1; i >= 0; i-- {
				if diags[i].Fix == nil {
					continue
				}
				for _, e := range diags[i].Fix.Edits {
					got = got[:e.Start] + e.Text + got[e.End:]
				}
				if !diags[i].Fix.Safe {
					unsafe = " unsafe"
				}
			}
			if got == test.text {
				got = ""
			}
			if got += unsafe; got != test.want {
				t.Fatalf("got  %q\nwant %q", got, test.want)
			}
			if _, diags := parse(t, source.New("a.yaml", "a.yaml", []byte(got))); unsafe == "" && got != "" && diags.Has(diag.Error) {
				t.Errorf("the fixed text still has %s", diagText(diags))
			}
		})
	}
}

func TestManyErrorsAreBounded(t *testing.T) {
	text := "network:\n  ethernets:\n    e0:\n" + strings.Repeat("      nonsense: 1\n", 5000)
	_, diags := parse(t, source.New("a.yaml", "a.yaml", []byte(text)))
	last := diags[len(diags)-1]
	if len(diags) != 1000 || last.Code != diag.Syntax {
		t.Errorf("%d findings, the last is %s: %s", len(diags), last.Code, last.Message)
	}
}

// TestEveryValueIsAnEntry reads all fixtures without errors and asks that no
// line with a value is without an entry.
func TestEveryValueIsAnEntry(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range inputs(archive) {
			host, diags := parse(t, f)
			if diags.Has(diag.Error) {
				continue
			}
			covered := make([]bool, len(f.Raw))
			for _, e := range host.Entries {
				for i := e.Span.Start; i < e.Span.End; i++ {
					covered[i] = true
				}
			}
			for line := 1; line <= f.Lines(); line++ {
				text := f.LineSpan(line)
				value := strings.TrimSpace(text.Text())
				if value == "" || value[0] == '#' || strings.HasSuffix(value, ":") || value == "{}" {
					continue
				}
				hit := false
				for i := text.Start; i < text.End; i++ {
					hit = hit || covered[i]
				}
				if !hit {
					t.Errorf("%s, %s: no entry for line %d: %s", name, f.Name, line, value)
				}
			}
		}
	}
}
