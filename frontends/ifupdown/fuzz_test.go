package ifupdown

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/bondc/bondc/frontends/internal/readertest"
	"github.com/bondc/bondc/ir/source"
)

// FuzzParse holds what every reader promises of any bytes: no panic, places
// inside the file, and the same host from the same text.
func FuzzParse(f *testing.F) {
	readertest.Seeds(f, dialect)
	const bond = "auto bond0\niface bond0 inet manual\n  bond-slaves eth0\n"
	f.Fuzz(func(t *testing.T, data []byte) {
		read := func() []byte {
			files := []*source.File{source.New("a", main, data), source.New("b", folder+"/bond", []byte(bond)), source.New("c", folder+"/more", data)}
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
