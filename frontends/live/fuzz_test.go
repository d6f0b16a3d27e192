package live

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/bondc/bondc/frontends/internal/readertest"
	"github.com/bondc/bondc/ir/source"
)

// FuzzParse holds what every reader promises of any bytes, in each of the
// places that a file can have: no panic, places inside the file, and the same
// host from the same text.
func FuzzParse(f *testing.F) {
	readertest.Seeds(f, dialect)
	f.Fuzz(func(t *testing.T, data []byte) {
		read := func() []byte {
			var files []*source.File
			for _, name := range []string{
				"proc/net/bonding/bond0", "proc/net/bonding/bond1", "proc/net/vlan/bond0.7", "sys/class/net/bond1/bonding/mode",
				"sys/class/net/bond1/bonding/slaves", "sys/class/net/bond1/bonding/primary", "sys/class/net/eth0/bonding_slave/perm_hwaddr",
				"sys/class/net/eth0/uevent", "sys/class/net/br0/bridge/stp_state", "sys/class/net/br0/brif/eth1/priority", "loose.txt",
				addresses4, addresses6, routes4, routes6, resolver,
			} {
				files = append(files, source.New(name, name, data))
			}
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
