package dracut

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
	f.Fuzz(func(t *testing.T, data []byte) {
		read := func() []byte {
			files := []*source.File{source.New("a", "cmdline", data), source.New("b", "b.cmdline", data)}
			Sniff(files[0])
			var text []byte
			for _, set := range [][]*source.File{files[:1], files} {
				host, diags := readertest.One(Parse, set...)
				readertest.Sane(t, host, diags)
				one, err := json.Marshal(host.JSON())
				if err != nil {
					t.Fatal(err)
				}
				text = append(text, one...)
			}
			return text
		}
		if a, b := read(), read(); !bytes.Equal(a, b) {
			t.Errorf("reading twice differs:\n%s\n%s", a, b)
		}
	})
}
