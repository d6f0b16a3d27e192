package networkd_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/frontends/internal/readertest"
	"github.com/bondc/bondc/frontends/networkd"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

// FuzzParse reads a file as each of the three kinds, and a drop-in: nothing
// panics, every place lies inside the file, reading twice comes to the same, and
// what is written of it reads back as the same host, but for what is announced.
func FuzzParse(f *testing.F) {
	readertest.Seeds(f, "networkd")
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range []string{"a.netdev", "a.network", "a.link", "b.netdev.d/a.conf", "x"} {
			first := read(t, name, data)
			if a, b := text(t, first), text(t, read(t, name, data)); !bytes.Equal(a, b) {
				t.Errorf("reading %s twice differs:\n%s\n%s", name, a, b)
			}
			c, err := bondc.Convert(first, nil, bondc.ConvertOptions{To: "networkd"})
			if err != nil || c.Bug {
				t.Errorf("writing %s again (%v) is another host:\n%v", name, err, c.Diags)
			}
		}
	})
}

func read(t *testing.T, name string, data []byte) *ir.Host {
	const bond = "[NetDev]\nName=bond0\nKind=bond\n[Bond]\nMode=active-backup\n"
	files := []*source.File{source.New("a", name, data), source.New("b", "b.netdev", []byte(bond))}
	networkd.Sniff(files[0])
	host, diags := readertest.One(networkd.Parse, files...)
	readertest.Sane(t, host, diags)
	return host
}

func text(t *testing.T, host *ir.Host) []byte {
	text, err := json.Marshal(host.JSON())
	if err != nil {
		t.Fatal(err)
	}
	return text
}
