package keyfile

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc/frontends/internal/readertest"
	"github.com/bondc/bondc/ir/source"
)

func TestFixtures(t *testing.T) { readertest.Fixtures(t, Parse) }

func TestClaims(t *testing.T) {
	const folder = "etc/NetworkManager/system-connections/"
	for name, want := range map[string]bool{
		folder + "bond0.nmconnection":  true,
		folder + "Wired connection 1":  true,
		folder + "bond0.bak":           false,
		folder + "bond0~":              false,
		folder + ".bond0.nmconnection": false,
		folder + "README":              false,
		"bond0.nmconnection":           true,
		"bond0":                        false,
		"usr/lib/NetworkManager/system-connections/a.nmconnection": true,
		"usr/lib/NetworkManager/system-connections/a":              false,
		"run/NetworkManager/system-connections/a.nmconnection":     false,
		"etc/NetworkManager/NetworkManager.conf":                   false,
	} {
		if got := Claims(name); got != want {
			t.Errorf("Claims(%q) is %t", name, got)
		}
	}
}

// TestInStep holds, on every keyfile there is, that ini.v1 and the scan come to
// the same: then no value was read by anything but ini.v1.
func TestInStep(t *testing.T) {
	names, err := filepath.Glob("../../golden/stories/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := 0
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if filepath.Ext(f.Name) != suffix {
				continue
			}
			files++
			file := source.New(f.Name, f.Name, f.Data)
			if !inStep(split(file.Text), scan(file).keys) {
				t.Errorf("%s: %s: ini.v1 reads other keys than the scan", name, f.Name)
			}
		}
	}
	if files < 100 {
		t.Errorf("only %d keyfiles", files)
	}
}

func TestUnescape(t *testing.T) {
	for raw, want := range map[string]string{
		`a b`: "a b", `\sa`: " a", `a\nb`: "a\nb", `a\\b`: `a\b`, `a\`: `a\`, `a\x`: `a\x`, `a\;b`: "a;b", `a\tb`: "a\tb",
	} {
		if got := unescape(raw); got != want {
			t.Errorf("unescape(%q) is %q, want %q", raw, got, want)
		}
	}
}

// FuzzParse reads a profile beside another one: nothing panics, every place
// lies inside the file, and reading twice comes to the same.
func FuzzParse(f *testing.F) {
	readertest.Seeds(f, dialect)
	const bond = "[connection]\nid=bond0\ntype=bond\ninterface-name=bond0\n[bond]\nmode=1\n"
	f.Fuzz(func(t *testing.T, data []byte) {
		read := func() []byte {
			files := []*source.File{source.New("a", "a.nmconnection", data), source.New("b", "b.nmconnection", []byte(bond))}
			Sniff(files[0])
			host, diags := readertest.One(Parse, files...)
			readertest.Sane(t, host, diags)
			text, err := json.Marshal(host.JSON())
			if err != nil {
				t.Fatal(err)
			}
			return text
		}
		if a, b := read(), read(); !bytes.Equal(a, b) {
			t.Errorf("reading twice differs:\n%s\n%s", a, b)
		}
	})
}
