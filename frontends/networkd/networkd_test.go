package networkd

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/bondc/bondc/frontends/internal/readertest"
	"github.com/bondc/bondc/ir/source"
)

func TestFixtures(t *testing.T) { readertest.Fixtures(t, Parse) }

func TestClaims(t *testing.T) {
	for name, want := range map[string]bool{
		"etc/systemd/network/10-a.network":             true,
		"run/systemd/network/10-netplan-a.netdev":      true,
		"usr/lib/systemd/network/99-default.link":      true,
		"etc/systemd/network/10-a.network.d/x.conf":    true,
		"etc/systemd/network/10-a.network.d/x.network": false,
		"etc/systemd/network/10-a.network~":            false,
		"etc/systemd/network/.10-a.network":            false,
		"etc/systemd/networkd.conf":                    false,
		"etc/other/10-a.network":                       false,
		"10-a.network":                                 true,
		".network":                                     false,
	} {
		if got := Claims(name); got != want {
			t.Errorf("Claims(%q) is %t", name, got)
		}
	}
}

// FuzzParse reads a file as each of the three kinds, and a drop-in: nothing
// panics, every place lies inside the file, and reading twice comes to the same.
func FuzzParse(f *testing.F) {
	readertest.Seeds(f, dialect)
	const bond = "[NetDev]\nName=bond0\nKind=bond\n[Bond]\nMode=active-backup\n"
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range []string{"a.netdev", "a.network", "a.link", "b.netdev.d/a.conf", "x"} {
			read := func() []byte {
				files := []*source.File{source.New("a", name, data), source.New("b", "b.netdev", []byte(bond))}
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
				t.Errorf("reading %s twice differs:\n%s\n%s", name, a, b)
			}
		}
	})
}
