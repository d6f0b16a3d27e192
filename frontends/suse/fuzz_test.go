package suse

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/bondc/bondc/frontends/internal/readertest"
	"github.com/bondc/bondc/ir/source"
)

// FuzzParse holds what every reader promises of any bytes, in each of the
// dialect's files: no panic, places inside the file, and the same host from the
// same text.
func FuzzParse(f *testing.F) {
	readertest.Seeds(f, dialect)
	const bond = "STARTMODE=auto\nBONDING_MASTER=yes\nBONDING_SLAVE_0=eth0\nIPADDR=192.0.2.1/24\n"
	f.Fuzz(func(t *testing.T, data []byte) {
		read := func() []byte {
			files := []*source.File{source.New("b", folder+"ifcfg-bond0", []byte(bond))}
			for _, name := range []string{"config", "ifcfg-br0", "ifcfg-eth0", "ifroute-bond0", "routes"} {
				files = append(files, source.New(name, folder+name, data))
			}
			Sniff(files[1])
			host, diags := readertest.One(Parse, append(files, source.New("loose", "loose", data))...)
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
