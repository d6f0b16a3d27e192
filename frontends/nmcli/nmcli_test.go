package nmcli

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/bondc/bondc/frontends/internal/readertest"
	"github.com/bondc/bondc/ir/source"
)

func TestFixtures(t *testing.T) { readertest.Fixtures(t, Parse) }

func file(text string) *source.File { return source.New("setup.sh", "setup.sh", []byte(text)) }

func TestSniff(t *testing.T) {
	for text, want := range map[string]bool{
		"nmcli connection add type bond":      true,
		"  sudo nmcli -t c m bond0 mtu 9000":  true,
		"x=1; nmcli con mod bond0 mode 1":     true,
		"nmcli connection show":               false,
		"nmcli device status":                 false,
		"nmcli":                               false,
		"echo hello":                          false,
		"DEVICE=bond0\nBOOTPROTO=none":        false,
		"# see nmcli\nnmcli c a type vlan id": true,
	} {
		if got := Sniff(file(text)); got != want {
			t.Errorf("Sniff(%q) is %t", text, got)
		}
	}
}

// TestWords reads one command and looks at what became of its words.
func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		`nmcli c a type bond ifname b con.autoconnect no`:                                      `"activation":"manual"`,
		`nmcli c a type bond ifname b autoconnect no`:                                          `"activation":"manual"`,
		`nmcli c a type bond ifname b -- bond.options 'mode=1'`:                                `"mode":"active-backup"`,
		`nmcli c a type bond ifname b mode 4 miimon 100`:                                       `"mode":"802.3ad"`,
		`nmcli c a type bond ifname b +bond.options mode=1,updelay=5`:                          `"updelay":"5"`,
		`nmcli c a type bond ifname b bond.opt "mode=1,arp_ip_target=1.1.1.1\,2.2.2.2"`:        `"arp_ip_target":"1.1.1.1,2.2.2.2"`,
		`nmcli c a type ethernet ifname e ipv4.addr 10.0.0.1/8,10.0.0.2/8`:                     `"address":"10.0.0.2/8"`,
		`nmcli c a type ethernet ifname e ip4 10.0.0.1/8 gw4 10.9.9.9`:                         `"via":"10.9.9.9"`,
		`nmcli c a type bridge ifname e ip4 10.0.0.1/8`:                                        `"ipv4":{"method":"static"}`,
		`nmcli c a type bond ifname b mtu 1400`:                                                `"mtu":1400`,
		`nmcli c a type vlan dev b id 7 ETHERNET.Mtu 1400`:                                     `"mtu":1400`,
		`nmcli c a type ethernet ifname e ip4 10.0.0.1/8 ip4 10.0.0.2/8`:                       `"address":"10.0.0.1/8"`,
		`nmcli c a type ethernet ifname e ipv4.dns "1.1.1.1 2.2.2.2"`:                          `["1.1.1.1","2.2.2.2"]`,
		`nmcli c a type vlan dev bond0 id 7`:                                                   `"name":"bond0.7"`,
		`nmcli -w 5 --color no c a type bridge ifname br0 stp no`:                              `"stp":false`,
		"D=b9\nnmcli c a type bond ifname ${D} con-name \"x-$D\"":                              `"name":"b9"`,
		"A=\"c add\"\nnmcli $A type bond ifname b":                                             `"name":"b"`,
		"nmcli c a type bond ifname b && nmcli c m bond-b ipv4.meth disabled":                  `"method":"disabled"`,
		"nmcli c a type bond ifname b \\\n  802-3-ethernet.mtu 1400":                           `"mtu":1400`,
		"nmcli c a type ethernet ifname e master b slave-type bond":                            `"ports":[{"name":"e"}]`,
		"nmcli c a type bond-slave ifname e master b":                                          `"ports":[{"name":"e"}]`,
		"nmcli c a type bond ifname b con-name B\nnmcli c a type bond-slave ifname e master B": `"ports":[{"name":"e"}]`,
		"nmcli c a type ethernet ifname e\nnmcli dev set e managed no":                         `"name":"e"`,
	} {
		host, _ := readertest.One(Parse, file(text))
		got, err := json.Marshal(host.JSON())
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(got), want) {
			t.Errorf("%s\nhas no %s:\n%s", text, want, got)
		}
	}
}

// FuzzParse reads a script: nothing panics, every place lies inside the file,
// and reading twice comes to the same.
func FuzzParse(f *testing.F) {
	readertest.Seeds(f, dialect)
	f.Fuzz(func(t *testing.T, data []byte) {
		read := func() []byte {
			script := file(string(data))
			Sniff(script)
			host, diags := readertest.One(Parse, script)
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
